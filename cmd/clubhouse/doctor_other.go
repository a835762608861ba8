//go:build !linux && !darwin

package main

import (
	"errors"
	"os"
)

// diskSpace answers the bytes that the disk with the folder has left for this user, and has in all.
func diskSpace(string) (free, size uint64, err error) {
	return 0, 0, errors.New("on this system nobody here knows how to ask what is left of a disk")
}

// mayWrite answers why nobody may.
func mayWrite(path string) error {
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o200 == 0 {
		return os.ErrPermission
	}
	return nil
}
