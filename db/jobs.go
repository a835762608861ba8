package db

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"time"

	"clubhouse/db/sqlcdb"
)

// Message is something to be sent to a person. It is kept as a job until it has gone out, and its text not after.
type Message struct {
	To       Destination
	Locale   Locale
	Template string            // names a text of views/mail
	Args     map[string]string // what the text is filled with
	Until    int64             // after this it would only confuse, and is dropped; 0 for never

	// Notice is that which is sent, whose words, language and address are asked for once it goes out; 0: the above.
	Notice int64 `json:",omitempty"`
}

// over tells whether the message's time has passed.
func (m Message) over(now int64) bool { return m.Until != 0 && now > m.Until }

// Job is work that a worker has leased.
type Job struct {
	ID      int64
	Kind    string
	Payload string
	Tries   int64 // this one included
}

const (
	// JobSMS and JobMail send a message, each in a lane of its own: one that is stuck holds up no other.
	JobSMS       = "send.sms"
	JobMail      = "send.mail"
	leaseSeconds = 120
	mostTries    = 12
)

// send has the message sent once the transaction stands.
func (tx *Tx) send(m Message) error { return tx.sendAs(tx.NewID(), "", m) }

// sendAs is send by a job of that id and unique key.
func (tx *Tx) sendAs(id int64, key string, m Message) error {
	payload, err := json.Marshal(m)
	if err != nil {
		return err
	}
	kind := JobMail
	if m.To.Phone != "" {
		kind = JobSMS
	}
	return tx.enqueueAs(id, kind, key, string(payload), tx.Now)
}

// enqueue writes a job. A key that has been used before makes it a no-op; "" is no key.
func (tx *Tx) enqueue(kind, key, payload string, runAt int64) error {
	return tx.enqueueAs(tx.NewID(), kind, key, payload, runAt)
}

func (tx *Tx) enqueueAs(id int64, kind, key, payload string, runAt int64) error {
	_, err := tx.InsertJob(background, sqlcdb.InsertJobParams{ID: id, Kind: kind, UniqueKey: orNull(key), Payload: payload, RunAt: runAt})
	tx.AfterCommit(tx.s.wakeWorkers)
	return err
}

// Wakes answers a channel that is signalled when there may be new work.
func (s *Store) Wakes() <-chan struct{} {
	c := make(chan struct{}, 1)
	s.waking.Lock()
	defer s.waking.Unlock()
	s.wake = append(s.wake, c)
	return c
}

