package db

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// known is a club with a member who was erased, one who is about to leave, a pair that staff are to decide on, two who were
// made one and one who has one.
func known(t *testing.T) *world {
	t.Helper()
	w := lived(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	gone := w.join("林静", "13800138009")
	claim := must(w.ClaimHome(ctx, gone, w.address("9", "9", "9998")))(t)
	must(0, w.AskClaim(ctx, admin, claim.ID, "请补照片"))(t)
	must(w.AddNote(ctx, admin, NewNote{On: Subject{OnMember, gone.Member}, Kind: "phone", Text: "来电", Key: key(91)}))(t)
	must(0, w.SetService(ctx, gone, true, false, Hans))(t)
	w.tell(gone, HomeVerified{Claim: 1})
	must(0, w.Leave(ctx, w.again("13800138009"), true))(t)
	w.sent()
	w.pass(15 * 24 * time.Hour)
	must(w.EraseDue(ctx, 10))(t)
	for i, phone := range []string{"13700000001", "13700000002", "13700000003"} {
		m := w.join("黄敏", phone)
		must(w.ClaimHome(ctx, m, w.address("9", "9", "9997")))(t)
		if i == 1 {
			pairs, _, err := w.Duplicates(ctx, admin, 0)
			if err != nil || len(pairs) != 1 {
				t.Fatalf("%d pairs: %v", len(pairs), err)
			}
			must(w.MergeMembers(ctx, admin, pairs[0].Members[0].ID, pairs[0].Members[1].ID, "同一位"))(t)
		}
	}
	w.join("江子轩", "13700000004")
	must(0, w.Leave(ctx, w.again("13700000004"), true))(t)
	must(0, w.Sweep(ctx))(t)
	w.sent()
	return w
}

// What becomes of people keeps its rules: whoever breaks one in the books is found, and what is in order is not.
func TestDoctorPeople(t *testing.T) {
	readsAlone(t)
	t.Parallel()
	const erased = "(SELECT noun_id FROM audit WHERE act = 'member.erased')"
	const erasedAccount = "(SELECT account_id FROM members WHERE id = " + erased + ")"
	const gone = "(SELECT gone_id FROM merges)"
	const keeps = "(SELECT member_id FROM merges)"
	for _, c := range []struct {
		name  string
		harm  string // NOW
		finds map[string]Grade
		says  string
		lite  bool // PostgreSQL keeps it from being so
	}{
		{name: "nothing"},
		{"not erased in time", "UPDATE members SET leaves_at = NOW - 90000 WHERE leaves_at IS NOT NULL", map[string]Grade{"leaving": Warn}, "1 members have left and should have been erased, the first for 25h0m0s", false},
		{"to be erased today", "UPDATE members SET leaves_at = NOW - 3600 WHERE leaves_at IS NOT NULL", nil, "", false},
		{"a term of who was erased", "INSERT INTO member_terms (term, member_id) VALUES ('林', " + erased + ")", map[string]Grade{"erased": Bad}, "1 of member_terms", false},
		{"a session of who was erased", "INSERT INTO sessions (id, token_hash, account_id, door, address, agent, created_at, seen_at, ends_at) SELECT 7, salt, " + erasedAccount + ", 'member', '', '', 1, 1, 1 FROM audit_personal LIMIT 1", map[string]Grade{"erased": Bad}, "1 of sessions", false},
		{"a former phone of who was erased", "INSERT INTO former_contacts (id, account_id, destination, until_at) VALUES (7, " + erasedAccount + ", '+8613800138009', 1)", map[string]Grade{"erased": Bad}, "1 of former_contacts", false},
		{"a phone of who was erased", "UPDATE accounts SET phone = '+8613800138009' WHERE id = " + erasedAccount, map[string]Grade{"erased": Bad}, "1 of accounts", false},
		{"what was noted on who was erased", "UPDATE notes SET body = '来电' WHERE member_id = " + erased, map[string]Grade{"erased": Bad}, "1 of notes", false},
		{"what was told to who was erased", "UPDATE notices SET args = '{}' WHERE member_id = " + erased, map[string]Grade{"erased": Bad}, "of notices", false},
		{"what who was erased was asked", "UPDATE claim_steps SET body = '请补照片'", map[string]Grade{"erased": Bad}, "1 of claim_steps", false},
		{"what the log had of who was erased", "INSERT INTO audit_personal (audit_id, member_id, salt, facts) SELECT a.id, " + erased + ", p.salt, '{}' FROM audit a, audit_personal p WHERE a.act = 'member.erased' LIMIT 1", map[string]Grade{"erased": Bad}, "1 of audit_personal", false},
		{"merged in a circle", "UPDATE members SET merged_into = " + gone + " WHERE id = " + keeps, map[string]Grade{"merges": Bad, "merged": Bad}, "members were merged in a circle", false},
		{"accounts in a circle", "UPDATE accounts SET merged_into = (SELECT account_id FROM members WHERE id = " + gone + ") WHERE id = (SELECT account_id FROM members WHERE id = " + keeps + ")", map[string]Grade{"merges": Bad}, "accounts were merged in a circle", false},
		{"merged into one who has left", "UPDATE members SET left_at = NOW WHERE id = " + keeps, map[string]Grade{"merges": Bad}, "1 members were merged into one who has left", false},
		{"merged into nobody", "UPDATE members SET merged_into = 7 WHERE id = " + gone, map[string]Grade{"merges": Bad}, "1 members were merged into one that is missing", true},
		{"an account into none", "UPDATE accounts SET merged_into = 7 WHERE merged_into IS NOT NULL", map[string]Grade{"merges": Bad}, "1 accounts were merged into one that is missing", true},
		{"a pair with nobody", "UPDATE duplicates SET member_id = 7 WHERE state = 'open'", map[string]Grade{"merges": Bad}, "1 of duplicates name members who are not there", true},
		{"a merge of nobody", "UPDATE merges SET gone_id = 7", map[string]Grade{"merges": Bad}, "1 of merges name members who are not there", true},
		{"an old draft", "INSERT INTO joinings (destination, name, adult, community_id, placed, locale, next, kept_at) VALUES ('+8613700000009', '', 0, 0, 0, '', '', NOW - 32 * 86400)", map[string]Grade{"leftovers": Warn}, "1 of joinings", false},
		{"a draft", "INSERT INTO joinings (destination, name, adult, community_id, placed, locale, next, kept_at) VALUES ('+8613700000009', '', 0, 0, 0, '', '', NOW - 30 * 86400)", nil, "", false},
		{"an old challenge", "INSERT INTO passkey_challenges (id, browser, door, account_id, record, ends_at) SELECT 7, token_hash, 'member', 0, '', NOW - 200000 FROM sessions LIMIT 1", map[string]Grade{"leftovers": Warn}, "1 of passkey_challenges", false},
		{"an old code", "UPDATE one_time_codes SET sent_at = NOW - 4 * 86400", map[string]Grade{"leftovers": Warn}, "of one_time_codes", false},
		{"codes kept for longer", "UPDATE one_time_codes SET sent_at = NOW - 4 * 86400; INSERT INTO settings (setting, value) VALUES ('keep_codes', 14)", nil, "", false},
		{"an old code of a till", "INSERT INTO till_codes (id, session_id, outlet_id, how, destination, mac, sent_at, ends_at) SELECT 7, 7, o.id, 'phone', '', s.token_hash, NOW - 4 * 86400, 1 FROM outlets o, sessions s LIMIT 1", map[string]Grade{"leftovers": Warn}, "1 of till_codes", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.lite && testServer != "" {
				t.Skip("skipped: PostgreSQL keeps it from being so")
			}
			w := known(t)
			if c.harm != "" {
				w.harm(strings.Split(strings.ReplaceAll(c.harm, "NOW", fmt.Sprint(w.Now())), "; ")...)
			}
			for _, deep := range []bool{false, true} {
				found := w.findings(deep)
				delete(found, "integrity") // SQLite's own look at references, beside ours
				delete(found, "audit")     // what stands apart of a row that was erased is the seals' affair
				said := ""
				for name, f := range found {
					if said += f.Text; f.Grade != c.finds[name] {
						t.Errorf("deep %v: %+v", deep, f)
					}
				}
				if len(found) != len(c.finds) || !strings.Contains(said, c.says) {
					t.Errorf("deep %v: found %v, want %v and %q", deep, found, c.finds, c.says)
				}
			}
		})
	}
}
