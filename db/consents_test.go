package db

import (
	"database/sql"
	"path/filepath"
	"testing"

	"clubhouse/db/migrations"

	"github.com/pressly/goose/v3"
)

// Consents of an older schema are all there after the table was built anew, and those to other things beside them.
func TestConsentsKept(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "club.db")
	old, err := sql.Open("sqlite3", dsn(path, map[string][]string{"mode": {"rwc"}}))
	if err != nil {
		t.Fatal(err)
	}
	p := must(goose.NewProvider(goose.DialectSQLite3, old, migrations.Files))(t)
	must(p.UpTo(ctx, 7))(t)
	for _, s := range []string{
		"PRAGMA application_id = 1131181410",
		"INSERT INTO accounts (id, phone, name, locale, created_at) VALUES (1, '+8613800138000', 'x', 'en', 1)",
		"INSERT INTO members (id, account_id, number, name, name_folded, class, tier, joined_at) VALUES (2, 1, 'CH1', 'x', 'x', 'friend', 'classic', 1)",
		"INSERT INTO consents (id, member_id, kind, version, locale, given_at, withdrawn_at) VALUES (3, 2, 'terms', 'v', 'en', 4, NULL), (5, 2, 'sms', 'v', 'en', 6, 7)",
	} {
		if _, err := old.Exec(s); err != nil {
			t.Fatal(s, err)
		}
	}
	must(0, old.Close())(t)
	s := must(Open(ctx, Options{URL: path, Secret: testSecret}))(t)
	defer s.Close()
	w := &world{Store: s, t: t}
	if n := w.rows("SELECT COUNT(*) FROM consents WHERE (id = 3 AND kind = 'terms' AND withdrawn_at IS NULL OR id = 5 AND withdrawn_at = 7) AND member_id = 2"); n != 2 {
		t.Errorf("%d of 2 consents", n)
	}
	m := Actor{Door: MemberDoor, Account: 1, Member: 2}
	must(0, s.SetService(ctx, m, true, false, En))(t)
	if given := must(s.Consents(ctx, m))(t); !given[ConsentServiceSMS] || given[ConsentServiceEmail] || !given[ConsentTerms] || given[ConsentNewsSMS] {
		t.Errorf("agrees to %v", given)
	}
	if w.unread(m) != 0 {
		t.Error("somebody was told")
	}
}
