//go:build linux || darwin

package main

import (
	"time"

	"golang.org/x/sys/unix"
)

// processorTime answers how long the processors have been at this process. Others on the machine do not lengthen it much,
// as they do what a clock tells.
func processorTime() time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
