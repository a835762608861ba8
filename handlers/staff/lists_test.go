package staff

import (
	"context"
	"database/sql"
	"encoding/csv"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/worker"
)

// A list is exported as it stands: its filters, its order, its columns, within the reader's reach, and never by a reader.
func TestListExport(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	w.member(phone, "陈小明", w.bay)
	w.member("13900000010", "=周敏", w.hill)
	w.member("13900000011", "陈大文", w.hill)
	all, hill, reader := w.staff("all@club.test", db.Service, 0), w.staff("hill@club.test", db.Service, w.hill), w.staff("re@club.test", db.Reader, 0)

	table := func(p *person, query string) (rows [][]string) {
		t.Helper()
		a := p.post("/staff/lists/members/exports", "format", "csv", "query", query)
		text, ok := strings.CutPrefix(a.body, "\ufeff")
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if a.code != http.StatusOK || !ok || err != nil {
			t.Fatal(a.code, err, a.body)
		}
		return rows
	}
	if got := table(all, "q=陈&sort=name&columns=name,contact"); len(got) != 3 || !slices.Equal(got[0], []string{"Name", "Contact"}) || got[1][0] != "陈大文" || got[2][1] != maskedPhone {
		t.Error(got)
	}
	if got := table(hill, ""); len(got) != 3 || strings.Contains(fmt.Sprint(got), "小明") || !strings.Contains(fmt.Sprint(got), "'=周敏") {
		t.Error(got)
	}
	if got := table(hill, fmt.Sprintf("community=%d", w.bay)); len(got) != 3 || strings.Contains(fmt.Sprint(got), "小明") { // not theirs to ask for
		t.Error(got)
	}
	if acts := w.acts(); acts[0] != "list.exported" {
		t.Error("an export leaves no trace:", acts[0])
	}
	reader.get("/staff/members").want(http.StatusOK, "陈小明").without("Export")
	before := len(w.acts())
	reader.post("/staff/lists/members/exports", "format", "csv").want(http.StatusForbidden).without("陈")
	if len(w.acts()) != before {
		t.Error("a refused export was done")
	}
	all.post("/staff/lists/members/exports", "format", "exe", "query", "").want(http.StatusOK) // a workbook of all
	all.post("/staff/lists/members/exports", "format", "csv", "query", "tier=%zz").want(http.StatusBadRequest).without("陈")
}

// Many rows are made in the background; the file can be had whole, and a download that broke off goes on.
func TestLongExport(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	w.exec(`INSERT INTO merchants (id, kind, name_hans, name_hant, name_en, phone)
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) SELECT i, 'shop', '店' || i, '', '', '' FROM n`)
	p, other := w.staff("all@club.test", db.MerchantDesk, 0), w.staff("other@club.test", db.MerchantDesk, 0)
	p.get("/staff/merchants").want(http.StatusOK, "More than 10,000", "made in the background")
	// So many merchants are asked for by their name, and are not all sent along.
	for address, want := range map[string]string{"/staff/offers": `placeholder="Its name, or part of it"`, "/staff/vouchers?merchant=77": `value="店77"`, "/staff/vouchers?merchant=店": "店"} {
		if body := p.get(address).want(http.StatusOK, want).body; len(body) > 60<<10 || strings.Contains(body, "店12000") {
			t.Errorf("%s: %d bytes", address, len(body))
		}
	}
	run := p.post("/staff/lists/merchants/exports", "format", "csv", "query", "sort=added&columns=name").to
	p.get(run).want(http.StatusOK, "0 of 12,000 rows", "Stop", "about to start")
	other.get(run).want(http.StatusNotFound)
	other.post(run + "/stop").want(http.StatusNotFound)
	other.get(run + "/file").want(http.StatusNotFound)
	p.get(run + "/file").want(http.StatusNotFound)
	stopped := p.post("/staff/lists/merchants/exports", "format", "xlsx", "query", "").to
	p.post(stopped + "/stop")

	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		(&worker.Worker{Store: w.Store, Log: slog.New(slog.DiscardHandler)}).Run(ctx)
		close(done)
	}()
	waits(t, func() bool {
		return strings.Contains(p.get(run).body, "Download") && strings.Contains(p.get(stopped).body, "No file was kept")
	})
	stop()
	<-done
	p.get("/staff/runs").want(http.StatusOK, "Export of Merchants", "12,000 of 12,000 rows", "Stopped after 0 rows")

	taken := func() (n int) {
		for _, act := range w.acts() {
			if act == "run.taken" {
				n++
			}
		}
		return n
	}
	ask := func(method string, headers ...string) page {
		r := httptest.NewRequest(method, run+"/file", nil)
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		return p.ask(r)
	}
	tag := fmt.Sprintf("%q", regexp.MustCompile(`\d+`).FindString(run))
	if a, b, c := ask("HEAD"), ask("GET", "If-None-Match", tag), ask("GET", "Range", "bytes=99999999-"); a.code != 200 || a.body != "" || b.code != 304 || c.code != 416 || taken() != 0 {
		t.Errorf("of what sends nothing: %d, %d, %d; taken %d times", a.code, b.code, c.code, taken())
	}
	file := p.get(run + "/file")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 12001 || rows[1][0] != "店1" || rows[12000][0] != "店12000" {
		t.Fatal(len(rows), err, file.code)
	}
	if taken() != 1 {
		t.Error("a download leaves no trace")
	}
	ask("HEAD")
	if a := ask("GET", "Range", "bytes=1000-", "If-Range", tag); a.code != http.StatusPartialContent || a.body != file.body[1000:] || taken() != 1 {
		t.Errorf("the rest: %d, %d bytes of %d", a.code, len(a.body), len(file.body))
	}
	for i, header := range []string{"bytes=-9999999", "bytes=00-", "bytes= 0-", "bytes=5-,0-", "bytes=1000- changed"} { // the whole file, by another name
		which, changed := strings.CutSuffix(header, " changed")
		headers := []string{"Range", which}
		if changed {
			headers = append(headers, "If-Range", `"another"`)
		}
		if ask("GET", headers...); taken() != i+2 {
			t.Errorf("%s leaves no trace", header)
		}
	}
	p.brokenOff(run+"/file", tag, file.body)
	p.post(run + "/stop").want(http.StatusSeeOther)
	p.get(run).want(http.StatusOK, "Download")
}

