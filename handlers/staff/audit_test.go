package staff

import (
	"context"
	"fmt"
	"html"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/worker"
)

var entryLink = regexp.MustCompile(`href="(/staff/audit/\d+)"`)

// The log is narrowed by its address, and each row leads to its page, which reads as people speak.
func TestAuditPages(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	ctx := t.Context()
	chen := w.member(phone, "陈小明", w.bay)
	w.now = w.now.Add(time.Minute)
	merchant := must(w.SaveMerchant(ctx, db.SystemActor, db.Merchant{Kind: "golf", Name: db.Text{Hans: "球会", En: "Golf"}}))
	outlet := must(w.SaveOutlet(ctx, db.SystemActor, db.Outlet{Merchant: merchant, Name: db.Text{Hans: "一店", En: "First"}}))
	w.now = w.now.Add(24 * time.Hour)
	admin, service := w.staff("admin@club.test", db.Admin, 0), w.staff("service@club.test", db.Service, 0)
	offer := db.Offer{
		Merchant: merchant, State: db.OfferDraft, Kind: db.Fixed, Value: 168_00, Payer: "merchant", Title: db.Text{Hans: "早茶", Hant: "早茶", En: "Tea"}, ClaimTo: w.now.Unix() + 86400,
		ShownFrom: w.now.Unix(), ClaimFrom: w.now.Unix(), RedeemDays: 7, Weekdays: 127, HourTo: 840, Classes: []db.Class{db.Owner}, PerMember: 1,
	}
	offer.ID = must(w.SaveOffer(ctx, db.SystemActor, offer))
	offer.Value, offer.HourTo, offer.Weekdays, offer.Classes, offer.Outlets, offer.State = 188_00, 900, 0b1000001, nil, []int64{outlet}, db.OfferLive
	offer.Title.En, offer.PerMember = "Morning tea", 0
	must(w.SaveOffer(ctx, db.SystemActor, offer))
	service.post(recordPath(chen)+"/reveal", "reason", "回电").want(http.StatusOK)

	service.get("/staff/audit").want(http.StatusForbidden)
	const revealed, exported = "Viewed full contact details</a>", "Exported the owners&#39; register</a>"
	admin.get("/staff/register.csv").want(http.StatusOK)
	admin.get("/staff/audit").want(http.StatusOK, revealed, exported, "Added an offer</a>")
	for query, has := range map[string]string{
		"act=reveals": revealed, "act=exports": exported, "act=member.revealed": revealed, "who=service&door=staff": revealed, "whom=陈小明&act=reveals": revealed, "who=Admin@club.test&act=exports": exported,
	} {
		not := map[string]string{revealed: exported, exported: revealed}[has]
		admin.get("/staff/audit?"+query).want(http.StatusOK, has, `class="chosen"`).without(not, "Added an offer</a>")
	}
	admin.get("/staff/audit?at_to="+url.QueryEscape(w.Club().Day(w.now.Unix()-86400).Format(time.DateOnly))).want(http.StatusOK, "Added a merchant</a>", "When to: ").without(revealed)
	admin.get("/staff/audit?who=nobody-at-all").want(http.StatusOK, "Nothing matches", "Clear filters")
	admin.get("/staff/audit?act=points.expired").want(http.StatusOK, "Nothing matches")
	admin.get("/staff/audit?act=x&door=window&at_from=yesterday&at_to=x&before=-1&who="+url.QueryEscape("'; --")).want(http.StatusOK, "Nothing matches", "ignored: Act, When, Page, Door.")

	entry := func(query string) page {
		t.Helper()
		m := entryLink.FindStringSubmatch(admin.get("/staff/audit?" + query).body)
		if m == nil {
			t.Fatalf("%s finds no entry", query)
		}
		return admin.get(m[1])
	}
	entry("act=offer.edited").want(http.StatusOK, "The club itself", ">¥168 only<", ">¥188 only<", ">14:00<", ">15:00<", ">Sat, Sun<", ">Owner<", ">no limit<", ">First<", ">Draft<", ">Live<",
		">English: Tea<", ">English: Morning tea<", `href="/staff/offers/`, "will be sealed").without("168.00", "16,800")
	entry("act=reveals").want(http.StatusOK, ">service<", "陈小明", "Reason: 回电", "kept apart", ">Desk<", "Device").without(phone, "Before and after")
	w.now = w.now.Add(20 * time.Minute)
	must(w.SealAudit(ctx, 9))
	entry("act=reveals").want(http.StatusOK, "Hash", "Sealed at").without("will be sealed")
	admin.get("/staff/audit/7").want(http.StatusNotFound)

	// What the log shows may be taken along, which it tells in turn, by who may read it and may take lists along.
	admin.get("/staff/audit?act=exports&door=staff").want(http.StatusOK, "Act: Exports", "Door: Desk", "All: Exports", `aria-sort="descending"`)
	admin.get("/staff/audit?after=x&sort=who").want(http.StatusOK, "ignored: Page, Sorting.", revealed)
	admin.post("/staff/lists/audit/exports", "format", "csv", "query", "act=reveals&columns=act,who,door,whom,facts").
		want(http.StatusOK, "Viewed full contact details,service,Desk,陈小明,Reason: 回电").without("Added an offer", phone)
	admin.get("/staff/audit?act=exports").want(http.StatusOK, "Exported a list</a>", "Audit log · 1 act<")
	finance := w.staff("finance@club.test", db.Finance, 0)
	finance.post("/staff/lists/audit/exports", "format", "xlsx", "query", "act=reveals").want(http.StatusOK)
	service.post("/staff/lists/audit/exports", "format", "csv").want(http.StatusForbidden)
	w.staff("reader@club.test", db.Reader, 0).post("/staff/lists/audit/exports", "format", "csv").want(http.StatusForbidden)
	w.staff("bay@club.test", db.Finance, w.bay).get("/staff/audit").want(http.StatusForbidden)
	finance.get(admin.post("/staff/lists/audit/views", "name", "Reveals", "query", "act=reveals&who=service").want(http.StatusSeeOther).to).want(http.StatusOK, revealed)
	admin.get("/staff/audit").want(http.StatusOK, `href="/staff/audit?act=reveals&amp;view=`)
	admin.get("/staff/audit/x").want(http.StatusNotFound)
}

