//go:build !linux

package main

import (
	"errors"
	"time"
)

func load(string, time.Duration, bool, ...crowd) ([]outcome, error) {
	return nil, errors.New("bench reads the kernel's accounts of its servers: it runs on Linux only")
}
