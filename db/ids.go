package db

import (
	"crypto/rand"
	"encoding/binary"
	"sync"
	"time"
)

// idEpoch is 2020-01-01T00:00:00Z in milliseconds.
const idEpoch = 1577836800000

// idMaker makes ids of 63 bits: 41 of milliseconds, 10 of the process, 12 of a sequence. They grow with time, so
// that rows are appended to their index.
type idMaker struct {
	mu      sync.Mutex
	process int64
	milli   int64
	seq     int64
}

func (m *idMaker) setProcess(n int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.process = n
}

func (m *idMaker) next(now time.Time) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	if ms := now.UnixMilli() - idEpoch; ms > m.milli {
		m.milli, m.seq = ms, 0
	} else if m.seq++; m.seq == 1<<12 {
		m.milli, m.seq = m.milli+1, 0
	}
	return m.milli<<22 | m.process<<12 | m.seq
}

// randomBits answers n random bits, n at most 63.
func randomBits(n int) int64 {
	return int64(binary.BigEndian.Uint64(randomBytes(8)) >> (64 - n))
}

// randomBytes answers n bytes that nobody can guess.
func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

// idAt answers a bound below every id made at or after the instant, and above those made a minute earlier.
func idAt(at int64) int64 { return max(0, (at-30)*1000-idEpoch) << 22 }

// idTime answers the second at which an id was made.
func idTime(id int64) int64 { return (id>>22 + idEpoch) / 1000 }
