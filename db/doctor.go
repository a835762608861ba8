package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Grade is how bad a finding is.
type Grade string

// The grades. Warn is to be looked at in working hours, Bad now.
const (
	OK   Grade = "ok"
	Warn Grade = "warn"
	Bad  Grade = "bad"
)

// Finding is what one look at the club found. It names nobody.
type Finding struct {
	Grade Grade  `json:"grade"`
	Name  string `json:"name"`
	Text  string `json:"text"`         // a sentence with the figure found
	Do    string `json:"do,omitempty"` // what to do about it, where it is not ok
}

// Fine, Worry and Wrong answer a finding of their grade.
func Fine(name, text string, args ...any) Finding {
	return Finding{Grade: OK, Name: name, Text: fmt.Sprintf(text, args...)}
}

// Worry is a finding of grade Warn.
func Worry(name, do, text string, args ...any) Finding {
	return Finding{Grade: Warn, Name: name, Text: fmt.Sprintf(text, args...), Do: do}
}

// Wrong is a finding of grade Bad.
func Wrong(name, do, text string, args ...any) Finding {
	return Finding{Grade: Bad, Name: name, Text: fmt.Sprintf(text, args...), Do: do}
}

// exam looks at one thing. deep: at every row, however long that takes; else at the newest alone, by their index.
type exam func(rx *Rx, name string, deep bool) (Finding, error)

// exams are all that Examine does, in its order.
var exams = []struct {
	name  string
	look  exam
	since int64 // the first schema that has what it looks at; 0: all
}{
	{"schema", (*Rx).examineSchema, 0},
	{"clock", (*Rx).examineClock, 0},
	{"integrity", (*Rx).examineIntegrity, 0},
	{"references", (*Rx).examineReferences, 0},
	{"ledger", (*Rx).examineLedger, 0},
	{"balances", (*Rx).examineBalances, 0},
	{"offers", (*Rx).examineOffers, 0},
	{"redemptions", (*Rx).examineRedemptions, 0},
	{"audit", (*Rx).examineSeals, 10},
	{"staff", (*Rx).examineStaff, 0},
	{"places", (*Rx).examinePlaces, 27},
	{"claim photos", (*Rx).examineClaimPhotos, 31},
	{"companies", (*Rx).examineCompanies, 31},
	{"households", (*Rx).examineHouseholds, 32},
	{"leaving", (*Rx).examineLeaving, 33},
	{"erased", (*Rx).examineErased, 34},
	{"merges", (*Rx).examineMerges, 34},
	{"leftovers", (*Rx).examineLeftovers, 33},
	{"merged", (*Rx).examineMerged, 34},
	{"notices", (*Rx).examineNotices, 11},
	{"deliveries", (*Rx).examineDeliveries, 11},
	{"jobs", (*Rx).examineJobs, 0},
	{"dead jobs", (*Rx).examineDeadJobs, 0},
	{"runs", (*Rx).examineRuns, 8},
	{"run files", (*Rx).examineRunFiles, 8},
	{"uploads", (*Rx).examineUploads, 14},
	{"tasks", (*Rx).examineTasks, 6},
	{"names", (*Rx).examineNames, 9},
	{"views", (*Rx).examineViews, 8},
	{"indexes", (*Rx).examineIndexes, 0},
}

// Examine looks the books over and answers a finding for each thing that it looks at, in a constant order. Where deep it
// reads every row; else the newest alone, so that it is quick however large the books are. It holds up nobody and writes
// nothing. What cannot be looked at is a finding too; where no club is in the books, that alone is.
func (s *Store) Examine(ctx context.Context, deep bool) []Finding {
	out := make([]Finding, 0, len(exams))
	for _, e := range exams {
		f := Finding{}
		err := s.books.snapshot(ctx, func(rx *Rx) (err error) {
			defer func() {
				if p := recover(); p != nil {
					err = fmt.Errorf("a fault of this program: %v", p)
				}
			}()
			if e.since > 0 {
				if has, _, err := rx.schema(); err != nil || has < e.since {
					f = Fine(e.name, "this schema has none")
					return err
				}
			}
			f, err = e.look(rx, e.name, deep)
			return err
		})
		if errors.Is(err, errNoClub) {
			return append(out, Wrong(e.name, "name another with --db or CLUB_DATABASE_URL; clubhouse migrate makes a club in this one", "%v", errNoClub))
		}
		if err != nil {
			f = Unseen(e.name, err)
		}
		out = append(out, f)
	}
	return out
}

// Unseen is the finding where err kept somebody from looking.
func Unseen(name string, err error) Finding {
	if e, ok := errors.AsType[*Error](err); ok && e.Cause != nil {
		err = e.Cause
	}
	return Wrong(name, "make sure that the database is there and can be read, and look again", "this could not be looked at: %s", strings.ReplaceAll(err.Error(), "\n", "; "))
}

const (
	newest     = 1000      // rows of a table that are looked at where not all are
	quickBytes = 128 << 20 // up to this size a file is read whole in passing, within a second or two
	mostAhead  = 120       // seconds
	dueLong    = 10 * 60   // seconds after which a job that is due says that nobody does it
	dueTooLong = 60 * 60
)

