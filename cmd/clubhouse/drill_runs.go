package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
)

const (
	longRows     = db.CountMost + 500 // homes of a register that is imported by a run
	tellers      = 4                  // clients who give members tiers
	drillReason  = "按年度消费评定。"
	settleWithin = 2 * time.Minute
)

// desk is the club's staff at work: registers are imported and lists exported as runs, and members are given tiers, of each of
// which they are told in their inbox and by mail.
type desk struct {
	d       *drilling
	club    *drillClub
	address atomic.Pointer[string]
	staff   []string // cookies
	ended   atomic.Bool
	working sync.WaitGroup
	cut     atomic.Int64

	mu      sync.Mutex
	imports []string      // the names of the files that were confirmed
	files   int           // exports that were taken whole
	lost    int           // exports that were given up
	told    map[int64]int // tiers given to a member
	acts    int           // of all sorts, that were acknowledged
}

// runs kills the club's process again and again while runs are under way and notices are sent. Each import is whole or not
// at all, and once; each file is whole; each notice stands once, and each of its letters went out.
func (d *drilling) runs(ctx context.Context) (string, error) {
	k, err := d.newClub(ctx, "runs", swarming, 0)
	if err != nil {
		return "", err
	}
	s := &desk{d: d, club: k, told: map[int64]int{}}
	if err := s.enter(ctx); err != nil {
		return "", err
	}
	letters := filepath.Join(d.dir, "letters")
	c, err := startChild("club", k.url, -1, "--letters", letters)
	if err != nil {
		return "", err
	}
	defer func() { c.stop() }()
	s.address.Store(&c.address)
	defer s.stop()
	s.working.Go(func() { s.until("imports", s.importOne) })
	s.working.Go(func() { s.until("exports", s.exportOne) })
	for i := range tellers {
		s.working.Go(func() { s.until("tiers", func(a *asker, n int) error { return s.tellOne(a, i, n) }) })
	}
	kills, midst := d.kills(3), 0
	for range kills {
		before := s.acknowledged()
		for late := time.Now().Add(askFor); s.acknowledged() == before && time.Now().Before(late); time.Sleep(time.Millisecond) {
		}
		time.Sleep(rand.N(1500 * time.Millisecond))
		c.kill()
		n, err := count(ctx, k.url, "SELECT COUNT(*) FROM runs WHERE state = 'running'")
		if err != nil {
			return "", err
		}
		midst += int(n)
		// As if the time were over for which the dead process has taken them.
		if err := change(ctx, k.url, "UPDATE runs SET leased_until = 0 WHERE leased_until > 0", "UPDATE jobs SET leased_until = 0 WHERE leased_until > 0 AND done_at IS NULL"); err != nil {
			return "", err
		}
		if c, err = startChild("club", k.url, -1, "--letters", letters); err != nil {
			return "", fmt.Errorf("the club did not start again: %w", err)
		}
		s.address.Store(&c.address)
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
	}
	s.stop()
	if err := s.settle(ctx); err != nil {
		return "", err
	}
	c.stop()
	imported, err := s.compareImports(ctx)
	if err != nil {
		return "", err
	}
	sent, err := s.compareNotices(ctx, letters)
	if err != nil {
		return "", err
	}
	found, err := d.examine(ctx, k.url)
	return fmt.Sprintf("%d kills -9, %d in the midst of a run; %s; %d exports taken whole, %d given up; %s; %s answers cut off and asked for again; %s",
		kills, midst, imported, s.files, s.lost, sent, number(s.cut.Load()), found), err
}

// enter signs staff in, and gives members an address that they agreed to be written to.
func (s *desk) enter(ctx context.Context) error {
	store, err := db.Open(ctx, db.Options{URL: s.club.url, Secret: benchSecret})
	if err != nil {
		return err
	}
	defer store.Close()
	for i := range 3 {
		_, session, err := enterStaff(ctx, store, signInLogin(i), i)
		if err != nil {
			return err
		}
		s.staff = append(s.staff, "club_staff="+session)
	}
	return change(ctx, s.club.url,
		"UPDATE accounts SET email = 'm' || CAST(id AS TEXT) || '@club.example' WHERE id IN (SELECT account_id FROM members)",
		"INSERT INTO consents (id, member_id, kind, version, locale, given_at) SELECT id, id, 'service_email', '1', 'zh-Hans', 1 FROM members")
}

// until does something again and again until the work is stopped.
func (s *desk) until(what string, do func(a *asker, n int) error) {
	a := &asker{address: &s.address, cut: &s.cut}
	defer a.close()
	for n := 0; !s.ended.Load(); n++ {
		if err := do(a, n); err != nil {
			s.d.fault("%s: %v", what, err)
			return
		}
	}
}

