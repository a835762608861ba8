//go:build !linux

package main

import (
	"errors"
	"time"
)

func load(string, int, time.Duration, bool, shot) (outcome, error) {
	return outcome{}, errors.New("bench reads the kernel's accounts of its servers: it runs on Linux only")
}
