//go:build !linux && !darwin

package main

import "time"

// processorTime answers nothing here: nobody knows how to ask.
func processorTime() time.Duration { return 0 }
