package handlers_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"clubhouse/db"
	"clubhouse/handlers"
	"clubhouse/handlers/web"
)

// crowded has everybody in it too: passwords are slow to make, so not each test asks for it.
func crowded(t *testing.T) *world {
	t.Helper()
	w := filled(t)
	for _, r := range db.Roles {
		if r.Role.StaffRole() && r.Role != db.Admin {
			w.people["staff "+string(r.Role)] = w.staff(string(r.Role), r.Role, 0)
		}
	}
	w.people["staff service of one community"] = w.staff("scoped", db.Service, mustInt(w.names["/staff/communities/:id"]))
	w.shutOut()
	return w
}

// shutOut makes those whom no door should let in: disabled, expired, signed out, and at the wrong door.
func (w *world) shutOut() {
	w.t.Helper()
	w.ok(w.store.AddTill(w.t.Context(), db.SystemActor, w.people["till A"].actor.Outlet, "停用", db.Destination{Phone: "+8613900000009"}))
	for name, b := range map[string]*browsing{
		"disabled member": w.join("停用", "+8613800138090"), "disabled till": w.enter(db.MerchantDoor, "+8613900000009"), "disabled admin": w.staff("disabled", db.Admin, 0),
	} {
		w.exec("UPDATE accounts SET disabled_at = 1 WHERE id = ?", b.actor.Account)
		w.people[name] = b.shut()
	}
	stolen, left := w.join("离开", "+8613800138091"), w.staff("left", db.Admin, 0)
	w.ok(w.store.SignOut(w.t.Context(), stolen.actor))
	w.ok(w.store.SignOut(w.t.Context(), left.actor))
	w.people["signed-out member"], w.people["signed-out admin"] = stolen.shut(), left.shut()
	old, idle := w.join("过期", "+8613800138092"), w.staff("idle", db.Admin, 0)
	w.exec("UPDATE sessions SET ends_at = ? WHERE id = ?", w.clock.Load()-1, old.actor.Session)
	w.exec("UPDATE sessions SET seen_at = ? WHERE id = ?", w.clock.Load()-31*60, idle.actor.Session)
	w.people["expired member"], w.people["idle admin"] = old.shut(), idle.shut()
	for _, role := range []string{"till", "staff"} { // signed in still, but the grant has been taken back
		var b *browsing
		if role == "staff" {
			b = w.staff("former", db.Admin, 0)
		} else {
			w.ok(w.store.AddTill(w.t.Context(), db.SystemActor, w.people["till A"].actor.Outlet, "前任", db.Destination{Phone: "+8613900000008"}))
			b = w.enter(db.MerchantDoor, "+8613900000008")
			w.ok(w.store.ChooseOutlet(w.t.Context(), b.actor, w.people["till A"].actor.Outlet))
		}
		w.exec("UPDATE grants SET ended_at = 1 WHERE account_id = ?", b.actor.Account)
		w.people["former "+role] = w.signedIn(b.actor.Door, b.cookies["club_"+string(b.actor.Door)])
	}
	her := w.people["member A"].cookies["club_member"]
	w.people["a member's cookie at the other doors"] = &browsing{w: w, cookies: map[string]string{"club_staff": her, "club_merchant": her}}
	w.people["an admin's cookie at the other doors"] = &browsing{w: w, cookies: map[string]string{"club_member": w.people["staff admin"].cookies["club_staff"], "club_merchant": w.people["staff admin"].cookies["club_staff"]}}
}

// shut is the same browser with a session that no longer counts.
func (b *browsing) shut() *browsing { return &browsing{w: b.w, cookies: b.cookies} }

// leavesLast tells the routes that end what the others need: they are tried at the end.
func leavesLast(r web.Route) bool {
	return strings.HasSuffix(r.Path, "/signout") || strings.HasSuffix(r.Path, "/end") || strings.HasSuffix(r.Path, "/drop")
}

// beside answers the page without the address that was asked for: its links to itself tell nothing new.
func beside(a *httptest.ResponseRecorder, path string) string {
	return strings.NewReplacer(path, "", url.QueryEscape(path), "", url.QueryEscape(path[:strings.LastIndexByte(path, '/')]), "").Replace(a.Body.String())
}

