package db

import (
	"cmp"
	"fmt"
	"strings"
)

// examineRuns asks that somebody is at each run that is to be done: it waits behind others where one of them goes on.
func (rx *Rx) examineRuns(name string, _ bool) (Finding, error) {
	const open = "SELECT id, state, leased_until FROM runs WHERE state IN ('waiting', 'running') ORDER BY id"
	rows, err := rx.db.QueryContext(background, open)
	if err != nil {
		return Finding{}, err
	}
	defer rows.Close()
	var left, waiting, oldest, queue int64
	kept := 0
	for rows.Next() {
		var id, until int64
		var state string
		if err := rows.Scan(&id, &state, &until); err != nil {
			return Finding{}, err
		}
		late := rx.Now - cmp.Or(until, MadeAt(id)) // one that was never taken is due since it was made
		switch running := state == string(RunRunning); {
		case running && late < 0:
			kept++
		case late <= dueLong:
		case running:
			left, oldest = left+1, max(oldest, late)
		default:
			waiting, queue = waiting+1, max(queue, late)
		}
	}
	if err := rows.Err(); err != nil {
		return Finding{}, err
	}
	if kept > 0 {
		waiting, queue = 0, 0
	}
	oldest = max(oldest, queue)
	if left+waiting == 0 {
		return Fine(name, "no run has been left: %d are at work", kept), nil
	}
	f := Worry(name, "see that the club runs, and in its log why it does not take them up; an import of very many homes gives no sign until it stands, so give it an hour",
		"%d runs are said to be at work and nobody is at them, %d wait and nobody takes them, for up to %s", left, waiting, seconds(oldest))
	if oldest > dueTooLong {
		f.Grade = Bad
	}
	return f, nil
}

// examineRunFiles asks that the exports which may still be fetched are there whole, and that no pieces lie about which
// belong to none.
func (rx *Rx) examineRunFiles(name string, deep bool) (Finding, error) {
	since, err := rx.since("runs", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	var faults, do []string
	for _, look := range []struct {
		query    string
		args     []any
		says, do string
	}{
		{`SELECT CAST(COUNT(*) AS BIGINT) FROM runs r WHERE r.id >= ?1 AND r.state = 'done' AND r.size > 0 AND r.ended_at > ?2
			AND (SELECT COUNT(*) FROM run_parts p WHERE p.run_id = r.id) <> (r.size + ?3 - 1) / ?3`,
			[]any{since, rx.Now - runFileSeconds, int64(runPart)},
			"%d exports are done whose file is gone, or not whole", "have who asked for them export again"},
		{"SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT DISTINCT run_id FROM run_parts) p WHERE NOT EXISTS (SELECT 1 FROM runs r WHERE r.id = p.run_id)", nil,
			"%d files belong to no run", restore},
		{"SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT DISTINCT run_id FROM run_parts) p JOIN runs r ON r.id = p.run_id WHERE r.ended_at < ?1",
			[]any{rx.Now - runFileSeconds - dueTooLong},
			"%d files are kept for longer than a day", "see in the club's log why the task sweep does not drop them"},
	} {
		n, err := rx.number(look.query, look.args...)
		if err != nil {
			return Finding{}, err
		}
		if n > 0 {
			faults, do = append(faults, fmt.Sprintf(look.says, n)), append(do, look.do)
		}
	}
	if len(faults) > 0 {
		return Worry(name, strings.Join(do, "; "), "%s", strings.Join(faults, ", ")), nil
	}
	return Fine(name, "exports are there for their day, and no longer: looked at %s runs", ofAll(since)), nil
}

// examineUploads asks that no register lies about that its sender has forgotten. It goes by their ids, which tell when they
// came: what stands behind the file in its row could be had only by reading through the file.
func (rx *Rx) examineUploads(name string, _ bool) (Finding, error) {
	set, err := rx.values(retentionNoun)
	if err != nil {
		return Finding{}, err
	}
	days := set[KeepUploads.Name]
	n, err := rx.number(`SELECT CAST(COUNT(*) AS BIGINT) FROM register_uploads u WHERE u.id < ?1
		AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.kind = 'import' AND r.state IN ('waiting', 'running') AND r.args = CAST(u.id AS TEXT))`,
		idAt(rx.Now-days*86400-dueTooLong))
	if err != nil {
		return Finding{}, err
	}
	if n > 0 {
		return Worry(name, "see in the club's log why the task sweep does not drop them: they are full of names and phones",
			"%d uploaded registers lie about that nobody has imported within %d days", n, days), nil
	}
	return Fine(name, "no uploaded register is kept for more than %d days", days), nil
}
