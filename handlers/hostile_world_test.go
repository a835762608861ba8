package handlers_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers"
	"clubhouse/handlers/web"
	"clubhouse/views/theme"
)

// world is a club with something of everything in it, for those who wish it ill: two households, two merchants, every
// role of staff, and one of each thing that an address can name.
type world struct {
	t       *testing.T
	store   *db.Store
	app     *web.App
	handler http.Handler
	log     *logged
	file    string
	clock   atomic.Int64
	people  map[string]*browsing
	names   map[string]string // what stands for each part of a path: real ids of the first household and merchant
	stock   int64             // an offer of ten
}

// logged keeps what the club writes to its log.
type logged struct {
	mu sync.Mutex
	bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Buffer.Write(p)
}

func (l *logged) all() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.String()
}

// browsing is a person's browser: its cookies, and what the books should let it do.
type browsing struct {
	w       *world
	actor   db.Actor // of a session that is good; zero without one
	cookies map[string]string
}

const (
	herPhone = "+8613800138000"
	hisPhone = "+8613800138001"
	herName  = "陈美玲"
)

func newWorld(t *testing.T, base string) *world {
	t.Helper()
	w := &world{t: t, log: &logged{}, file: newBooks(t), people: map[string]*browsing{}, names: map[string]string{}}
	w.clock.Store(time.Date(2026, 11, 21, 4, 0, 0, 0, time.UTC).Unix())
	var err error
	w.store, err = db.Open(t.Context(), db.Options{
		URL: w.file, Secret: bytes.Repeat([]byte("s"), 32), Clock: func() time.Time { return time.Unix(w.clock.Load(), 0) }, Log: slog.New(slog.NewTextHandler(w.log, nil)),
	})
	w.ok(err)
	t.Cleanup(func() { _ = w.store.Close() })
	at, _ := url.Parse(base)
	w.app = web.New(w.store, web.Settings{Base: at}, slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	w.handler = handlers.New(w.app, nil)
	return w
}

// filled has everything in it.
func filled(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, "http://club.test")
	ctx, s, sys := t.Context(), w.store, db.SystemActor
	brand := got(s.SaveBrand(ctx, sys, db.Brand{Name: db.Text{Hans: "云栖"}}))(w)
	bay := got(s.SaveCommunity(ctx, sys, db.Community{Brand: brand, Name: db.Text{Hans: "云栖湾", En: "Yunqi Bay"}, City: db.Text{Hans: "杭州"}}))(w)
	hill := got(s.SaveCommunity(ctx, sys, db.Community{Brand: brand, Name: db.Text{Hans: "翠岭", En: "Green Hill"}, City: db.Text{Hans: "宁波"}}))(w)
	for i, rows := range []string{"云栖湾,杭州,3,2,1802,陈美玲,13800138000,HT1\n翠岭,宁波,8,1,301,周敏,13800138004,HT2\n", "云栖湾,杭州,3,2,1802,王小明,13800138001,HT1\n"} {
		w.register("community,city,building,stair,room,owner,phone,contract\n"+rows, byte(i+1))
	}
	outlets := [2]int64{}
	offers := [2]int64{}
	for i, name := range []string{"云栖餐厅", "泳知"} {
		merchant := got(s.SaveMerchant(ctx, sys, db.Merchant{Kind: "restaurant", Name: db.Text{Hans: name}, Phone: "0571-88886666"}))(w)
		outlets[i] = got(s.SaveOutlet(ctx, sys, db.Outlet{Merchant: merchant, Name: db.Text{Hans: name + "一店"}}))(w)
		offers[i] = w.offer(merchant, "主餐八折", nil)
		if i == 0 {
			ten := int64(10)
			w.stock = w.offer(merchant, "限量十份", &ten)
		}
		till := fmt.Sprintf("+861390000000%d", i+1)
		w.ok(s.AddTill(ctx, sys, outlets[i], "前台", db.Destination{Phone: till}))
		b := w.enter(db.MerchantDoor, till)
		w.ok(s.ChooseOutlet(ctx, b.actor, outlets[i]))
		w.people["till "+string(rune('A'+i))] = b
	}
	her, him := w.join(herName, herPhone), w.join("王小明", hisPhone)
	w.people["member A"], w.people["member B"] = her, him
	got(s.ClaimHome(ctx, her.actor, db.HomeAddress{Community: bay, Building: "3", Stair: "2", Room: "1802"}))(w)
	waiting := got(s.ClaimHome(ctx, him.actor, db.HomeAddress{Community: hill, Building: "8", Stair: "1", Room: "301"}))(w)
	house := got(s.BeginHousehold(ctx, her.actor, mustInt(w.one("SELECT id FROM home_claims WHERE member_id = ?", her.actor.Member))))(w)
	invite := got(s.InviteToHousehold(ctx, her.actor, house, "", "CN", db.Hans))(w)
	for id, m := range map[int]*browsing{4545: her, 4646: him} { // a photo of each one's contract
		w.exec("INSERT INTO claim_photos (id, claim_id, type, width, height, body, made_at) SELECT ?, id, 'image/jpeg', 3, 4, ?, claimed_at FROM home_claims WHERE member_id = ?", id, []byte("a contract"), m.actor.Member)
	}
	voucher := got(s.ClaimOffer(ctx, her.actor, offers[0], web.NewKey()))(w)
	used := got(s.ClaimOffer(ctx, her.actor, offers[0], web.NewKey()))(w)
	till, _ := w.sessionOf(db.MerchantDoor, w.people["till A"].cookies["club_merchant"])
	w.people["till A"].actor = till
	redemption := got(s.RedeemVoucher(ctx, till, got(s.Voucher(ctx, 0, used))(w).Code, nil, web.NewKey()))(w)
	admin := w.staff("admin", db.Admin, 0)
	w.people["staff admin"] = admin
	upload := got(s.UploadRegister(ctx, admin.actor, "homes.csv", []byte("community,city,building,stair,room,owner,phone\n云栖湾,杭州,3,2,1803,李芸,13800138009\n")))(w)

	w.people["anonymous"] = &browsing{w: w, cookies: map[string]string{}}
	id := func(n int64) string { return fmt.Sprint(n) }
	note := got(s.AddNote(ctx, admin.actor, db.NewNote{On: db.Subject{Noun: db.OnMember, ID: her.actor.Member}, Kind: "phone", Text: "来电", Step: "回电", Due: "2026-11-21", Key: web.NewKey()}))(w)
	invited := got(s.InviteStaff(ctx, sys, db.Invitation{Email: "new@example.com", Name: "新人", Locale: db.Hans, Role: db.Reader, Scope: db.ScopeAll}))(w)
	v := got(s.Voucher(ctx, 0, voucher))(w)
	card, _ := s.CardToken(her.actor.Member, 0)
	w.ok(s.EditSettings(ctx, sys, db.Limits, db.Values{"voucher_soon": 7}, ""))
	hue := int64(250)
	w.ok(s.SaveTheme(ctx, sys, hill, db.Theme{Hue: &hue}, &db.Picture{Type: "image/png", Width: 1, Height: 1, Body: []byte("picture")}))
	maps.Copy(w.names, map[string]string{
		"/terms/:number": "1", "/privacy/:number": "1", "/theme/:sheet": strings.TrimPrefix(theme.URL(250), "/theme/"), "/pictures/:hash": s.Club().Theme(hill).Logo,
		"/staff/settings/texts/:kind": "terms", "/staff/settings/history/:id": w.one("SELECT id FROM audit WHERE act = 'setting.edited'"),
		"/offers/:id": id(offers[0]), "/vouchers/:id": id(voucher), "/notices/:id": w.told(her.actor.Member), "/me/sessions/:id": id(her.actor.Session),
		"/staff/members/imports/:id": id(got(s.UploadMembers(ctx, admin.actor, "members.csv", []byte("name,phone\n旧会员,13600000099\n")))(w)), "/staff/duplicates/:id": "4747", "/staff/merges/:id": "4848",
		"/me/contacts/:kind": "phone", "/me/aliases/:id": "4949", "/:kind": "phone", "/me/passkeys/:id": w.passkey(4545, her.actor.Account, db.MemberDoor), "/join/:part": "person",
		"/staff/me/sessions/:id": id(her.actor.Session), "/staff/me/passkeys/:id": w.passkey(4546, admin.actor.Account, db.StaffDoor),
		"/c/:token": card, "/v/:code": v.Code,
		"/merchant/outlets/:id": id(outlets[0]), "/merchant/vouchers/:code": v.Code, "/merchant/redemptions/:id": id(redemption),
		"/staff/setup/:token": invited, "/staff/vouchers/:id": id(used), "/staff/members/:id": id(her.actor.Member), "/staff/claims/:id": id(waiting.ID),
		"/staff/brands/:id": id(brand), "/staff/communities/:id": id(bay), "/staff/merchants/:id": w.one("SELECT MIN(id) FROM merchants"),
		"/staff/outlets/:id": id(outlets[0]), "/staff/tills/:grant": w.one("SELECT MIN(id) FROM grants WHERE role = 'till'"), "/staff/offers/:id": id(offers[0]),
		"/staff/register/uploads/:id": id(upload), "/staff/register/imports/:id": w.one("SELECT MIN(id) FROM imports"),
		"/staff/register/changes/:id": w.one("SELECT id FROM register_changes WHERE state = 'waiting'"), "/staff/work/:id": w.deadJob(),
		"/staff/audit/:id":     w.one("SELECT MAX(id) FROM audit"),
		"/staff/people/:id":    w.one("SELECT id FROM accounts WHERE email = 'new@example.com'"),
		"/staff/grants/:grant": w.one("SELECT g.id FROM grants g JOIN accounts a ON a.id = g.account_id WHERE a.email = 'new@example.com'"),
		"/homes/:id":           w.one("SELECT id FROM home_claims WHERE member_id = ?", her.actor.Member), "/photos/:photo": "4545", "/households/:id": id(house), "/invitations/:invitation": w.one("SELECT MIN(id) FROM household_invitations"), "/members/:member": id(him.actor.Member), "/i/:token": invite,
		"/staff/homes/:id": w.one("SELECT home_id FROM home_claims WHERE member_id = ?", her.actor.Member), "/staff/notes/:id": id(note),
	})
	for _, l := range db.Lists {
		w.names["/staff/lists/"+l.Name+"/views/:id"] = id(got(s.SaveListView(ctx, admin.actor, l, "常用", l.Query(nil), false))(w))
	}
	w.names["/staff/runs/:id"] = w.finishedRun(admin.actor.Account)
	return w
}

