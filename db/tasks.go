package db

import (
	"context"
	"time"

	"clubhouse/db/sqlcdb"
)

// Task is something that the club does again and again.
type Task struct {
	Name  string
	Every time.Duration
}

// The tasks, which a worker knows how to do.
var (
	TaskSweep  = Task{"sweep", 10 * time.Minute}  // drops what has served its time
	TaskExpire = Task{"expire", 10 * time.Minute} // takes the points whose time is over
	TaskSeal   = Task{"seal", time.Minute}        // lengthens the chain over the audit
	TaskTell   = Task{"tell", time.Hour}          // tells members whose vouchers end
	TaskTerms  = Task{"terms", 10 * time.Minute}  // has members found by the terms that this binary makes of their names

	TaskErase    = Task{"erase", 10 * time.Minute} // erases members whose time to change their mind about leaving is over
	TaskBirthday = Task{"birthday", time.Hour}     // greets members on their birthday

	// Tasks are all of them, as staff see them.
	Tasks = []Task{TaskExpire, TaskTell, TaskSeal, TaskSweep, TaskTerms, TaskErase, TaskBirthday}
)

const (
	taskLease = 15 * 60 // seconds after which another process takes over what one has not finished
	taskRetry = 60      // seconds to wait after a failure
)

// LeaseTask takes the task for the caller where its time has come and nobody else is at it; 0 where not. The caller
// finishes it within a quarter of an hour, or it is done again.
func (s *Store) LeaseTask(ctx context.Context, t Task) (lease int64, err error) {
	due := true
	if err := s.Read(ctx, func(rx *Rx) error { // most looks find nothing: they must not cost a write
		rows, err := rx.ListTasks(background)
		for _, r := range rows {
			if r.Task == t.Name {
				due = r.NextAt <= rx.Now && r.LeasedUntil <= rx.Now
			}
		}
		return err
	}); err != nil || !due {
		return 0, err
	}
	err = s.Write(ctx, SystemActor, func(tx *Tx) error {
		if err := tx.MakeTask(background, sqlcdb.MakeTaskParams{Task: t.Name, NextAt: tx.Now}); err != nil {
			return err
		}
		lease, err = tx.Queries.LeaseTask(background, sqlcdb.LeaseTaskParams{LeasedUntil: tx.Now + taskLease, Task: t.Name, Now: tx.Now})
		if isNoRows(err) {
			lease, err = 0, nil
		}
		return err
	})
	return lease, err
}

// FinishTask writes how the task went: what it took, and what failed, which must hold no personal data, or "". One that
// was only begun, as its process stops, is due again at once. Conflict: the caller's lease has run out.
func (s *Store) FinishTask(ctx context.Context, t Task, lease int64, took time.Duration, failed string, whole bool) error {
	return s.Write(ctx, SystemActor, func(tx *Tx) error {
		next := tx.Now + int64(t.Every/time.Second)
		switch {
		case !whole:
			next = tx.Now
		case failed != "":
			next = tx.Now + taskRetry
		}
		return stillLeased(tx.Queries.FinishTask(background, sqlcdb.FinishTaskParams{
			NextAt: next, Now: &tx.Now, Took: took.Milliseconds(), LastError: clip(failed, 500), Task: t.Name, Lease: lease,
		}))
	})
}

// TaskState is how a task stands.
type TaskState struct {
	Task
	NextAt   int64 // 0 where it was never done
	Running  bool
	LastAt   int64 // 0 where it was never finished
	Took     time.Duration
	Failures int64 // in a row
	Failed   string
}

// Work is what goes on behind the club, for its staff.
type Work struct {
	Tasks   []TaskState
	Waiting int64     // jobs whose time has come
	Oldest  int64     // since when the first of them waits, 0 for none
	Dead    []DeadJob // given up, newest first
	More    int64     // the cursor of the next page of them, 0 at the end
}

// DeadJob is a job that was given up after twelve tries.
type DeadJob struct {
	ID       int64
	Kind     string
	Template string  // of a message
	Notice   Telling // of a message that is a notice
	To       string  // masked
	Tries    int64
	Failed   string // the last error
	At       int64
	Again    bool // it may still be sent
}

const deadRows = 50