// TestRoleMatrix asks for every route as everybody, and holds the answer against the route's own Who.
func TestRoleMatrix(t *testing.T) {
	t.Parallel()
	w := crowded(t)
	rights := map[db.Right]bool{"": true}
	for _, r := range db.Roles {
		for _, right := range r.Rights {
			rights[right] = true
		}
	}
	routes := handlers.Routes(w.app, nil)
	last := func(r web.Route) int {
		return map[bool]int{true: 1}[leavesLast(r)] + map[bool]int{true: 1}[strings.HasSuffix(r.Path, "/signout")]
	}
	slices.SortStableFunc(routes, func(a, b web.Route) int { return last(a) - last(b) })
	seen := map[string]bool{}
	names := slices.Sorted(maps.Keys(w.people))
	for _, r := range routes {
		what := r.Method + " " + r.Path
		if r.Handler == nil || seen[what] || r.Method != http.MethodGet && r.Method != http.MethodPost {
			t.Errorf("%s: no handler, twice, or an odd method", what)
		}
		if seen[what] = true; !rights[r.Who.Right] || r.Who.Door != "" && r.Who.Door != db.MemberDoor && r.Who.Door != db.MerchantDoor && r.Who.Door != db.StaffDoor {
			t.Errorf("%s: nobody holds %s", what, r.Who)
		}
		for _, name := range names {
			b := w.people[name]
			if b.may(r.Who) {
				if leavesLast(r) && name != "staff admin" { // each would sign itself out; one is enough
					continue
				}
				a := b.send(r.Method, w.path(r.Path), url.Values{})
				signIn := a.Code == 303 && r.Who.Door != "" && !strings.HasSuffix(r.Path, "/signout") && strings.Contains(a.Header().Get("Location"), "/signin")
				if a.Code >= 500 || a.Code == 401 || a.Code == 403 || a.Code == 405 || signIn {
					t.Errorf("%s as %s: %d to %q, but %s may", what, name, a.Code, a.Header().Get("Location"), r.Who)
				}
				continue
			}
			was := w.one("SELECT COUNT(*) FROM audit")
			a := b.send(r.Method, w.path(r.Path), url.Values{})
			want := 401
			switch {
			case b.actor.Account != 0 && b.actor.Door == r.Who.Door:
				want = 403
			case r.Method == http.MethodGet:
				want = 303
			}
			if a.Code != want || want == 303 && !strings.Contains(a.Header().Get("Location"), "/signin?next=") {
				t.Errorf("%s as %s: %d to %q, want %d: %s", what, name, a.Code, a.Header().Get("Location"), want, r.Who)
			}
			if body := a.Body.String(); strings.Contains(body, herName) || strings.Contains(body, "13800138000") || strings.Contains(body, "主餐八折") {
				t.Errorf("%s as %s: the refusal tells of the member", what, name)
			}
			if r.Method == http.MethodPost && w.one("SELECT COUNT(*) FROM audit") != was {
				t.Errorf("%s as %s: something was done", what, name)
			}
		}
	}
}

// TestUnagreed asks for every page of the members' door as one whom the club brought along from before, and who has agreed to
// nothing: they see what is held of them, take it along and leave; all else leads to the terms, and does nothing.
func TestUnagreed(t *testing.T) {
	t.Parallel()
	w := filled(t)
	b := w.join("未同意", "+8613800138093")
	w.exec("UPDATE members SET agreed = 0 WHERE id = ?", b.actor.Member)
	open := strings.Fields("/me/agree /me/privacy /me/data /me/leave /me/leave/stay /me/confirm /me/confirm/code /me/confirm/password /signout")
	for _, r := range handlers.Routes(w.app, nil) {
		if r.Who.Door != db.MemberDoor {
			continue
		}
		what := r.Method + " " + r.Path
		if r.Unagreed != slices.Contains(open, r.Path) {
			t.Errorf("%s: for who has not agreed: %t", what, r.Unagreed)
		}
		if leavesLast(r) && r.Unagreed { // signing out
			continue
		}
		was := w.one("SELECT COUNT(*) FROM audit")
		a := b.send(r.Method, w.path(r.Path), url.Values{})
		if led := strings.HasPrefix(a.Header().Get("Location"), "/me/agree"); led == r.Unagreed || a.Code >= 500 || !led && a.Code == 403 {
			t.Errorf("%s: %d to %q", what, a.Code, a.Header().Get("Location"))
		}
		if !r.Unagreed && w.one("SELECT COUNT(*) FROM audit") != was {
			t.Errorf("%s: something was done", what)
		}
	}
}

