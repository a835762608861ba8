package main

import (
	"fmt"
	"net"
	"os"
	"strconv"
)

// listen opens the address, or takes over the socket that systemd (or whoever speaks its protocol) holds open for the
// club: then people who come while one process ends and the next begins wait for it, and nobody is turned away.
func listen(address string, getenv func(string) string) (net.Listener, error) {
	n, err := strconv.Atoi(getenv("LISTEN_FDS"))
	if getenv("LISTEN_PID") != strconv.Itoa(os.Getpid()) || err != nil || n == 0 {
		return net.Listen("tcp", address)
	}
	if n > 1 {
		return nil, fmt.Errorf("%d sockets were handed over: the club listens on one", n)
	}
	const first = 3 // after standard input, output and error
	f := os.NewFile(first, "socket")
	defer f.Close() // the listener has its own copy
	l, err := net.FileListener(f)
	if err != nil {
		return nil, fmt.Errorf("the socket that was handed over: %w", err)
	}
	return l, nil
}