func (s *desk) stop() {
	s.ended.Store(true)
	s.working.Wait()
}

func (s *desk) acknowledged() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.acts
}

// did takes an act down that was acknowledged.
func (s *desk) did(what func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.acts++
	what()
}

// importOne sends a register of its own homes, has it imported and watches the run to its end.
func (s *desk) importOne(a *asker, n int) error {
	name, text := fmt.Sprintf("r%03d.csv", n), []byte("community,city,building,stair,room,owner,phone,id4,contract,handover\n")
	for i := range longRows {
		text = fmt.Appendf(text, "半岛花园,深圳,R%03d,,%d,%s,137%08d,1234,R%03d-%05d,2020-01-01\n", n, i, benchName, i, n, i)
	}
	status, err := a.ask(postFile("/staff/register/uploads", s.staff[0], "file", name, text))
	upload := a.conn.header("Location")
	if err != nil || status != 303 {
		return fmt.Errorf("sent: %d %w", status, err)
	}
	if status, err = a.ask(post(upload+"/confirm", s.staff[0], "")); err != nil {
		return err
	}
	run := runPage.FindStringSubmatch(a.conn.header("Location"))
	switch {
	case status == 422: // it was confirmed, and has been imported while the answer was cut off
	case status == 303 && run != nil:
		if err := s.watch(a, s.staff[0], run[1]); err != nil {
			return err
		}
	default:
		return fmt.Errorf("confirmed: %d, to %q", status, a.conn.header("Location"))
	}
	s.did(func() { s.imports = append(s.imports, name) })
	return nil
}

// watch waits for the end of a run.
func (s *desk) watch(a *asker, cookie, run string) error {
	for late := time.Now().Add(settleWithin); ; time.Sleep(20 * time.Millisecond) {
		status, err := a.ask(get("/staff/runs/"+run, cookie))
		if err != nil || status != 200 {
			return fmt.Errorf("run %s: %d %w", run, status, err)
		}
		if a.conn.header("Refresh") == "" {
			return nil
		}
		if time.Now().After(late) {
			return fmt.Errorf("run %s is stuck", run)
		}
	}
}

// exportOne has the homes exported, and looks whether the file is whole.
func (s *desk) exportOne(a *asker, _ int) error {
	status, err := a.ask(post("/staff/lists/homes/exports", s.staff[1], url.Values{"format": {db.CSV}}.Encode()))
	if err != nil {
		return err
	}
	run := runPage.FindStringSubmatch(a.conn.header("Location"))
	switch {
	case status == 200: // the homes are few as yet
		time.Sleep(20 * time.Millisecond)
		return nil
	case status == 303 && run == nil: // answers that were cut off have left as many runs as one may have
		time.Sleep(200 * time.Millisecond)
		return nil
	case status != 303:
		return fmt.Errorf("asked for: %d", status)
	}
	if err := s.watch(a, s.staff[1], run[1]); err != nil {
		return err
	}
	status, err = a.ask(get("/staff/runs/"+run[1]+"/file", s.staff[1]))
	if err != nil {
		return err
	}
	if status == 404 { // given up: a process was killed at it five times
		s.did(func() { s.lost++ })
		return nil
	}
	size, rows := int64(len(a.conn.body)), map[string]bool{}
	table, err := csv.NewReader(bytes.NewReader(a.conn.body)).ReadAll()
	if err != nil || status != 200 {
		return fmt.Errorf("the file of run %s: %d %w", run[1], status, err)
	}
	for _, row := range table[1:] {
		rows[strings.Join(row, "\t")] = true
	}
	for what, want := range map[string]int64{"size": size, "whole": int64(len(rows))} {
		got, err := count(context.Background(), s.club.url, "SELECT "+what+" FROM runs WHERE id = "+run[1])
		if err != nil {
			return err
		}
		if got > want || what == "size" && got != want || len(rows) != len(table)-1 {
			s.d.fault("the file of run %s has %d rows, %d of them different, and %d bytes, its %s was to be %d", run[1], len(table)-1, len(rows), size, what, got)
		}
	}
	s.did(func() { s.files++ })
	return nil
}

// tellOne gives a member the next tier: asked again, it is given already.
func (s *desk) tellOne(a *asker, i, n int) error {
	mine := len(s.club.ids) / tellers
	member, tier := s.club.ids[i*mine+n%mine], db.Tiers[(n/mine+1)%len(db.Tiers)]
	status, err := a.ask(post("/staff/lists/members/batch", s.staff[2], url.Values{
		"do": {"tier"}, "id": {fmt.Sprint(member)}, "confirmed": {"1"}, "word": {string(tier)}, "reason": {drillReason},
	}.Encode()))
	if err != nil || status != 200 {
		return fmt.Errorf("a tier: %d %w", status, err)
	}
	s.did(func() { s.told[member]++ })
	return nil
}

