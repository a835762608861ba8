package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clubhouse/db"
)

// runWith runs the binary's command line with the settings given as NAME=value.
func runWith(t *testing.T, settings []string, args ...string) (status int, out, errs string) {
	t.Helper()
	env := map[string]string{}
	for _, s := range settings {
		name, value, _ := strings.Cut(s, "=")
		env[name] = value
	}
	var o, e bytes.Buffer
	status = run(context.Background(), args, &o, &e, func(name string) string { return env[name] })
	return status, o.String(), e.String()
}

func TestServeNamesEveryFault(t *testing.T) {
	status, _, errs := runWith(t, nil, "serve", "--db", filepath.Join(t.TempDir(), "club.db"))
	if status != 1 {
		t.Errorf("status %d", status)
	}
	for _, name := range []string{"CLUB_SECRET", "CLUB_BASE_URL", "CLUB_SMTP_HOST or CLUB_SMS_URL"} {
		if !strings.Contains(errs, name) {
			t.Errorf("%s is not named:\n%s", name, errs)
		}
	}
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte(strings.Repeat("s", 31)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, _, errs = runWith(t, []string{
		"CLUB_SECRET_FILE=" + secret, "CLUB_BASE_URL=club.example.com", "CLUB_TRUSTED_PROXIES=10.0.0.0/8, nowhere", "CLUB_TLS_CERT=cert.pem",
		"CLUB_SMTP_HOST=mail", "CLUB_SMTP_PORT=0", "CLUB_SMTP_TLS=maybe", "CLUB_SMTP_USER=me", "CLUB_SMS_URL=ftp://x", "CLUB_SMS_BODY={{.Nothing", "CLUB_SMS_HEADERS=none",
	}, "serve")
	if status != 1 {
		t.Errorf("status %d", status)
	}
	for _, name := range []string{
		"CLUB_SECRET is too short", "CLUB_BASE_URL", `"nowhere"`, "CLUB_TLS_KEY", "CLUB_SMTP_PORT", "CLUB_SMTP_TLS", "CLUB_SMTP_PASSWORD", "CLUB_MAIL_FROM", "CLUB_SMS_URL",
		"CLUB_SMS_BODY", "CLUB_SMS_HEADERS",
	} {
		if !strings.Contains(errs, name) {
			t.Errorf("%s is not named:\n%s", name, errs)
		}
	}
}

// What is set for a mail server or gateway that is not named would be passed over in silence.
func TestServeNamesHalfSetGroups(t *testing.T) {
	status, _, errs := runWith(t, []string{
		"CLUB_SECRET=" + strings.Repeat("s", 32), "CLUB_BASE_URL=https://club.example.com", "CLUB_SMTP_PORT=25", "CLUB_SMTP_PASSWORD_FILE=nowhere", "CLUB_MAIL_FROM=club@example.com",
		"CLUB_SMS_TYPE=text/plain", "CLUB_TLS_CERT=cert.pem",
	}, "serve", "--db", filepath.Join(t.TempDir(), "club.db"))
	if status != 1 {
		t.Errorf("status %d", status)
	}
	for _, want := range []string{
		"CLUB_SMTP_HOST is missing, without which CLUB_SMTP_PORT, CLUB_SMTP_PASSWORD_FILE, CLUB_MAIL_FROM does nothing",
		"CLUB_SMTP_USER is missing, without which CLUB_SMTP_PASSWORD_FILE does nothing", "CLUB_SMS_URL is missing, without which CLUB_SMS_TYPE does nothing",
		"CLUB_TLS_CERT and CLUB_TLS_KEY go together",
	} {
		if !strings.Contains(errs, want) {
			t.Errorf("%s: not said:\n%s", want, errs)
		}
	}
}

func TestRegisterCommands(t *testing.T) {
	dir := t.TempDir()
	books := filepath.Join(dir, "club.db")
	source := filepath.Join("..", "..", "db", "testdata", "owners-register.csv")
	status, out, errs := runWith(t, nil, "import", "register", source, "--db", books, "--dry-run", "--json")
	var report struct {
		Homes, New, Changed, Same int
		Refused                   []struct {
			Record                  int
			Field, Reason, Contract string
		}
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil || status != 0 {
		t.Fatalf("status %d %v: %s", status, err, errs)
	}
	if report.Homes != 1976 || report.New != 1976 || len(report.Refused) != 24 || report.Refused[0].Record != 54 || report.Refused[0].Field != "phone" {
		t.Errorf("the dry run reports %+v", report)
	}
	if _, err := os.Stat(books); err == nil {
		t.Error("the dry run made a database")
	}
	for _, want := range []string{"1976 homes: 1976 new, 0 changed", "1976 homes: 0 new, 0 changed"} {
		if status, out, errs = runWith(t, []string{"CLUB_DATABASE_URL=" + books}, "import", "register", source); status != 0 || !strings.Contains(out, want) {
			t.Fatalf("status %d %s, want %q in:\n%s", status, errs, want, out)
		}
	}
	again := filepath.Join(dir, "again.csv")
	if status, _, errs = runWith(t, nil, "export", "register", "--db", books, "--out", again); status != 0 {
		t.Fatal(errs)
	}
	text, err := os.ReadFile(again)
	if err != nil || !strings.HasPrefix(string(text), "community,city,building,stair,room,owner,phone,id4,contract,handover\n") {
		t.Fatalf("%v: %.200s", err, text)
	}
	if status, out, errs = runWith(t, nil, "import", "register", "--db", books, again); status != 0 || !strings.Contains(out, "1976 homes: 0 new, 0 changed") {
		t.Errorf("what was exported reads as: %s%s", out, errs)
	}
	if status, _, errs = runWith(t, nil, "export", "register", "--db", books, "--out", again); status != 1 || !strings.Contains(errs, "exists") {
		t.Errorf("an export overwrote a file: %d %s", status, errs)
	}
}

// A command that asks for no secret has none that anybody could know: what it signed would be good nowhere.
func TestUnsealed(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "club.db")
	tokens := map[string]bool{}
	for range 2 {
		store, err := openUnsealed(ctx, &call{db: &path})
		if err != nil {
			t.Fatal(err)
		}
		token, _ := store.CardToken(7, 0)
		tokens[token] = true
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
	known, err := db.Open(ctx, db.Options{URL: path, Secret: make([]byte, leastSecret)})
	if err != nil {
		t.Fatal(err)
	}
	defer known.Close()
	if token, _ := known.CardToken(7, 0); len(tokens) != 2 || tokens[token] {
		t.Error("the secret can be known")
	}
}

func TestRegisterRefusals(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	huge := file("huge.csv", "")
	if err := os.Truncate(huge, 2<<30); err != nil {
		t.Fatal(err)
	}
	books := filepath.Join(dir, "club.db")
	for _, c := range []struct{ path, want string }{
		{file("picture.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "not a table"},
		{file("no-room.csv", "项目,城市,业主,电话\n半岛花园,深圳,陈美玲,13800138000\n"), `no column for "room"`},
		{file("empty.csv", ""), "no records"},
		{huge, "too large"},
		{dir, "not a file"},
		{filepath.Join(dir, "nowhere.csv"), "no such file"},
	} {
		status, out, errs := runWith(t, nil, "import", "register", c.path, "--db", books)
		if status != 1 || out != "" || !strings.Contains(errs, c.want) || strings.Count(strings.TrimSpace(errs), "\n") > 0 {
			t.Errorf("%s: status %d, %q %q, want one line with %q", filepath.Base(c.path), status, out, errs, c.want)
		}
	}
}

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args   string
		status int
		want   string
	}{
		{"", 2, "import register"}, {"--help", 0, "import register"}, {"dance", 2, "import register"}, {"serve --help", 0, "-db"}, {"serve --nonsense", 2, "nonsense"},
		{"import register --help", 0, "dry-run"}, {"import register", 2, "which file"}, {"migrate more", 2, "more"}, {"bench --help", 0, "-check"},
	} {
		if status, _, errs := runWith(t, nil, strings.Fields(c.args)...); status != c.status || !strings.Contains(errs, c.want) {
			t.Errorf("%q: status %d, want %d and %q in:\n%s", c.args, status, c.status, c.want, errs)
		}
	}
}

func TestRoutesCommand(t *testing.T) {
	status, out, errs := runWith(t, nil, "routes", "--json")
	var rows []struct{ Method, Path, Door, Right string }
	if err := json.Unmarshal([]byte(out), &rows); err != nil || status != 0 {
		t.Fatalf("%d %v %s", status, err, errs)
	}
	found := 0
	for _, r := range rows {
		if r.Door == "" {
			t.Errorf("%s %s says nothing of who may use it", r.Method, r.Path)
		}
		if r.Path == "/merchant/vouchers/:code/redemption" && r.Right == "till.redeem" || r.Path == "/" && r.Door == "anyone" {
			found++
		}
	}
	if found != 2 || len(rows) < 60 {
		t.Errorf("%d routes", len(rows))
	}
}

// rowCounts answers how many rows each table of the books holds.
func rowCounts(t *testing.T, path string) map[string]int64 {
	t.Helper()
	books, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer books.Close()
	rows, err := books.Query("SELECT name FROM sqlite_master WHERE type = 'table'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	counts := map[string]int64{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		counts[name] = 0
	}
	for name := range counts {
		var n int64
		if err := books.QueryRow("SELECT COUNT(*) FROM " + name).Scan(&n); err != nil {
			t.Fatal(err)
		}
		counts[name] = n
	}
	return counts
}

// The bare loop of bench stands for the acts only while it writes the same rows.
func TestBareLoopIsTheActs(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "club.db")
	b, err := fillBench(ctx, path, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	store, err := db.Open(ctx, db.Options{URL: path, Secret: benchSecret})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	actor := func(door db.Door, cookie string) db.Actor {
		_, token, _ := strings.Cut(cookie, "=")
		s, err := store.Session(ctx, door, token)
		if err != nil {
			t.Fatal(err)
		}
		return s.Actor()
	}
	wrote := func(act func() error) map[string]int64 {
		before := rowCounts(t, path)
		if err := act(); err != nil {
			t.Fatal(err)
		}
		after := rowCounts(t, path)
		for name, n := range before {
			if after[name] -= n; after[name] == 0 {
				delete(after, name)
			}
		}
		return after
	}
	bill := int64(128_50)
	for name, pair := range map[string][2]func() error{
		"claim": {
			func() error {
				_, err := store.ClaimOffer(ctx, actor(db.MemberDoor, b.members[0]), b.offer, "a-key-of-the-real-act")
				return err
			},
			func() error { return bareClaim(ctx, store, b.offer, b.ids[0], "a-key-of-the-bare-act") },
		},
		"redeem": {
			func() error {
				_, err := store.RedeemVoucher(ctx, actor(db.MerchantDoor, b.tills[0]), b.codes[0], &bill, "a-key-of-the-real-act")
				return err
			},
			func() error {
				return bareRedeem(ctx, store, b.codes[1], b.outlet, b.account, "a-key-of-the-bare-act")
			},
		},
	} {
		if real, bare := wrote(pair[0]), wrote(pair[1]); len(real) == 0 || !maps.Equal(real, bare) {
			t.Errorf("%s: the act writes %v, the bare loop %v", name, real, bare)
		}
	}
}
