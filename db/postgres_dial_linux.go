package db

import (
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const mostSilence = 30 * time.Second

// boundSilence has a connection end where what was sent on it is not acknowledged: keepalive asks only who is idle.
func boundSilence(network, _ string, c syscall.RawConn) (err error) {
	if !strings.HasPrefix(network, "tcp") {
		return nil
	}
	failed := c.Control(func(fd uintptr) {
		err = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(mostSilence.Milliseconds()))
	})
	if failed != nil {
		return failed
	}
	return err
}
