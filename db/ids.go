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

// follow has all later ids be larger than id.
func (m *idMaker) follow(id int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if ms := id>>22 + 1; id > 0 && ms > m.milli {
		m.milli, m.seq = ms, 0
	}
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

// idAt answers a bound below every id made at or after the instant, and above those made a minute earlier; of instants for
// which there are no ids it is the least or the greatest.
func idAt(at int64) int64 { return min(max(0, (at-30)*1000-idEpoch), 1<<41-1) << 22 }

// idPast answers a bound above every id of what an act did before the instant: those that it makes at its end may be minutes
// younger than the time that it writes.
func idPast(at int64) int64 { return idAt(at + 15*60) }

// MadeAt answers the instant at which an id was made.
func MadeAt(id int64) int64 { return (id>>22 + idEpoch) / 1000 }