// since answers the least id of the newest rows of a table, and 0 where these are all of them.
func (rx *Rx) since(table, id string, deep bool) (int64, error) {
	if deep {
		return 0, nil
	}
	n, err := rx.number(fmt.Sprintf("SELECT %s FROM %s ORDER BY %s DESC LIMIT 1 OFFSET %d", id, table, id, newest-1))
	if isNoRows(err) {
		return 0, nil
	}
	return n, err
}

// ofAll says how far a look went that began at an id of since.
func ofAll(since int64) string {
	if since == 0 {
		return "all"
	}
	return fmt.Sprintf("the newest %d", newest)
}

func (rx *Rx) examineSchema(name string, _ bool) (Finding, error) {
	has, known, err := rx.schema()
	switch {
	case err != nil:
		return Finding{}, err
	case has > known:
		return Wrong(name, "use the newer clubhouse that has been at work here", "the schema is %d, which is newer than this binary's %d", has, known), nil
	case has < known:
		return Worry(name, "run clubhouse migrate, or start the club, which does the same", "the schema is %d, which is older than this binary's %d", has, known), nil
	}
	return Fine(name, "the schema is %d, as this binary has it", has), nil
}

func (rx *Rx) examineClock(name string, _ bool) (Finding, error) {
	const do = "have this machine's clock kept by NTP; what is dated later than now ends later than it should"
	at, err := rx.number("SELECT at FROM audit ORDER BY id DESC LIMIT 1")
	none := isNoRows(err)
	if err != nil && !none {
		return Finding{}, err
	}
	if at > rx.Now+mostAhead {
		return Wrong(name, do, "the newest act lies %s in the future", seconds(at-rx.Now)), nil
	}
	if !rx.s.lite() {
		server, err := rx.number("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT)")
		if err != nil {
			return Finding{}, err
		}
		if off := server - rx.Now; off > mostAhead || off < -mostAhead {
			return Wrong(name, "have both machines' clocks kept by NTP", "the database server's clock is %s from this machine's", seconds(max(off, -off))), nil
		}
	}
	if none {
		return Fine(name, "nothing has been done in the club yet"), nil
	}
	return Fine(name, "the newest act was %s ago", seconds(max(0, rx.Now-at))), nil
}

// seconds answers a span in words.
func seconds(n int64) string { return (time.Duration(n) * time.Second).String() }

func (rx *Rx) examineJobs(name string, _ bool) (Finding, error) {
	const due = `FROM jobs WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= ?1 AND leased_until <= ?1`
	n, err := rx.number("SELECT CAST(COUNT(*) AS BIGINT) "+due, rx.Now-dueLong)
	if err != nil || n == 0 {
		return Fine(name, "no job has been due for more than ten minutes"), err
	}
	// A job that a worker had and let go is due since its lease ended.
	oldest, err := rx.number("SELECT CAST(MIN(CASE WHEN leased_until > run_at THEN leased_until ELSE run_at END) AS BIGINT) "+due, rx.Now-dueLong)
	if err != nil {
		return Finding{}, err
	}
	const do = "see that the club runs, and in its log why it does not do them"
	f := Worry(name, do, "%d jobs have been due for more than ten minutes, the oldest for %s", n, seconds(rx.Now-oldest))
	if rx.Now-oldest > dueTooLong {
		f.Grade = Bad
	}
	return f, nil
}

func (rx *Rx) examineDeadJobs(name string, _ bool) (Finding, error) {
	n, err := rx.number("SELECT CAST(COUNT(*) AS BIGINT) FROM jobs WHERE dead_at IS NOT NULL AND dead_at >= ?1", rx.Now-7*86400)
	if err != nil || n == 0 {
		return Fine(name, "no job has been given up in the last seven days"), err
	}
	return Worry(name, "see in the log why they failed: most often it is the mail server or the SMS gateway", "%d jobs have been given up in the last seven days", n), nil
}

// examineStaff asks who could let others in: who of the administrators can sign in.
func (rx *Rx) examineStaff(name string, _ bool) (Finding, error) {
	const admins = "SELECT CAST(COUNT(DISTINCT account_id) AS BIGINT) FROM grants WHERE role = 'admin' AND scope = 'all' AND ended_at IS NULL"
	all, err := rx.number(admins)
	if err != nil {
		return Finding{}, err
	}
	ready, err := rx.number(admins + ` AND account_id IN (
		SELECT id FROM accounts WHERE barred_at IS NULL AND disabled_at IS NULL AND password <> '' AND totp IS NOT NULL)`)
	if err != nil {
		return Finding{}, err
	}
	const add = "clubhouse staff add invites an administrator"
	switch {
	case all == 0:
		return Fine(name, "there is no administrator yet: %s", add), nil
	case ready == 0:
		return Worry(name, add+", also one who is known already and sets up anew", "none of %d administrators can sign in", all), nil
	}
	return Fine(name, "%d of %d administrators can sign in", ready, all), nil
}