// brokenOff takes a file over a line that breaks half way, then asks for the rest, and for all of it.
func (p *person) brokenOff(path, tag, whole string) {
	t := p.w.t
	t.Helper()
	server := httptest.NewServer(p.w.e)
	defer server.Close()
	open := func(headers ...string) *http.Response {
		r := must(http.NewRequest(http.MethodGet, server.URL+path, nil))
		for k, v := range p.cookies {
			r.AddCookie(&http.Cookie{Name: k, Value: v})
		}
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		return must((&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(r))
	}
	first := open()
	got := make([]byte, len(whole)/2)
	must(io.ReadFull(first.Body, got))
	first.Body.Close() // the line is gone
	rest := open("Range", fmt.Sprintf("bytes=%d-", len(got)), "If-Range", first.Header.Get("ETag"))
	defer rest.Body.Close()
	if all := string(got) + string(must(io.ReadAll(rest.Body))); rest.StatusCode != http.StatusPartialContent || all != whole || first.Header.Get("ETag") != tag {
		t.Errorf("broken off and taken up: %d, %d bytes of %d", rest.StatusCode, len(all), len(whole))
	}
	again := open()
	defer again.Body.Close()
	if all := must(io.ReadAll(again.Body)); string(all) != whole || again.ContentLength != int64(len(whole)) {
		t.Errorf("asked for again: %d bytes of %d", len(all), len(whole))
	}
}

// exec changes the books behind the club's back.
func (w *people) exec(statement string) {
	w.t.Helper()
	d := must(sql.Open("sqlite3", "file:"+w.file+"?_busy_timeout=5000"))
	defer d.Close()
	must(d.ExecContext(w.t.Context(), statement))
}

func waits(t *testing.T, what func() bool) {
	t.Helper()
	for range 600 {
		if what() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("it does not come")
}

// A saved view opens with one press, also once a column that it names is gone.
func TestSavedViews(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	w.member(phone, "陈小明", w.bay)
	p, other := w.staff("all@club.test", db.Reader, 0), w.staff("other@club.test", db.Reader, 0)
	opened := p.post("/staff/lists/members/views", "name", "Bay friends", "shared", "1", "query", fmt.Sprintf("class=friend&community=%d&columns=name,points", w.bay)).to
	p.get(opened).want(http.StatusOK, "Bay friends", "陈小明", "Class: Friend", "Delete the view").without("<th scope=\"col\">Contact")
	other.get("/staff/members").want(http.StatusOK, "Bay friends (by all)").without("Delete the view")
	w.exec("UPDATE list_views SET query = 'class=friend&columns=name,points,shoe_size&mood=good'")
	view := regexp.MustCompile(`/staff/members\?[^"]*view=\d+`).FindString(other.get("/staff/members").body)
	other.get(strings.ReplaceAll(view, "&amp;", "&")).want(http.StatusOK, "陈小明", "ignored: Columns, mood.", "Points")
	p.post("/staff/lists/members/views", "name", " ", "query", "class=friend").want(http.StatusUnprocessableEntity, "Give the view a name", "class=friend")
	id := regexp.MustCompile(`view=(\d+)`).FindStringSubmatch(opened)[1]
	other.post("/staff/lists/members/views/" + id + "/drop").want(http.StatusNotFound)
	p.post("/staff/lists/members/views/" + id + "/drop").want(http.StatusSeeOther)
	p.post("/staff/lists/members/views/" + id + "/drop").want(http.StatusSeeOther) // pressed twice
	other.get("/staff/members").want(http.StatusOK).without("Bay friends")
}

// What is done to many rows is confirmed with their number, leaves alone what it may not change, and says so.
func TestBatch(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	chen, zhou := w.member(phone, "陈小明", w.bay), w.member("13900000010", "周敏", w.hill)
	p := w.staff("bay@club.test", db.Service, w.bay)
	must(w.InviteStaff(t.Context(), db.SystemActor, db.Invitation{Email: "bay@club.test", Name: "bay", Locale: db.En, Role: db.Reader, Scope: db.ScopeAll})) // and reads all
	reader := w.staff("re@club.test", db.Reader, 0)
	ids := []string{"id", fmt.Sprint(chen.Member.ID), "id", fmt.Sprint(zhou.Member.ID), "id", "77", "id", "x"}
	send := func(p *person, more ...string) page {
		return p.post("/staff/lists/members/batch", slices.Concat([]string{"do", "tier", "query", "sort=name"}, ids, more)...)
	}
	reader.get("/staff/members").want(http.StatusOK).without("Set the tier", "type=\"checkbox\" name=\"id\"")
	send(reader).want(http.StatusForbidden)
	p.get("/staff/members").want(http.StatusOK, "Set the tier", "Tick the rows")
	send(p).want(http.StatusOK, "Set the tier (2)", "陈小明", "周敏", "New tier")
	send(p, "confirmed", "1", "word", "gold").want(http.StatusUnprocessableEntity, "Give a reason", "Set the tier (2)")
	send(p, "confirmed", "1", "word", "emperor", "reason", "x").want(http.StatusUnprocessableEntity, "Choose one from the list")
	before := len(w.acts())
	for range 2 { // sent twice, it is done once
		send(p, "confirmed", "1", "word", "gold", "reason", "New year").want(http.StatusOK, "1 of 3 members done.", "2 left unchanged", "周敏", "1 member</b>", "you may not change it", `role="alert" tabindex="-1" autofocus`)
	}
	if acts := w.acts(); len(acts) != before+1 || acts[0] != "member.tier" {
		t.Errorf("%d acts more: %v", len(acts)-before, acts[:2])
	}
	p.post("/staff/lists/members/batch", "do", "tier", "id", ids[3], "confirmed", "1", "word", "gold", "reason", "x").want(http.StatusOK, "Not done: 1 member", "Nothing was changed", "周敏")
	p.get("/staff/members?tier=gold").want(http.StatusOK, "陈小明").without("周敏")
	p.post("/staff/lists/members/batch", "do", "tier").leads("/staff/members")
	p.post("/staff/lists/members/batch", "do", "tier", "query", "sort=name&after=7.a&view=5").leads("/staff/members?after=7.a&sort=name&view=5") // to where one was
	// Without a right it is 403, whether the list's, the export's or that of what is to be done; what there is not is 404.
	reader, partners := w.staff("batch-reader@club.test", db.Reader, 0), w.staff("batch-partners@club.test", db.MerchantDesk, 0)
	reader.post("/staff/lists/members/batch", "do", "tier", "id", ids[1]).want(http.StatusForbidden)
	reader.post("/staff/lists/members/exports", "format", "csv").want(http.StatusForbidden)
	partners.post("/staff/lists/members/batch", "do", "tier", "id", ids[1]).want(http.StatusForbidden)
	partners.post("/staff/lists/members/exports", "format", "csv").want(http.StatusForbidden)
	partners.post("/staff/lists/people/exports", "format", "csv").want(http.StatusForbidden)
	p.post("/staff/lists/members/batch", "do", "explode", "id", ids[1]).want(http.StatusNotFound)

	m := must(w.SaveMerchant(t.Context(), db.SystemActor, db.Merchant{Kind: "shop", Name: db.Text{Hans: "茶居"}}))
	for i := range 60 {
		must(w.SaveOffer(t.Context(), db.SystemActor, db.Offer{
			Merchant: m, State: db.OfferLive, Kind: db.Gift, Payer: "club", Title: db.Text{Hans: fmt.Sprintf("礼%02d", i)},
			ShownFrom: 1, ClaimFrom: 1, ClaimTo: 2e9, RedeemDays: 30, Weekdays: 127, HourTo: 1440,
		}))
	}
	desk := w.staff("desk@club.test", db.MerchantDesk, 0)
	desk.get("/staff/offers").want(http.StatusOK, "All 60 offers")
	desk.post("/staff/lists/offers/batch", "do", "end", "all", "1", "query", "state=live").want(http.StatusOK, "End (60)", "and 50 more")
	desk.post("/staff/lists/offers/batch", "do", "end", "all", "1", "query", "state=live", "confirmed", "1").want(http.StatusOK, "Done: 60 offers.").without("unchanged")
	desk.get("/staff/offers?state=live").want(http.StatusOK, "Nothing matches")
}
