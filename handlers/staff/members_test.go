package staff

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
)

const phone, maskedPhone = "13900000009", "139****0009"

func TestMembers(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	chen := w.member(phone, "陈小明", w.bay)
	w.now = w.now.Add(time.Second)
	zhou := w.member("13900000010", "周敏", w.hill)
	w.claim(zhou, w.hill, "8", "1", "301")
	all, bay := w.staff("all@club.test", db.Service, 0), w.staff("bay@club.test", db.Service, w.bay)

	all.get("/staff/members").want(http.StatusOK, "陈小明", "周敏", maskedPhone, "Claim waiting").without(phone, "+86139")
	bay.get("/staff/members").want(http.StatusOK, "陈小明").without("周敏", "Green Hill")
	for query, found := range map[string]string{
		"q=小明": "陈小明", "q=0009": "陈小明", "q=" + phone: "陈小明", "q=" + zhou.Member.Number: "周敏", "waiting=1": "周敏",
		fmt.Sprintf("community=%d", w.bay): "陈小明", "class=friend&q=敏": "周敏",
	} {
		missing := map[string]string{"陈小明": "周敏", "周敏": "陈小明"}[found]
		g := all.get("/staff/members?"+query).want(http.StatusOK, found, `class="chosen"`)
		if strings.Contains(g.body, `">`+missing+"</a>") {
			t.Errorf("%s also finds %s", query, missing)
		}
	}
	all.get("/staff/members?tier=jade").want(http.StatusOK, "Nothing matches these filters", "Clear filters")
	all.get("/staff/members?class=king&tier=%27&community=x&before=-1").want(http.StatusOK, "陈小明", "No longer valid in the address")

	all.get(recordPath(chen)).want(http.StatusOK, "陈小明", maskedPhone, "Joined the club", "Marketing by SMS", "Show full contact details").without(phone)
	all.get(recordPath(zhou)+"?tab=vouchers").want(http.StatusOK, "No voucher has been claimed yet")
	bay.get(recordPath(chen)).want(http.StatusOK)
	bay.get(recordPath(zhou)).want(http.StatusNotFound).without("周敏")
	all.get("/staff/members/x").want(http.StatusNotFound)
}

func TestReveal(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	chen, zhou := w.member(phone, "陈小明", w.bay), w.member("13900000010", "周敏", w.hill)
	p, reader := w.staff("bay@club.test", db.Service, w.bay), w.staff("reader@club.test", db.Reader, 0)
	path := recordPath(chen) + "/reveal"

	reader.get(recordPath(chen)).want(http.StatusOK).without("Show full contact details")
	reader.post(path, "reason", "curious").want(http.StatusForbidden).without(phone)
	p.post(recordPath(zhou)+"/reveal", "reason", "call").want(http.StatusNotFound).without("10010")
	p.post(path, "reason", " ").want(http.StatusUnprocessableEntity, "Give a reason", "Error: ").without(phone)
	if acts := w.acts(); acts[0] == "member.revealed" {
		t.Error("a refused opening was logged")
	}
	p.post(path, "reason", "Calling back").want(http.StatusOK, "+86"+phone, "This viewing has been recorded", "Reason: Calling back")
	if acts := w.acts(); acts[0] != "member.revealed" {
		t.Errorf("the opening was not logged: %v", acts[0])
	}
	p.get(recordPath(chen)).want(http.StatusOK, maskedPhone).without(phone)
}

// A reader of all the members who serves one community opens the data of that community only.
func TestRevealReach(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	zhou := w.member("13900000010", "周敏", w.hill)
	must(w.InviteStaff(t.Context(), db.SystemActor, db.Invitation{Email: "two@club.test", Name: "two", Locale: db.En, Role: db.Reader, Scope: db.ScopeAll}))
	p := w.staff("two@club.test", db.Service, w.bay)
	p.get(recordPath(zhou)).want(http.StatusOK).without("Show full contact details")
	p.post(recordPath(zhou)+"/reveal", "reason", "call").want(http.StatusNotFound)
}

func TestOverview(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	zhou := w.member("13900000010", "周敏", w.hill)
	w.claim(zhou, w.hill, "8", "1", "301")
	admin, bay := w.staff("admin@club.test", db.Admin, 0), w.staff("bay@club.test", db.Service, w.bay)
	merchants := w.staff("merchants@club.test", db.MerchantDesk, 0)
	admin.get("/staff").want(http.StatusOK, "Claims to check", "Owner changes", "周敏", "Latest activity", `href="/staff/audit"`, "Administrator (whole club)")
	bay.get("/staff").want(http.StatusOK, "Claims to check", "All done", "Service (Yunqi Bay)").without("周敏", "Owner changes", `href="/staff/audit"`, "Latest activity")
	merchants.get("/staff").want(http.StatusOK, "Live offers").without("Claims to check", "Newest members", `href="/staff/members"`)
	merchants.get("/staff/members").want(http.StatusForbidden)

	// The log is of the whole club: who may read it for one community only is shown no way to it.
	finance := w.staff("finance@club.test", db.Finance, w.bay)
	finance.get("/staff").want(http.StatusOK, "Members").without("Latest activity", `href="/staff/audit"`)
	finance.get("/staff/audit").want(http.StatusForbidden)
	w.staff("money@club.test", db.Finance, 0).get("/staff/audit").want(http.StatusOK)
}
