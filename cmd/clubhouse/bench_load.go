package main

import "time"

// shot answers the request that a client sends for its n-th turn, or nil to stop.
type shot func(client, n int) []byte

// crowd are clients who do the same.
type crowd struct {
	clients int
	every   time.Duration // how long after a request each sends its next, at the earliest; 0: once it has been answered
	next    shot
}

// outcome is what a load did.
type outcome struct {
	requests int
	took     time.Duration
	p50, p99 time.Duration
	statuses map[int]int
	cpu      time.Duration // of the server
}

func (o outcome) rate() float64 { return float64(o.requests) / o.took.Seconds() }

func (o outcome) perRequest() time.Duration {
	if o.requests == 0 {
		return 0
	}
	return o.cpu / time.Duration(o.requests)
}
