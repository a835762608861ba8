package staff

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"clubhouse/db"
)

// The numbers of the house: what is out of its bounds is refused with the field named, an empty one is the default.
func TestNumbers(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	admin, reader := w.staff("admin@club.test", db.Admin, 0), w.staff("reader@club.test", db.Reader, 0)
	for _, path := range []string{"limits", "retention", "languages", "texts", "senders"} {
		reader.get("/staff/settings/" + path).want(http.StatusForbidden)
		admin.get("/staff/settings/"+path).want(http.StatusOK, `href="/staff/roles"`, `aria-current="page"`)
	}
	admin.get("/staff/settings/limits").want(http.StatusOK, "30 to 300 s; by default 60 s", `value="60"`)
	for typed, fault := range map[string]string{"29": "from 30 to 300", "301": "from 30 to 300", "soon": "from 30 to 300", "9223372036854775808": "from 30 to 300"} {
		admin.post("/staff/settings/limits", "card_seconds", typed, "home_claims", "5").want(http.StatusUnprocessableEntity, fault, `href="#f-card_seconds"`, `value="5"`)
	}
	admin.post("/staff/settings/limits", "card_seconds", " 90 ", "home_claims", "5").leads("/staff/settings/limits")
	if c := w.Club(); c.Of(db.CardSeconds) != 90 || c.Of(db.HomeClaims) != 5 || c.Of(db.VoucherSoon) != 14 {
		t.Errorf("%v", c.Values(db.Limits))
	}
	admin.post("/staff/settings/limits", "home_claims", "5").leads("/staff/settings/limits")
	if n := w.Club().Of(db.CardSeconds); n != 60 {
		t.Errorf("left empty: %d", n)
	}
	admin.post("/staff/settings/retention", "keep_tries", "29").want(http.StatusUnprocessableEntity, "from 30 to 3650")
}

// What was changed is told field by field; a change is undone, and one whose fields were changed again is not.
func TestHistoryPage(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	admin, marketing := w.staff("admin@club.test", db.Admin, 0), w.staff("marketing@club.test", db.Marketing, 0)
	undo := regexp.MustCompile(`action="(/staff/settings/history/\d+/undo)"`)
	newest := func(p *person, path string) string {
		t.Helper()
		m := undo.FindStringSubmatch(p.get(path).want(http.StatusOK).body)
		if m == nil {
			t.Fatal("nothing to undo at " + path)
		}
		return m[1]
	}
	history := "/staff/settings/history?of=limits"
	admin.get(history).want(http.StatusOK, "Nothing has been changed yet")
	admin.post("/staff/settings/limits", "card_seconds", "90").leads("/staff/settings/limits")
	admin.get(history).want(http.StatusOK, "Lifetime of the card", "<del>60 s</del>", "<ins>90 s</ins>", "admin · Desk")
	first := newest(admin, history)
	marketing.get(history).want(http.StatusNotFound)
	marketing.post(first).want(http.StatusNotFound)
	admin.post("/staff/settings/limits", "card_seconds", "120").leads("/staff/settings/limits")
	admin.post(first).want(http.StatusConflict, "cannot be undone", "from “90 s” to “120 s” (admin,", "Error:")
	admin.post(newest(admin, history)).leads(history)
	admin.get(history).want(http.StatusOK, "Undone.", "Undid the change of")
	if n := w.Club().Of(db.CardSeconds); n != 90 {
		t.Errorf("undone: %d", n)
	}

	// A member of staff undoes what they may edit, and nothing else.
	ctx := t.Context()
	m := must(w.SaveMerchant(ctx, db.SystemActor, db.Merchant{Kind: "shop", Name: db.Text{Hans: "茶居"}}))
	o := db.Offer{Merchant: m, Title: db.Text{Hans: "茶"}, Kind: db.Percent, Value: 80, Payer: "club", State: db.OfferLive, ShownFrom: w.now.Unix(), ClaimFrom: w.now.Unix(), ClaimTo: 4_000_000_000, RedeemDays: 30, Weekdays: 127, HourTo: 1440}
	o.ID = must(w.SaveOffer(ctx, db.SystemActor, o))
	o.Value = 70
	must(w.SaveOffer(ctx, db.SystemActor, o))
	path := fmt.Sprintf("/staff/settings/history?of=offer&amp;id=%d", o.ID)
	marketing.get(fmt.Sprintf("/staff/offers/%d/edit", o.ID)).want(http.StatusOK, path)
	path = strings.Replace(path, "&amp;", "&", 1)
	marketing.post(newest(marketing, path)).leads(path)
	if now := must(w.Offer(ctx, o.ID)); now.Value != 80 {
		t.Errorf("the offer's value: %d", now.Value)
	}
	marketing.get(fmt.Sprintf("/staff/settings/history?of=merchant&id=%d", m)).want(http.StatusNotFound)
	for _, bad := range []string{"", "?of=nothing", "?of=club&id=1", "?of=brand", "?of=brand&id=9", "?of=brand&id=x"} {
		admin.get("/staff/settings/history" + bad).want(http.StatusNotFound)
	}
	admin.post("/staff/settings/history/9/undo").want(http.StatusNotFound)
}