// TestForeignIDs asks for what is another household's, merchant's, community's or colleague's.
func TestForeignIDs(t *testing.T) {
	t.Parallel()
	w := crowded(t)
	code := w.names["/v/:code"]
	secrets := []string{herName, "13800138000", "1802", db.FormatCode(code), code}
	other := w.staff("colleague", db.Admin, 0)
	hers := w.names["/staff/members/:id"]
	his := fmt.Sprint(w.people["member B"].actor.Member)
	claim := w.names["/staff/claims/:id"] // his, in the other community
	for _, try := range []struct {
		who          *browsing
		method, path string
		status       int
	}{
		{w.people["member B"], "GET", "/vouchers/" + w.names["/vouchers/:id"], 404},
		{w.people["member B"], "GET", "/vouchers/" + w.names["/vouchers/:id"] + "/state", 404},
		{w.people["member B"], "GET", "/v/" + code, 200},
		{w.people["member B"], "GET", "/c/" + w.names["/c/:token"], 200},
		{w.people["anonymous"], "GET", "/v/" + code, 200},
		{w.people["anonymous"], "GET", "/c/" + w.names["/c/:token"], 200},
		{w.people["member B"], "POST", "/me/sessions/" + w.names["/me/sessions/:id"] + "/end", 303},
		{w.people["member B"], "POST", "/me/passkeys/" + w.names["/me/passkeys/:id"] + "/remove", 303},
		{other, "POST", "/staff/me/passkeys/" + w.names["/staff/me/passkeys/:id"] + "/remove", 303},
		{other, "POST", "/staff/me/sessions/" + fmt.Sprint(w.people["staff admin"].actor.Session) + "/end", 303},
		{w.people["staff service of one community"], "POST", "/staff/members/" + his + "/contact", 404},
		{w.people["member B"], "GET", "/homes/" + w.names["/homes/:id"], 404},
		{w.people["member B"], "POST", "/homes/" + w.names["/homes/:id"] + "/answers", 404},
		{w.people["member B"], "POST", "/homes/" + w.names["/homes/:id"] + "/withdrawal", 404},
		{w.people["member B"], "POST", "/homes/" + w.names["/homes/:id"] + "/farewell", 404},
		{w.people["member B"], "GET", "/homes/" + w.names["/homes/:id"] + "/photos/4545", 404},
		{w.people["member B"], "GET", "/homes/" + claim + "/photos/4545", 404},
		{w.people["member B"], "POST", "/homes/" + claim + "/photos/4545/drop", 404},
		{w.people["staff service of one community"], "GET", "/staff/claims/" + claim + "/photos/4646", 404},
		{w.people["staff service of one community"], "POST", "/staff/claims/" + claim + "/photos", 404},
		{w.people["staff service of one community"], "POST", "/staff/claims/" + claim + "/questions", 404},
		{w.people["member B"], "GET", "/households/" + w.names["/households/:id"], 404},
		{w.people["member B"], "POST", "/households/" + w.names["/households/:id"] + "/invitations", 404},
		{w.people["member B"], "POST", "/households/" + w.names["/households/:id"] + "/leave", 404},
		{w.people["member B"], "POST", "/households/" + w.names["/households/:id"] + "/lead", 404},
		{w.people["member B"], "GET", "/homes/" + w.names["/homes/:id"] + "/household", 404},
		{w.people["till B"], "GET", "/merchant/redemptions/" + w.names["/merchant/redemptions/:id"], 404},
		{w.people["till B"], "POST", "/merchant/outlets/" + w.names["/merchant/outlets/:id"], 404},
		{w.people["till B"], "GET", "/merchant/today", 200},
		{other, "GET", "/staff/register/uploads/" + w.names["/staff/register/uploads/:id"], 404},
		{other, "GET", "/staff/register/uploads/" + w.names["/staff/register/uploads/:id"] + "/check", 404},
		{other, "GET", "/staff/register/uploads/" + w.names["/staff/register/uploads/:id"] + "/refused.csv", 404},
		{other, "POST", "/staff/register/uploads/" + w.names["/staff/register/uploads/:id"], 404},
		{other, "POST", "/staff/register/uploads/" + w.names["/staff/register/uploads/:id"] + "/confirm", 422}, // as for one that is decided, or that never was
		{other, "POST", "/staff/register/uploads/" + w.names["/staff/register/uploads/:id"] + "/drop", 404},
		{w.people["staff service of one community"], "GET", "/staff/claims/" + claim, 404},
		{w.people["staff service of one community"], "POST", "/staff/claims/" + claim + "/decision", 404},
		{w.people["staff service of one community"], "GET", "/staff/members/" + his, 404},
		{w.people["staff service of one community"], "POST", "/staff/members/" + his + "/reveal", 404},
		{w.people["staff service of one community"], "POST", "/staff/members/" + his + "/notes", 404},
		{w.people["staff service of one community"], "GET", "/staff/homes/" + w.one("SELECT id FROM homes WHERE building = '8'"), 404},
		{w.people["staff merchant_desk"], "GET", "/staff/notes/" + w.names["/staff/notes/:id"], 404},
		{w.people["staff merchant_desk"], "POST", "/staff/notes/" + w.names["/staff/notes/:id"] + "/strike", 404},
		{w.people["staff merchant_desk"], "POST", "/staff/notes/" + w.names["/staff/notes/:id"] + "/done", 404},
		{w.people["staff service of one community"], "GET", "/staff/vouchers/" + his, 404},
	} {
		a := try.who.send(try.method, try.path, url.Values{"decision": {"approve"}, "reason": {"because"}, "question": {"why"}, "words": {"so"}, "day": {"2026-11-21"}})
		if a.Code != try.status {
			t.Errorf("%s %s: %d, want %d", try.method, try.path, a.Code, try.status)
		}
		for _, s := range secrets {
			if strings.Contains(beside(a, try.path), s) {
				t.Errorf("%s %s tells %q", try.method, try.path, s)
			}
		}
	}
	if w.people["staff admin"].get("/staff").Code != 200 {
		t.Error("a colleague has ended the administrator's session")
	}
	if n := w.one("SELECT COUNT(*) FROM passkeys"); n != "2" {
		t.Errorf("%s passkeys are left of two", n)
	}
	// A voucher of another merchant: refused, and of its member nothing is told.
	for _, a := range []*httptest.ResponseRecorder{
		w.people["till B"].get("/merchant/vouchers/" + code),
		w.people["till B"].post("/merchant/lookups", "code", code),
		w.people["till B"].post("/merchant/vouchers/"+code+"/redemption", "key", web.NewKey()),
	} {
		if a.Code != 422 || strings.Contains(a.Body.String(), "陈") {
			t.Errorf("a voucher of another merchant: %d", a.Code)
		}
	}
	if a := w.people["member A"].get("/home"); a.Code != 200 {
		t.Errorf("her session was ended by another: %d", a.Code)
	}
	if a := w.people["staff service of one community"].get("/staff/members/" + hers); a.Code != 200 {
		t.Errorf("a member of one's own community: %d", a.Code)
	}
	list := w.people["staff service of one community"].get("/staff/members?q=" + url.QueryEscape("王小明"))
	if strings.Contains(list.Body.String(), "/staff/members/"+his) {
		t.Error("the list shows members of other communities")
	}
}