// Work answers how tasks and jobs stand, with the dead jobs before the cursor.
func (s *Store) Work(ctx context.Context, actor Actor, before int64) (w Work, err error) {
	if err := actor.needs(WorkManage); err != nil {
		return w, err
	}
	err = s.Read(ctx, func(rx *Rx) error {
		w = Work{}
		n, err := rx.CountWaitingJobs(background, rx.Now)
		if err != nil {
			return err
		}
		w.Waiting, w.Oldest = n.N, n.Oldest
		rows, err := rx.ListTasks(background)
		if err != nil {
			return err
		}
		for _, t := range Tasks {
			state := TaskState{Task: t}
			for _, r := range rows {
				if r.Task == t.Name {
					state = TaskState{t, r.NextAt, r.LeasedUntil > rx.Now, deref(r.LastAt), time.Duration(r.Took) * time.Millisecond, r.Failures, r.LastError}
				}
			}
			w.Tasks = append(w.Tasks, state)
		}
		dead, err := rx.DeadJobs(background, sqlcdb.DeadJobsParams{Before: cursor(before), Most: deadRows + 1})
		if err != nil {
			return err
		}
		notices, err := rx.noticesOf(dead)
		if err != nil {
			return err
		}
		for i, r := range dead {
			if i == deadRows {
				w.More = dead[i-1].ID
				break
			}
			d := DeadJob{ID: r.ID, Kind: r.Kind, Tries: r.Tries, Failed: r.LastError, At: deref(r.DeadAt), Again: r.Payload != ""}
			if m, ok, err := (Job{Kind: r.Kind, Payload: r.Payload}).Message(); ok && err == nil {
				d.Template, d.To = m.Template, m.To.Masked()
				if n, ok := notices[m.Notice]; ok {
					d.To = masked(MaskPhone, n.Phone)
					if known, ok := noticeOf(sqlcdb.Notice{Kind: n.Kind, Args: n.Args}); ok {
						d.Notice = known.Telling
					}
					if r.Kind == JobMail {
						d.To = masked(MaskEmail, n.Email)
					}
				}
				d.Again = !m.over(rx.Now)
			}
			w.Dead = append(w.Dead, d)
		}
		return err
	})
	return w, err
}

// noticesOf answers the notices that the jobs were to send, and where to, by their ids.
func (rx *Rx) noticesOf(jobs []sqlcdb.DeadJobsRow) (map[int64]sqlcdb.NoticeAccountsRow, error) {
	var ids []int64
	for _, j := range jobs {
		if m, ok, err := (Job{Kind: j.Kind, Payload: j.Payload}).Message(); ok && err == nil && m.Notice != 0 {
			ids = append(ids, m.Notice)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := rx.NoticeAccounts(background, ids)
	out := map[int64]sqlcdb.NoticeAccountsRow{}
	for _, r := range rows {
		out[r.ID] = r
	}
	return out, err
}

// ResendJob has a job that was given up tried again from the start. NotFound: it is not there, or was taken up already.
// Refused: MessageOver.
func (s *Store) ResendJob(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(WorkManage); err != nil {
			return err
		}
		rows, err := tx.DeadJobs(background, sqlcdb.DeadJobsParams{Before: id + 1, Most: 1})
		if err != nil {
			return err
		}
		if len(rows) == 0 || rows[0].ID != id {
			return errNotFound
		}
		if m, ok, err := (Job{Kind: rows[0].Kind, Payload: rows[0].Payload}).Message(); ok && (err != nil || m.over(tx.Now)) {
			return refuse(MessageOver)
		}
		n, err := tx.Queries.ResendJob(background, sqlcdb.ResendJobParams{Now: tx.Now, ID: id})
		if err != nil {
			return err
		}
		if n == 0 {
			return errNotFound
		}
		if err := tx.delivered(Job{Kind: rows[0].Kind, Payload: rows[0].Payload}, Queued, "", tx.Now); err != nil {
			return err
		}
		tx.AfterCommit(tx.s.wakeWorkers)
		return tx.audit(change{act: "job.resent", noun: id})
	})
}

// MessageOver refuses to send what would only confuse by now.
const MessageOver Reason = "message_over"
