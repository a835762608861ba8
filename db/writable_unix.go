//go:build linux || darwin

package db

import "golang.org/x/sys/unix"

// mayUse answers why this user may not read and write a file, or make files in a folder. It opens nothing: to close an
// SQLite file would drop the process's locks on it.
func mayUse(path string, folder bool) error {
	if folder {
		return unix.Access(path, unix.W_OK|unix.X_OK)
	}
	return unix.Access(path, unix.R_OK|unix.W_OK)
}