// Of two who edit one thing the second is told which fields were changed, to what and by whom, and may save over it.
func TestToldWhatChanged(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	first, second := w.staff("first@club.test", db.Admin, 0), w.staff("second@club.test", db.Admin, 0)
	const mark = `action="/staff/club"`
	his := flat(fieldsAt(second.get("/staff/club").body, mark), "name_en", "His Club")
	first.post("/staff/club", flat(fieldsAt(first.get("/staff/club").body, mark), "hotline", "400 1", "currency", "HKD")...).leads("/staff/club")
	told := second.post("/staff/club", his...).want(http.StatusConflict, "first changed this", "Hotline: from “—” to “400 1” (first,", "Currency: from “Chinese yuan” to “Hong Kong dollar”", `value="His Club"`).
		without("letters: from").body
	second.post("/staff/club", flat(fieldsAt(told, mark))...).leads("/staff/club")
	if c := w.Club(); c.Name.En != "His Club" || c.Hotline != "" {
		t.Errorf("saved over: %+v", c)
	}
}

// A text is drafted, and published once it was read; what is wrong is told at its field.
func TestTextPages(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	admin, other := w.staff("admin@club.test", db.Admin, 0), w.staff("other@club.test", db.Admin, 0)
	const page = "/staff/settings/texts/terms"
	const edits, publishes = `action="` + page + `"`, `action="` + page + `/versions"`
	admin.get(page).want(http.StatusOK, "# Who may join", "There is nothing to publish", "Version 2026-11").without(publishes)
	admin.get("/staff/settings/texts/nothing").want(http.StatusNotFound)
	form := fieldsAt(admin.get(page).body, edits)
	admin.post(page, flat(form, "text_hans", "")...).want(http.StatusUnprocessableEntity, `href="#f-text_hans"`)
	admin.post(page, flat(form, "text_hans", "新", "text_en", strings.Repeat("x", 20_001))...).want(http.StatusUnprocessableEntity, "20000", "20001")
	admin.post(page, flat(form, "text_hans", "# 新\n<b>条款</b>", "text_en", "")...).leads(page)
	seen := fieldsAt(admin.get(page).want(http.StatusOK, "version 2", publishes, "&lt;b&gt;条款&lt;/b&gt;").without("<b>条款").body, publishes).Get("seen")
	admin.post(page+"/versions", "seen", seen, "day", "2020-01-01").want(http.StatusUnprocessableEntity, "at the earliest", `value="2020-01-01"`)
	admin.post(page+"/versions", "seen", seen, "day", "tomorrow").want(http.StatusUnprocessableEntity, "such as 2027-01-01")
	other.post(page, flat(fieldsAt(other.get(page).body, edits), "text_hans", "别的")...).leads(page)
	admin.post(page+"/versions", "seen", seen, "day", "2026-11-21").want(http.StatusConflict, "other changed this")
	seen = fieldsAt(admin.get(page).body, publishes).Get("seen")
	admin.post(page+"/versions", "seen", seen, "day", "2026-11-21").leads(page)
	admin.get(page).want(http.StatusOK, "Published.", `href="/terms/2"`, `href="/terms/1"`)
	admin.get("/staff/settings/history?of=terms").want(http.StatusOK, "version 2, from 2026-11-21", "<ins>别的</ins>")
}

// A sender's test is queued, and its page says so; the senders are told without a secret.
func TestSendersPage(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	admin := w.staff("admin@club.test", db.Admin, 0)
	const page = "/staff/settings/senders"
	admin.get(page).want(http.StatusOK, "Not set", `value="admin@club.test"`).without("hx-get")
	admin.post(page+"/tests", "to", "nobody").want(http.StatusUnprocessableEntity, "f-to-error", `value="nobody"`)
	admin.post(page+"/tests", "to", "admin@club.test").leads(page)
	admin.get(page).want(http.StatusOK, "Queued", `hx-get="/staff/settings/senders/tests"`, "Refresh")
	for _, j := range must(w.LeaseJobs(t.Context(), 9)) {
		if m, _, _ := j.Message(); m.Template == "test" {
			must(0, w.FailJob(t.Context(), j, "sign_in: mail server: 535 no"))
		} else {
			must(0, w.FinishJob(t.Context(), j))
		}
	}
	admin.get(page+"/tests").want(http.StatusOK, "Failed", "does not accept the club", "mail server: 535 no").without("sign_in", "<html", "hx-get")
	for range 4 {
		admin.post(page+"/tests", "to", "13800138000").leads(page)
	}
	admin.post(page+"/tests", "to", "13800138000").want(http.StatusUnprocessableEntity, "Try again in a minute")
}