// passkey gives the account a passkey that no device holds, and answers its id.
func (w *world) passkey(id, account int64, door db.Door) string {
	w.t.Helper()
	w.exec("INSERT INTO passkeys (id, account_id, door, credential, record, label, added_at) VALUES (?, ?, ?, ?, '{}', 'Phone', 1)", id, account, string(door), fmt.Append(nil, id))
	return fmt.Sprint(id)
}

// finishedRun makes an export of the account's that holds her name, and answers its id.
func (w *world) finishedRun(account int64) string {
	w.t.Helper()
	w.exec("INSERT INTO runs (id, account_id, kind, args, state, done, whole, began_at, ended_at, size, name) VALUES (4343, ?, 'export', '{\"List\":\"members\",\"Reach\":{\"members.read\":{\"All\":true}}}', 'done', 1, 1, ?, ?, 9, 'members.csv')",
		account, w.clock.Load(), w.clock.Load())
	w.exec("INSERT INTO run_parts (run_id, place, body) VALUES (4343, 0, ?)", []byte(herName))
	return "4343"
}

func (w *world) ok(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func got[T any](v T, err error) func(*world) T {
	return func(w *world) T {
		w.t.Helper()
		w.ok(err)
		return v
	}
}

// told tells the member of a tier, and answers the notice's id.
func (w *world) told(member int64) string {
	w.t.Helper()
	w.ok(w.store.SetTier(w.t.Context(), db.SystemActor, member, db.Gold, "十二个月达标"))
	return w.one("SELECT MAX(id) FROM notices WHERE member_id = ?", member)
}

// deadJob makes a message that was given up, and answers its id.
func (w *world) deadJob() string {
	w.t.Helper()
	w.exec("INSERT INTO jobs (id, kind, payload, run_at, dead_at, tries, last_error) VALUES (4242, ?, ?, 0, 1, 12, 'the line is down')",
		db.JobSMS, `{"To":{"Phone":"+8613800138000"},"Locale":"zh-Hans","Template":"claim.verified"}`)
	return "4242"
}

// books opens the books beside the club.
func (w *world) books() *sql.DB {
	w.t.Helper()
	driver, at := "sqlite3", "file:"+w.file+"?_busy_timeout=5000"
	if db.OnPostgres(w.file) {
		driver, at = "pgx", w.file
	}
	d, err := sql.Open(driver, at)
	w.ok(err)
	return d
}

var mark = regexp.MustCompile(`\?\d*`)

// inWords answers a query in the engine's words: PostgreSQL's arguments are $1 and so on.
func (w *world) inWords(query string) string {
	n := 0
	return mark.ReplaceAllStringFunc(query, func(m string) string {
		if n++; !db.OnPostgres(w.file) {
			return m
		}
		if len(m) > 1 {
			return "$" + m[1:]
		}
		return fmt.Sprint("$", n)
	})
}

func (w *world) exec(statement string, args ...any) {
	w.t.Helper()
	d := w.books()
	defer d.Close()
	_, err := d.ExecContext(w.t.Context(), w.inWords(statement), args...)
	w.ok(err)
}

// one answers the single value of a query.
func (w *world) one(query string, args ...any) (s string) {
	w.t.Helper()
	d := w.books()
	defer d.Close()
	w.ok(d.QueryRowContext(w.t.Context(), w.inWords(query), args...).Scan(&s))
	return s
}

// dump answers a digest of each table, but for counters, when sessions were seen, and the log of who took the register out.
func (w *world) dump() map[string]string {
	w.t.Helper()
	d := w.books()
	defer d.Close()
	tables, columnsOf, text := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'counters'",
		"SELECT name FROM pragma_table_info('%s')", "quote(%s)"
	if db.OnPostgres(w.file) {
		tables, columnsOf, text = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'counters'",
			"SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '%s'", "COALESCE(CAST(%s AS TEXT), 'NULL')"
	}
	names := w.column(d, tables)
	out := map[string]string{}
	for _, table := range names {
		columns := w.column(d, fmt.Sprintf(columnsOf, table))
		columns = slices.DeleteFunc(columns, func(c string) bool { return table == "sessions" && c == "seen_at" })
		where := ""
		if table == "audit" {
			where = " WHERE act NOT LIKE '%exported' AND act <> 'run.taken'"
		}
		for i, c := range columns {
			columns[i] = fmt.Sprintf(text, c)
		}
		rows, err := d.QueryContext(w.t.Context(), "SELECT "+strings.Join(columns, " || '|' || ")+" FROM "+table+where+" ORDER BY 1")
		w.ok(err)
		h := sha256.New()
		n := 0
		for rows.Next() {
			var s string
			w.ok(rows.Scan(&s))
			_, _ = h.Write([]byte(s + "\n"))
			n++
		}
		w.ok(rows.Err())
		rows.Close()
		out[table] = fmt.Sprintf("%d rows, %x", n, h.Sum(nil)[:8])
	}
	return out
}

func (w *world) column(d *sql.DB, query string) (out []string) {
	w.t.Helper()
	rows, err := d.QueryContext(w.t.Context(), query)
	w.ok(err)
	defer rows.Close()
	for rows.Next() {
		var s string
		w.ok(rows.Scan(&s))
		out = append(out, s)
	}
	return out
}

// unchanged fails the test where the books differ from what they were.
func (w *world) unchanged(was map[string]string, what string) {
	w.t.Helper()
	for table, now := range w.dump() {
		if was[table] != now {
			w.t.Errorf("%s changed %s: %s, then %s", what, table, was[table], now)
		}
	}
}

func (w *world) register(csv string, hash byte) {
	w.t.Helper()
	f := got(db.ReadRegister(strings.NewReader(csv), int64(len(csv)), nil))(w)
	_, err := w.store.ImportRegister(w.t.Context(), db.SystemActor, f, "homes.csv", []byte{hash}, func(db.RegisterPlace) int64 { return 0 })
	w.ok(err)
}

func (w *world) offer(merchant int64, title string, stock *int64) int64 {
	w.t.Helper()
	now := w.clock.Load()
	return got(w.store.SaveOffer(w.t.Context(), db.SystemActor, db.Offer{
		Merchant: merchant, State: db.OfferLive, Kind: db.Percent, Value: 80, Payer: "merchant", Title: db.Text{Hans: title}, Stock: stock,
		ShownFrom: now - 100, ClaimFrom: now - 100, ClaimTo: now + 30*86400, RedeemDays: 30, Weekdays: 127, HourTo: 1440,
	}))(w)
}

// code answers the newest one-time code that was sent.
func (w *world) code() (code string) {
	w.t.Helper()
	for _, j := range got(w.store.LeaseJobs(w.t.Context(), 50))(w) {
		m, ok, err := j.Message()
		w.ok(err)
		if ok && m.Template == "code" {
			code = m.Args["code"]
		}
		w.ok(w.store.FinishJob(w.t.Context(), j))
	}
	return code
}

func (w *world) sessionOf(door db.Door, token string) (db.Actor, *db.Session) {
	w.t.Helper()
	s := got(w.store.Session(w.t.Context(), door, token))(w)
	return s.Actor(), s
}

func (w *world) signedIn(door db.Door, token string) *browsing {
	w.t.Helper()
	actor, _ := w.sessionOf(door, token)
	return &browsing{w: w, actor: actor, cookies: map[string]string{"club_" + string(door): token}}
}

var strangers atomic.Int64

// client is another address each time, so that no limit of one address is met by chance.
func client() db.Client { return db.Client{Address: fmt.Sprintf("10.0.%d.1", strangers.Add(1)%250)} }

func (w *world) enter(door db.Door, phone string) *browsing {
	w.t.Helper()
	ctx := w.t.Context()
	tab := got(w.store.RequestCode(ctx, door, "", db.Destination{Phone: phone}, db.Hans, client()))(w)
	return w.signedIn(door, got(w.store.EnterCode(ctx, door, tab, w.code(), client()))(w).Token)
}

func (w *world) join(name, phone string) *browsing {
	w.t.Helper()
	ctx := w.t.Context()
	tab := got(w.store.RequestCode(ctx, db.MemberDoor, "", db.Destination{Phone: phone}, db.Hans, client()))(w)
	got(w.store.EnterCode(ctx, db.MemberDoor, tab, w.code(), client()))(w)
	return w.signedIn(db.MemberDoor, got(w.store.JoinMember(ctx, tab, db.Joining{Name: name, Adult: true, Locale: db.Hans, Terms: true, Privacy: true}, client()))(w))
}

// agreed is the last page of the joining form, filled in.
func (w *world) agreed() []string {
	w.t.Helper()
	versions := got(w.store.TextsInForce(w.t.Context()))(w)
	return []string{"terms", "1", "privacy", "1", "terms_version", versions[db.Terms], "privacy_version", versions[db.Privacy]}
}

func (w *world) staff(name string, role db.Role, community int64) *browsing {
	w.t.Helper()
	ctx := w.t.Context()
	inv := db.Invitation{Email: name + "@example.com", Name: name, Locale: db.Hans, Role: role, Scope: db.ScopeAll}
	if community != 0 {
		inv.Scope, inv.ScopeID = db.ScopeCommunity, community
	}
	token := got(w.store.InviteStaff(ctx, db.SystemActor, inv))(w)
	code := got(db.TOTP(got(w.store.Setup(ctx, token))(w).Secret, w.clock.Load()))(w)
	session, _, err := w.store.FinishSetup(ctx, token, adminPassword, code, client())
	w.ok(err)
	return w.signedIn(db.StaffDoor, session)
}

// may tells what the table of routes says of the browser.
func (b *browsing) may(who web.Access) bool {
	switch {
	case who.Door == "":
		return true
	case b.actor.Account == 0 || b.actor.Door != who.Door:
		return false
	}
	return who.Allows(b.actor)
}

// send asks for an address with the browser's cookies, as from a page of the club.
func (b *browsing) send(method, path string, form url.Values, more ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(context.Background(), method, "http://club.test"+path, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Accept-Language", "en")
	for k, v := range b.cookies {
		r.AddCookie(&http.Cookie{Name: k, Value: v})
	}
	for _, f := range more {
		f(r)
	}
	rec := httptest.NewRecorder()
	b.w.handler.ServeHTTP(rec, r)
	return rec
}

func (b *browsing) get(path string) *httptest.ResponseRecorder {
	return b.send(http.MethodGet, path, nil)
}

// post sends a form of pairs of name and value.
func (b *browsing) post(path string, pairs ...string) *httptest.ResponseRecorder {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.send(http.MethodPost, path, form)
}

// path puts real ids into a pattern.
func (w *world) path(pattern string) string {
	w.t.Helper()
	start := strings.IndexByte(pattern, ':')
	if start < 0 {
		return pattern
	}
	end := start + len(pattern[start:])
	if i := strings.IndexByte(pattern[start:], '/'); i >= 0 {
		end = start + i
	}
	name, ok := w.names[pattern[:end]]
	if !ok {
		w.t.Fatalf("nothing stands for %s: add it to the world", pattern[:end])
	}
	return pattern[:start] + name + w.path(pattern[end:])
}

func contextWithStop(t *testing.T) (context.Context, context.CancelFunc) {
	return context.WithCancel(t.Context())
}

func waitFor(t *testing.T, ready func() bool) {
	t.Helper()
	for range 200 {
		if ready() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("waited in vain")
}