// settle waits until every run and every job is over.
func (s *desk) settle(ctx context.Context) error {
	const open = "SELECT (SELECT COUNT(*) FROM runs WHERE state IN ('waiting', 'running')) + (SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND dead_at IS NULL)"
	for late := time.Now().Add(settleWithin); ; time.Sleep(100 * time.Millisecond) {
		n, err := count(ctx, s.club.url, open)
		if err != nil || n == 0 {
			return err
		}
		if time.Now().After(late) {
			s.d.fault("%d runs and jobs are stuck", n)
			return nil
		}
	}
}

// compareImports looks whether each register that was confirmed stands whole and once, or not at all where its run was given up.
func (s *desk) compareImports(ctx context.Context) (string, error) {
	whole := 0
	for _, name := range s.imports {
		homes, err := count(ctx, s.club.url, "SELECT COUNT(*) FROM homes WHERE contract LIKE '"+strings.ToUpper(name[:4])+"-%'")
		if err != nil {
			return "", err
		}
		imports, err := count(ctx, s.club.url, "SELECT COUNT(*) FROM imports WHERE file_name = '"+name+"'")
		if err != nil {
			return "", err
		}
		done, err := count(ctx, s.club.url, "SELECT COUNT(*) FROM runs WHERE kind = 'import' AND state = 'done' AND name = '"+name+"'")
		if err != nil {
			return "", err
		}
		if homes != done*longRows || imports != done || done > 1 {
			s.d.fault("of the register %s stand %d homes of %d and %d imports, by %d runs", name, homes, longRows, imports, done)
		}
		whole += int(done)
	}
	if whole == 0 {
		s.d.fault("no register was imported")
	}
	return fmt.Sprintf("%d registers of %s homes confirmed, %d stand whole and once, %d given up and none of it", len(s.imports), number(longRows), whole, len(s.imports)-whole), nil
}

// tierLetter is the letter about a tier, as the letter box has it.
func tierLetter(args string) string {
	var n db.TierSet
	_ = json.Unmarshal([]byte(args), &n) // an empty tier has no letter, which is found
	return strconv.Quote(i18n.Notice(db.Hans, n).Body)
}

var letterOf = regexp.MustCompile(`^m(\d+)@club\.example\t(.*)$`)

// compareNotices looks whether a notice stands of each tier that was given, once, and whether its letter went out.
func (s *desk) compareNotices(ctx context.Context, letters string) (string, error) {
	text, err := os.ReadFile(letters)
	if err != nil {
		return "", err
	}
	went, all, twice := map[string]int{}, 0, 0
	for line := range strings.Lines(string(text)) {
		if m := letterOf.FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil {
			went[m[1]+m[2]]++
			all++
		}
	}
	books, err := openBooks(s.club.url, true)
	if err != nil {
		return "", err
	}
	defer books.Close()
	rows, err := books.QueryContext(ctx, `SELECT n.member_id, m.account_id, n.args, d.state FROM notices n JOIN members m ON m.id = n.member_id
		LEFT JOIN deliveries d ON d.notice_id = n.id AND d.channel = 'email' WHERE n.kind = 'tier_set'`)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	stand, wanted, notices := map[int64]int{}, map[string]int{}, 0
	for rows.Next() {
		var member, account int64
		var args string
		var state *string
		if err := rows.Scan(&member, &account, &args, &state); err != nil {
			return "", err
		}
		notices++
		stand[member]++
		wanted[fmt.Sprint(account)+tierLetter(args)]++
		if state == nil || *state != string(db.Sent) {
			s.d.fault("the letter of a notice to member %d was not sent", member)
		}
	}
	if err := rows.Err(); err != nil {
		return "", err
	}
	for member, n := range s.told {
		if stand[member] != n {
			s.d.fault("member %d was given %d tiers and told of %d", member, n, stand[member])
		}
	}
	for letter, n := range wanted {
		if twice += went[letter] - n; went[letter] < n {
			s.d.fault("of %d letters to account %s only %d went out", n, letter, went[letter])
		}
	}
	if notices == 0 {
		s.d.fault("nobody was told anything")
	}
	return fmt.Sprintf("%s notices of as many acts, each once; %s letters sent, none lost, %d of them twice", number(notices), number(all), twice), nil
}
