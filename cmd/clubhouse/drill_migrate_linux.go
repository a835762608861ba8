package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// writing tells whether a process is in the midst of a transaction that writes to the SQLite file at path: whether it
// holds the lock that SQLite's file format has for that, on a byte of the log's index.
func writing(path string) (bool, error) {
	f, err := os.Open(path + "-shm")
	if os.IsNotExist(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	const writeLock = 120
	lock := unix.Flock_t{Type: unix.F_WRLCK, Start: writeLock, Len: 1}
	if err := unix.FcntlFlock(f.Fd(), unix.F_GETLK, &lock); err != nil {
		return false, err
	}
	return lock.Type != unix.F_UNLCK, nil
}
