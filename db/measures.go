package db

import (
	"context"
	"sync/atomic"
	"time"

	"clubhouse/db/meter"
)

// measures are what the books count and time while they are open.
type measures struct {
	issued   atomic.Int64 // vouchers, by acts that stand
	redeemed atomic.Int64
	retries  atomic.Int64     // of transactions that met another process's; PostgreSQL
	groups   *meter.Histogram // acts of one transaction
	commits  *meter.Histogram
	elapsed  func() time.Duration
}

func (m *measures) start(elapsed func() time.Duration) {
	m.elapsed = elapsed
	m.groups = meter.NewHistogram(1, 2, 4, 8, 16, 32, 64, 128, maxGroup)
	m.commits = meter.NewTimes(500*time.Microsecond, time.Millisecond, 2*time.Millisecond, 5*time.Millisecond, 10*time.Millisecond, 20*time.Millisecond,
		50*time.Millisecond, 100*time.Millisecond, 500*time.Millisecond, time.Second, 5*time.Second)
}

// timed runs fn and observes what it took, where there is something to measure it by.
func (m *measures) timed(h *meter.Histogram, fn func() error) error {
	if m.elapsed == nil {
		return fn()
	}
	begun := m.elapsed()
	err := fn()
	h.Observe(int64(m.elapsed() - begun))
	return err
}

// Metrics writes what the books tell of themselves for monitoring. It reads the jobs that are not done, and counts no
// other rows. Where the books cannot be read it answers the error, having written the rest.
func (s *Store) Metrics(ctx context.Context, t *meter.Text) error {
	m := &s.measures
	t.Family("clubhouse_vouchers_issued_total", "counter", "Vouchers claimed through this process since its start.")
	t.Value(float64(m.issued.Load()))
	t.Family("clubhouse_vouchers_redeemed_total", "counter", "Vouchers redeemed through this process since its start.")
	t.Value(float64(m.redeemed.Load()))
	waiting := 0
	switch b := s.books.(type) {
	case *sqlite:
		waiting = len(b.queue)
	case *postgres:
		waiting = len(b.queue)
		t.Family("clubhouse_write_retries_total", "counter", "Transactions that were run again since they met with another process's.")
		t.Value(float64(m.retries.Load()))
	}
	t.Family("clubhouse_write_queue", "gauge", "Acts that wait for the writer.")
	t.Value(float64(waiting))
	t.Family("clubhouse_write_group_size", "histogram", "Acts that went into one transaction.")
	t.Histogram(m.groups)
	t.Family("clubhouse_commit_seconds", "histogram", "What it took to have a transaction on the disk.")
	t.Histogram(m.commits)
	var jobs []jobCount
	if err := s.Read(ctx, func(rx *Rx) (err error) {
		jobs, err = rx.countJobs()
		return err
	}); err != nil {
		return err
	}
	t.Family("clubhouse_jobs", "gauge", "Jobs that are not done: waiting for their time, due, or dead after too many tries.")
	for _, j := range jobs {
		t.Value(float64(j.n), "kind", j.kind, "state", j.state)
	}
	return nil
}

// jobCount is how many jobs of a kind are in a state.
type jobCount struct {
	kind, state string
	n           int64
}

// What is not done is found by jobs_due and jobs_dead, which hold nothing else.
const jobsByKind = `SELECT kind, CASE WHEN run_at <= ?1 THEN 'due' ELSE 'waiting' END AS state, CAST(COUNT(*) AS BIGINT) AS n
FROM jobs WHERE done_at IS NULL AND dead_at IS NULL AND run_at >= 0 GROUP BY 1, 2
UNION ALL SELECT kind, 'dead', CAST(COUNT(*) AS BIGINT) FROM jobs WHERE dead_at IS NOT NULL GROUP BY kind`

func (rx *Rx) countJobs() (out []jobCount, err error) {
	rows, err := rx.db.QueryContext(background, jobsByKind, rx.Now)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var j jobCount
		if err := rows.Scan(&j.kind, &j.state, &j.n); err != nil {
			return nil, err
		}
		out = append(out, j)
	}
	return out, rows.Err()
}
