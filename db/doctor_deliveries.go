package db

import (
	"fmt"
	"strings"
)

// examineDeliveries asks that what members are told goes out: that each notice is on its way by the channels which its
// member had agreed to, and that what is due is tried. What has been tried and failed is tried again by its job.
func (rx *Rx) examineDeliveries(name string, deep bool) (Finding, error) {
	since, err := rx.since("notices", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	failed, err := rx.number("SELECT CAST(COUNT(*) AS BIGINT) FROM deliveries d WHERE d.notice_id >= ?1 AND d.state = 'failed'", since)
	if err != nil {
		return Finding{}, err
	}
	missing := int64(0)
	for by, consent := range map[Channel]ConsentKind{BySMS: ConsentServiceSMS, ByEmail: ConsentServiceEmail} {
		n, err := rx.number(`SELECT CAST(COUNT(*) AS BIGINT) FROM notices n WHERE n.id >= ?1
			AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.notice_id = n.id AND d.channel = ?2)
			AND EXISTS (SELECT 1 FROM consents c WHERE c.member_id = n.member_id AND c.kind = ?3 AND c.given_at <= n.at AND (c.withdrawn_at IS NULL OR c.withdrawn_at > n.at))`,
			since, string(by), string(consent))
		if err != nil {
			return Finding{}, err
		}
		missing += n
	}
	stuck, oldest, err := rx.stuck(since)
	if err != nil {
		return Finding{}, err
	}
	counted := fmt.Sprintf("looked at %s notices, of which %d deliveries have failed for good", ofAll(since), failed)
	f := Fine(name, "what members are told goes out: %s", counted)
	var faults, do []string
	if stuck > 0 {
		faults, do = append(faults, fmt.Sprintf("%d deliveries have been due for more than ten minutes and were never tried, the oldest for %s", stuck, seconds(oldest))), append(do, "see that the club runs, and in its log why it does not send them")
		if f.Grade = Warn; oldest > dueTooLong {
			f.Grade = Bad
		}
	}
	if missing > 0 {
		faults, do, f.Grade = append(faults, fmt.Sprintf("%d notices are not on their way by a channel that their member had agreed to", missing)), append(do, restore), Bad
	}
	if len(faults) > 0 {
		f.Text, f.Do = strings.Join(faults, ", ")+": "+counted, strings.Join(do, "; ")
	}
	return f, nil
}

// stuck answers how many deliveries of the notices from an id on are due for long and were never tried, and for how many
// seconds the oldest is: their job has not been begun, or is gone.
func (rx *Rx) stuck(since int64) (n, oldest int64, err error) {
	type going struct {
		notice int64
		by     Channel
	}
	due := map[going]int64{}
	first := int64(0)
	rows, err := rx.db.QueryContext(background, `SELECT d.notice_id, d.channel, d.at FROM deliveries d
		WHERE d.notice_id >= ?1 AND d.state IN ('queued', 'held') AND d.at < ?2 ORDER BY d.notice_id`, since, rx.Now-dueLong)
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var d going
		var at int64
		if err := rows.Scan(&d.notice, &d.by, &at); err != nil {
			return 0, 0, err
		}
		if due[d] = at; first == 0 {
			first = d.notice
		}
	}
	if err := rows.Err(); err != nil || len(due) == 0 {
		return 0, 0, err
	}
	// A job is younger than the notice that it sends.
	tried, err := rx.db.QueryContext(background, `SELECT j.kind, j.payload FROM jobs j WHERE j.id >= ?1 AND j.done_at IS NULL AND j.dead_at IS NULL
		AND j.tries > 0 AND j.kind IN ('`+JobSMS+`', '`+JobMail+`')`, first)
	if err != nil {
		return 0, 0, err
	}
	defer tried.Close()
	for tried.Next() {
		var j Job
		if err := tried.Scan(&j.Kind, &j.Payload); err != nil {
			return 0, 0, err
		}
		if m, ok, err := j.Message(); ok && err == nil {
			delete(due, going{m.Notice, j.channel()})
		}
	}
	for _, at := range due {
		oldest = max(oldest, rx.Now-at)
	}
	return int64(len(due)), oldest, tried.Err()
}
