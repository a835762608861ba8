//go:build linux || darwin

package main

import "golang.org/x/sys/unix"

// diskSpace answers the bytes that the disk with the folder has left for this user, and has in all.
func diskSpace(folder string) (free, size uint64, err error) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, 0, err
	}
	return uint64(s.Bavail) * uint64(s.Bsize), uint64(s.Blocks) * uint64(s.Bsize), nil
}

// mayWrite answers why this user may not. It opens nothing: to close an SQLite file would drop the process's locks on it.
func mayWrite(path string) error { return unix.Access(path, unix.W_OK) }
