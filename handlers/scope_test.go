package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clubhouse/db"
	"clubhouse/handlers"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
)

// asksInQuery are the pages that show nothing until their address says of what.
var asksInQuery = []string{"/staff/settings/history", "/staff/theme"}

// TestScopeMatrix asks for every route of the desk as each role, held for all, for the community of what is asked for, for
// another, for an event, and by a person who is a till only; and as one whose role ended, or whose desk was closed, while
// they were signed in. The role table alone says what the answer is. Of the other community nothing is told.
func TestScopeMatrix(t *testing.T) {
	t.Parallel()
	w := filled(t)
	bay := w.names["/staff/communities/:id"]
	hill := w.one("SELECT id FROM communities WHERE id <> ?", bay)
	him := w.people["member B"].actor
	hers, his := w.names["/staff/members/:id"], fmt.Sprint(him.Member)
	claim := w.one("SELECT id FROM home_claims WHERE community_id = ?", bay)
	// What each community has, and what of it nobody elsewhere may read.
	home := func(community string) string {
		return w.one("SELECT MIN(id) FROM homes WHERE community_id = ?", community)
	}
	note := fmt.Sprint(got(w.store.AddNote(t.Context(), w.people["staff admin"].actor, db.NewNote{
		On: db.Subject{Noun: db.OnMember, ID: him.Member}, Kind: "phone", Text: "他来过电话", Key: web.NewKey(),
	}))(w))
	voucher := fmt.Sprint(got(w.store.ClaimOffer(t.Context(), him, mustInt(w.names["/offers/:id"]), web.NewKey()))(w))
	ids := map[string]map[string]string{
		bay:  {"/staff/members/:id": hers, "/staff/claims/:id": claim, "/staff/homes/:id": home(bay), "/staff/notes/:id": w.names["/staff/notes/:id"], "/staff/vouchers/:id": w.names["/staff/vouchers/:id"], "/photos/:photo": "4545"},
		hill: {"/staff/members/:id": his, "/staff/claims/:id": w.names["/staff/claims/:id"], "/staff/homes/:id": home(hill), "/staff/notes/:id": note, "/staff/vouchers/:id": voucher, "/photos/:photo": "4646"},
	}
	secrets := map[string][]string{bay: {herName, "138****8000", "Room 1802"}, hill: {db.FormatNumber(w.one("SELECT number FROM members WHERE id = ?", him.Member)), "他来过电话", "138****8004"}}
	p := w.staff("walker", db.Reader, 0)
	// Every member of the staff is this one, whose role is changed while they are signed in.
	hold := func(role db.Role, scope db.Scope, id string) {
		w.exec("UPDATE grants SET role = ?, scope = ?, scope_id = ?, ended_at = NULL WHERE account_id = ?", string(role), string(scope), id, p.actor.Account)
		p.actor, _ = w.sessionOf(db.StaffDoor, p.cookies["club_staff"])
	}
	routes := slices.DeleteFunc(handlers.Routes(w.app, nil), func(r web.Route) bool {
		return r.Who.Door != db.StaffDoor || leavesLast(r)
	})
	walk := func(who string, reads, decides func(community string) bool) {
		t.Helper()
		for _, r := range routes {
			for of, names := range ids {
				for k, v := range names {
					w.names[k] = v
				}
				if r.Method == http.MethodPost && !strings.Contains(r.Path, ":") { // makes something, whose ever it is
					continue
				}
				path := w.path(r.Path)
				what := fmt.Sprintf("%s %s of %s as %s", r.Method, r.Path, map[string]string{bay: "the bay", hill: "the hill"}[of], who)
				allowed := p.may(r.Who)
				reaches := true
				switch {
				case strings.HasPrefix(r.Path, "/staff/register/uploads/:id"), strings.HasPrefix(r.Path, "/staff/members/imports/:id"), strings.HasPrefix(r.Path, "/staff/runs/:id"): // another's
					reaches = false
				case strings.HasPrefix(r.Path, "/staff/members/:id"), strings.HasPrefix(r.Path, "/staff/homes/:id"), strings.HasPrefix(r.Path, "/staff/notes/:id"):
					reaches = reads(of)
				case slices.Contains(asksInQuery, r.Path): // for what is not asked for here
					continue
				case strings.HasPrefix(r.Path, "/staff/claims/:id"):
					reaches = decides(of)
				case strings.HasPrefix(r.Path, "/staff/vouchers/:id"):
					all, some := p.actor.Reach(db.OffersRead)
					reaches = all || slices.Contains(some, mustInt(of))
				}
				was := ""
				if r.Method == http.MethodPost && !(allowed && reaches) {
					was = w.one("SELECT COUNT(*) FROM audit")
				}
				a := p.send(r.Method, path, url.Values{})
				switch {
				case !allowed && a.Code != 403:
					t.Errorf("%s: %d, want 403", what, a.Code)
				case allowed && !reaches && a.Code != 404 && !strings.HasSuffix(r.Path, "/confirm"): // which says the same of any that is gone
					t.Errorf("%s: %d, want 404", what, a.Code)
				case allowed && reaches && (a.Code == 401 || a.Code == 403 || a.Code >= 500 || a.Code == 404 && r.Method == http.MethodGet):
					t.Errorf("%s: %d, but they may", what, a.Code)
				}
				if was != "" && w.one("SELECT COUNT(*) FROM audit") != was {
					t.Errorf("%s: something was done", what)
				}
				for community, words := range secrets {
					if reads(community) || decides(community) || strings.HasPrefix(r.Path, "/staff/register") && allowed {
						continue
					}
					for _, s := range words {
						if strings.Contains(beside(a, path), s) {
							t.Errorf("%s tells %q", what, s)
						}
					}
				}
			}
		}
	}
	reach := func(right db.Right) func(string) bool {
		return func(community string) bool {
			all, some := p.actor.Reach(right)
			return all || slices.Contains(some, mustInt(community))
		}
	}
	for _, row := range db.Roles {
		if !row.Role.StaffRole() {
			continue
		}
		for _, scope := range row.Scopes {
			of := map[db.Scope][]string{db.ScopeAll: {"0"}, db.ScopeCommunity: {bay, hill}, db.ScopeEvent: {"7"}}[scope]
			for _, id := range of {
				hold(row.Role, scope, id)
				walk(fmt.Sprintf("%s of %s %s", row.Role, scope, map[string]string{"0": "", bay: "the bay", hill: "the hill"}[id]), reach(db.MembersRead), reach(db.HomesDecide))
			}
		}
	}
	never := func(string) bool { return false }
	hold(db.Till, db.ScopeOutlet, w.names["/merchant/outlets/:id"])
	walk("a till at the desk", never, never)
	hold(db.Service, db.ScopeAll, "0")
	w.exec("UPDATE grants SET ended_at = 1 WHERE account_id = ?", p.actor.Account)
	p.actor, _ = w.sessionOf(db.StaffDoor, p.cookies["club_staff"])
	walk("one whose role has ended", never, never)
	hold(db.Admin, db.ScopeAll, "0")
	for _, end := range []string{"barred_at", "disabled_at"} {
		w.exec("UPDATE accounts SET "+end+" = 1 WHERE id = ?", p.actor.Account)
		for _, r := range routes {
			if a := p.send(r.Method, w.path(r.Path), url.Values{}); a.Code != 303 && a.Code != 401 || a.Code == 303 && !strings.Contains(a.Header().Get("Location"), "/signin") {
				t.Errorf("%s %s with %s: %d to %q", r.Method, r.Path, end, a.Code, a.Header().Get("Location"))
			}
		}
		w.exec("UPDATE accounts SET "+end+" = NULL WHERE id = ?", p.actor.Account)
	}
}