func (s *Store) wakeWorkers() {
	s.waking.Lock()
	defer s.waking.Unlock()
	for _, c := range s.wake {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// LeaseJobs takes at most n due jobs for the caller. A job that is neither finished nor failed within two minutes is
// due again.
func (s *Store) LeaseJobs(ctx context.Context, n int) ([]Job, error) { return s.LeaseKind(ctx, "", n) }

// LeaseKind is LeaseJobs for the jobs of one kind.
func (s *Store) LeaseKind(ctx context.Context, kind string, n int) ([]Job, error) {
	var idle bool
	if err := s.Read(ctx, func(rx *Rx) error { // most looks find nothing: they must not cost a write
		due, err := rx.DueJobs(background, sqlcdb.DueJobsParams{Now: rx.Now, Kind: kind, Most: 1})
		idle = len(due) == 0
		return err
	}); err != nil || idle {
		return nil, err
	}
	var out []Job
	err := s.Write(ctx, SystemActor, func(tx *Tx) error {
		out = nil
		due, err := tx.DueJobs(background, sqlcdb.DueJobsParams{Now: tx.Now, Kind: kind, Most: int64(n)})
		if err != nil {
			return err
		}
		for _, j := range due {
			got, err := tx.LeaseJob(background, sqlcdb.LeaseJobParams{LeasedUntil: tx.Now + leaseSeconds, ID: j.ID, Now: tx.Now})
			if err != nil {
				return err
			}
			if got == 1 {
				out = append(out, Job{ID: j.ID, Kind: j.Kind, Payload: j.Payload, Tries: j.Tries + 1})
			}
		}
		return nil
	})
	return out, err
}

// Message answers the message of a sending job, and false for a job of another kind.
func (j Job) Message() (m Message, ok bool, err error) {
	if j.Kind != JobSMS && j.Kind != JobMail {
		return m, false, nil
	}
	return m, true, json.Unmarshal([]byte(j.Payload), &m)
}

// FinishJob marks the job as done and drops its payload. Conflict: it is the caller's no more.
func (s *Store) FinishJob(ctx context.Context, j Job) error {
	return s.endJob(ctx, j, Sent, "")
}

// endJob is the end of a job that will not be tried again, with how the notice that it sends stands then.
func (s *Store) endJob(ctx context.Context, j Job, state DeliveryState, why string) error {
	return s.Write(ctx, SystemActor, func(tx *Tx) error {
		if err := stillLeased(tx.Queries.FinishJob(background, sqlcdb.FinishJobParams{Now: &tx.Now, ID: j.ID, Tries: j.Tries})); err != nil {
			return err
		}
		return tx.delivered(j, state, why, tx.Now)
	})
}

// stillLeased answers Conflict where the outcome of a job changed nothing: each lease is a try, so that a number of
// tries other than the caller's says that its time ran out and another took the job.
func stillLeased(n int64, err error) error {
	if err == nil && n == 0 {
		return &Error{Kind: Conflict}
	}
	return err
}

// FailJob has the job tried again later, each time after a longer wait, or gives it up after twelve tries: then it is
// kept for some time (KeepDead), in which staff may have it sent again. The test of a sender is tried once. why must hold no personal data. Conflict: it is the
// caller's no more.
func (s *Store) FailJob(ctx context.Context, j Job, why string) error {
	return s.Write(ctx, SystemActor, func(tx *Tx) error {
		wait := backoff(j.Tries)
		wait -= rand.N(wait / 4) // so that what failed together does not come together again
		p := sqlcdb.FailJobParams{RunAt: tx.Now + int64(wait/time.Second), LastError: clip(why, 500), ID: j.ID, Tries: j.Tries, Payload: j.Payload}
		if j.Tries >= mostTries {
			p.DeadAt = &tx.Now
			if m, ok, err := j.Message(); ok && (err != nil || m.over(tx.Now)) {
				p.Payload = "" // nobody will send it: its phone and words need not stay
			}
		}
		if m, ok, err := j.Message(); ok && err == nil && m.Template == testTemplate {
			return stillLeased(tx.EndTest(background, sqlcdb.EndTestParams{Now: &tx.Now, LastError: p.LastError, ID: j.ID, Tries: j.Tries}))
		}
		if err := stillLeased(tx.Queries.FailJob(background, p)); err != nil || p.DeadAt == nil {
			return err
		}
		return tx.delivered(j, Failed, p.LastError, tx.Now)
	})
}

// backoff answers how long to wait after so many tries: five seconds, doubled each time, an hour at most.
func backoff(tries int64) time.Duration {
	return min(5*time.Second<<min(max(tries-1, 0), 16), time.Hour)
}

// sweepAtOnce is how many rows one act of Sweep drops at most, so that nobody waits long for the one writer.
const sweepAtOnce = 500

// keepJoinings is for how many days somebody who has begun to join may go on where they were.
const keepJoinings = 30

// photosAtOnce is the same for photos, each of which weighs much.
const photosAtOnce = 20

// Sweep drops what has served its time, as long as staff have set: old codes, sessions, counters, finished jobs, uploads
// nobody confirmed, tries at tills, photos of contracts. It is many small acts: one that is stopped is taken up by the next.
func (s *Store) Sweep(ctx context.Context) error {
	const day = 86400
	since := func(tx *Tx, kept *Setting) int64 { return tx.Now - s.Club().Of(kept)*day }
	for _, drop := range []struct {
		most int64
		rows func(tx *Tx, most int64) (int64, error)
	}{
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			return tx.DeleteOldCodes(background, sqlcdb.DeleteOldCodesParams{Before: since(tx, KeepCodes), Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			return tx.DeleteOldTillCodes(background, sqlcdb.DeleteOldTillCodesParams{Before: since(tx, KeepCodes), Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			return tx.DeleteOldSessions(background, sqlcdb.DeleteOldSessionsParams{Before: since(tx, KeepSessions), Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			return tx.DeleteOldSetups(background, sqlcdb.DeleteOldSetupsParams{Before: tx.Now - 30*day, Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			return tx.DeleteOldMemberImports(background, sqlcdb.DeleteOldMemberImportsParams{Before: since(tx, KeepUploads), Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			return tx.DeleteOldMergeRows(background, sqlcdb.DeleteOldMergeRowsParams{Before: tx.Now - MergeDays*day, Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			return tx.DeleteOldFormer(background, sqlcdb.DeleteOldFormerParams{Before: since(tx, KeepFormer), Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			return tx.DeleteOldJoinings(background, sqlcdb.DeleteOldJoiningsParams{Before: tx.Now - keepJoinings*day, Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			return tx.DeleteOldChallenges(background, sqlcdb.DeleteOldChallengesParams{Before: tx.Now - day, Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			return tx.DeleteOldCounters(background, sqlcdb.DeleteOldCountersParams{Before: tx.Now - 2*day, Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			before := since(tx, KeepDone)
			return tx.DeleteDoneJobs(background, sqlcdb.DeleteDoneJobsParams{Before: &before, Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			before := since(tx, KeepDead)
			return tx.DeleteDeadJobs(background, sqlcdb.DeleteDeadJobsParams{Before: &before, Most: most})
		}},
		{1, func(tx *Tx, most int64) (int64, error) { // a few pieces of a file at a time
			before := tx.Now - runFileSeconds
			run, err := tx.OldRun(background, &before)
			if isNoRows(err) {
				return 0, nil
			}
			if err != nil {
				return 0, err
			}
			_, err = tx.DeleteRunParts(background, sqlcdb.DeleteRunPartsParams{RunID: run, Most: runPartsAtOnce})
			return most, err
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			before := tx.Now - 30*day
			if err := tx.DeleteOldStops(background, &before); err != nil {
				return 0, err
			}
			return tx.DeleteOldRuns(background, sqlcdb.DeleteOldRunsParams{Before: &before, Most: most})
		}},
		{1, func(tx *Tx, most int64) (int64, error) { // each may weigh as much as a register
			return tx.DeleteOldUploads(background, sqlcdb.DeleteOldUploadsParams{Before: since(tx, KeepUploads), Most: most})
		}},
		{photosAtOnce, func(tx *Tx, most int64) (int64, error) {
			before := since(tx, KeepClaimPhotos)
			return tx.DeleteOldClaimPhotos(background, sqlcdb.DeleteOldClaimPhotosParams{Before: &before, Most: most})
		}},
		{sweepAtOnce, func(tx *Tx, most int64) (int64, error) {
			return tx.DeleteOldTries(background, sqlcdb.DeleteOldTriesParams{Before: idAt(since(tx, KeepTries)), Most: most})
		}},
	} {
		for n := drop.most; n == drop.most; {
			if err := s.writeApart(ctx, SystemActor, func(tx *Tx) (err error) {
				n, err = drop.rows(tx, drop.most)
				return err
			}); err != nil {
				return err
			}
		}
	}
	return nil
}