// TestCrossSite sends each form from elsewhere: refused before anything is looked at.
func TestCrossSite(t *testing.T) {
	t.Parallel()
	w := filled(t)
	admin, her, till := w.people["staff admin"], w.people["member A"], w.people["till A"]
	whose := map[db.Door]*browsing{"": w.people["anonymous"], db.MemberDoor: her, db.MerchantDoor: till, db.StaffDoor: admin}
	was := w.dump()
	n := 0
	for _, r := range handlers.Routes(w.app, nil) {
		if r.Method == http.MethodGet {
			continue
		}
		for _, site := range []string{"cross-site", "same-site", "none", "same-origin", ""} {
			for _, origin := range []string{"http://evil.test", "http://club.test", "null", "http://club.test.evil.test", "http://evil.test/club.test", ""} {
				headers := func(q *http.Request) {
					q.Header.Del("Sec-Fetch-Site")
					if site != "" {
						q.Header.Set("Sec-Fetch-Site", site)
					}
					if origin != "" {
						q.Header.Set("Origin", origin)
					}
				}
				n++
				foreign := site == "cross-site" || site == "same-site" || site == "" && origin != "" && origin != "http://club.test"
				if foreign {
					if a := whose[r.Who.Door].send(r.Method, w.path(r.Path), url.Values{"decision": {"approve"}, "key": {"a key of twenty signs"}, "name": {"x"}}, headers); a.Code != 403 {
						t.Errorf("%s %s from %q, %q: %d", r.Method, r.Path, site, origin, a.Code)
					}
					continue
				}
				// Let through: what then stops it is the want of a session, or at an open door of the form's token.
				a := w.people["anonymous"].send(r.Method, w.path(r.Path), url.Values{}, headers)
				token := r.Who.Door == "" && site == "" && origin == ""
				if token != (a.Code == 403) || r.Who.Door != "" && a.Code != 401 || a.Code >= 500 {
					t.Errorf("%s %s from %q, %q: %d", r.Method, r.Path, site, origin, a.Code)
				}
			}
		}
	}
	w.unchanged(was, fmt.Sprintf("%d forms from elsewhere or without a session", n))
}

// TestReadingChangesNothing crawls every page as everybody and compares the books.
func TestReadingChangesNothing(t *testing.T) {
	t.Parallel()
	w := crowded(t)
	was := w.dump()
	for name, b := range w.people {
		for _, r := range handlers.Routes(w.app, nil) {
			if r.Method != http.MethodGet {
				continue
			}
			for _, query := range []string{"", "?tab=used&before=9&after=1&q=a&community=1&code=" + w.names["/v/:code"]} {
				if a := b.get(w.path(r.Path) + query); a.Code >= 500 {
					t.Errorf("%s as %s: %d", r.Path, name, a.Code)
				}
			}
		}
	}
	w.unchanged(was, "reading")
}