// A log that nobody looks through at once says how far it has looked, and is exported by a run that looks through all.
func TestLongAudit(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	w.member(phone, "陈小明", w.bay)
	admin := w.staff("admin@club.test", db.Admin, 0)
	w.exec(`INSERT INTO audit (id, at, door, actor_id, session_id, act, noun_id, facts)
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20500) SELECT m.id + i * 10, m.at, 'merchant', 7, 0, 'card.scanned', 7, '{}' FROM n, (SELECT id, at FROM audit ORDER BY id DESC LIMIT 1) m`)
	admin.get("/staff/audit").want(http.StatusOK, "More than 10,000 acts", "Not signed in", "Till")
	g := admin.get("/staff/audit?door=member").want(http.StatusOK, "Searched back to", "None found so far", "made in the background", "Next").without("Nothing matches", "At least")
	next := html.UnescapeString(regexp.MustCompile(`/staff/audit\?[^"]*after=\d+[^"]*`).FindString(g.body))
	admin.get(next).want(http.StatusOK, "Joined the club</a>", "Previous").without("Searched back to")
	admin.get("/staff/audit?door=member&sort=at").want(http.StatusOK, "Joined the club</a>", "Searched back to")

	run := admin.post("/staff/lists/audit/exports", "format", "csv", "query", "door=member&columns=act,whom").to
	admin.get(run).want(http.StatusOK, ">0 rows · about to start")
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		(&worker.Worker{Store: w.Store, Log: slog.New(slog.DiscardHandler)}).Run(ctx)
		close(done)
	}()
	waits(t, func() bool { return strings.Contains(admin.get(run).body, "Download") })
	stop()
	<-done
	file := admin.get(run+"/file").want(http.StatusOK, "Joined the club,陈小明")
	n := strings.Count(file.body, "\r\n") - 1
	admin.get(run).want(http.StatusOK, fmt.Sprintf(">%d rows · ", n))
}
