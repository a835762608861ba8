package db

import (
	"fmt"
	"strings"
)

const (
	failedOften = 3                      // times in a row, some minutes
	failedLong  = dueTooLong / taskRetry // times in a row
)

// examineTasks asks that what the club does again and again is done, and well. Where nothing at all has been done in the
// club since a task was due, the club is taken to be stopped: whoever has stopped it knows.
func (rx *Rx) examineTasks(name string, _ bool) (Finding, error) {
	rows, err := rx.ListTasks(background)
	if err != nil {
		return Finding{}, err
	}
	alive, err := rx.lastSign()
	if err != nil {
		return Finding{}, err
	}
	var faults []string
	grade, stopped, known := OK, false, 0
	found := func(g Grade, text string, args ...any) {
		faults = append(faults, fmt.Sprintf(text, args...))
		if grade != Bad {
			grade = g
		}
	}
	for _, t := range Tasks {
		for _, r := range rows {
			if r.Task != t.Name {
				continue // also what an older or newer binary knows
			}
			known++
			late, since := rx.Now-r.NextAt, max(r.NextAt, r.LeasedUntil)
			switch due := rx.Now - since; {
			case due < 0 && late > dueTooLong:
				found(Warn, "%s has been begun again and again for %s and never finished", t.Name, seconds(late))
			case due > dueLong && alive <= since+dueLong:
				stopped = true
				found(Warn, "%s has been due for %s", t.Name, seconds(due))
			case due > dueTooLong:
				found(Bad, "%s has been due for %s", t.Name, seconds(due))
			case due > dueLong:
				found(Warn, "%s has been due for %s", t.Name, seconds(due))
			}
			if r.Failures >= failedOften {
				g := Warn
				if r.Failures >= failedLong {
					g = Bad
				}
				found(g, "%s has failed %d times in a row, last with: %s", t.Name, r.Failures, strings.ReplaceAll(r.LastError, "\n", "; "))
			}
		}
	}
	text := strings.Join(faults, ", and ")
	switch {
	case known == 0:
		return Fine(name, "the club has not run yet"), nil
	case grade == OK:
		return Fine(name, "%d tasks are done when their time comes", known), nil
	case stopped:
		text = fmt.Sprintf("the club has not run for %s: %s", seconds(rx.Now-alive), text)
		return Finding{grade, name, text, "start it, unless it is stopped on purpose"}, nil
	}
	return Finding{grade, name, text, "see in the club's log why it does not do them; if it says nothing, start the club again"}, nil
}

// lastSign answers when the club last gave a sign of life: somebody came in by a door, a message went out, a task ended.
// What the command line does is none.
func (rx *Rx) lastSign() (int64, error) {
	since, err := rx.since("audit", "id", false)
	if err != nil {
		return 0, err
	}
	return rx.number(`SELECT CAST(COALESCE(MAX(x.at), 0) AS BIGINT) FROM (
		SELECT MAX(at) AS at FROM audit WHERE id >= ?1 AND door <> 'system'
		UNION ALL SELECT MAX(done_at) FROM jobs WHERE done_at IS NOT NULL
		UNION ALL SELECT MAX(last_at) FROM tasks) x`, since)
}