var rightConstant = regexp.MustCompile(`(?m)^\t(\w+) +Right = "([a-z.]+)"`)

// TestRightsUsed holds the role table, the routes, the acts and the page that shows the table together: a right that
// nothing asks for, or that the page does not name, is a mistake, and so is a route's that the page does not name.
func TestRightsUsed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "http://club.test")
	shown := map[db.Right]bool{}
	for _, r := range i18n.Rights {
		shown[r.Right] = true
	}
	held, asked := map[db.Right]bool{}, map[db.Right]bool{}
	for _, row := range db.Roles {
		for _, r := range row.Rights {
			held[r] = true
		}
	}
	for _, r := range handlers.Routes(w.app, nil) {
		asked[r.Who.Right] = true
		if r.Who.Right != "" && !shown[r.Who.Right] {
			t.Errorf("%s %s needs %s, which the page of roles does not show", r.Method, r.Path, r.Who.Right)
		}
	}
	names := map[string]db.Right{}
	files, err := os.ReadDir("../db")
	if err != nil {
		t.Fatal(err)
	}
	source := ""
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		text, err := os.ReadFile("../db/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if f.Name() == "roles.go" {
			for _, m := range rightConstant.FindAllStringSubmatch(string(text), -1) {
				names[m[1]] = db.Right(m[2])
			}
			continue
		}
		source += string(text)
	}
	for name, right := range names {
		byAct := regexp.MustCompile(`\b` + name + `\b`).MatchString(source)
		if !asked[right] && !byAct {
			t.Errorf("%s: no route and no act asks for it", right)
		}
		if !held[right] || !shown[right] {
			t.Errorf("%s: nobody holds it, or the page of roles does not show it", right)
		}
	}
	if len(names) != len(shown) || len(names) != len(held) {
		t.Errorf("%d rights in the code, %d on the page, %d held", len(names), len(shown), len(held))
	}
}
