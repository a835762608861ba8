package staff

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/web"
)

var aKey = regexp.MustCompile(`name="key" value="([^"]+)"`)

// key answers the request key of the form on a page.
func (g page) key() string {
	g.t.Helper()
	m := aKey.FindStringSubmatch(g.body)
	if m == nil {
		g.t.Fatal("the page has no form of a note")
	}
	return m[1]
}

// One hand writes down a call and what is to be done; another finds it among the tasks, does it, and takes that back.
func TestNotes(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	chen := w.member(phone, "陈小明", w.bay)
	service, admin, reader := w.staff("service@club.test", db.Service, 0), w.staff("admin@club.test", db.Admin, 0), w.staff("reader@club.test", db.Reader, 0)
	path := recordPath(chen)
	g := service.get(path).want(200, "Add a note or a contact", "Joined the club", "service (myself)", "Today · Sat 21 Nov 2026")
	key := g.key()
	service.post(path+"/notes", "key", key, "kind", "phone", "text", "", "step", "call back", "due", "2026-11-20").
		want(422, "Write the note", "That date has passed", `value="call back"`, "Error:")
	service.post(path+"/notes", "key", key, "kind", "phone", "text", "Asked about <b>parking</b>\r\nand the gate", "step", "Call back", "due", "2026-11-21").leads(path)
	service.post(path+"/notes", "key", key, "kind", "phone", "text", "Asked about <b>parking</b>\r\nand the gate", "step", "Call back", "due", "2026-11-21").leads(path)
	g = service.get(path).want(200, "Added to the record", "By phone", "Asked about &lt;b&gt;parking&lt;/b&gt;\nand the gate", "Call back", `class="due"`)
	if n := strings.Count(g.body, "Asked about"); n != 2 { // the note, and what the link to it is called
		t.Errorf("told %d times", n)
	}
	service.get("/staff").want(200, "<b>Call back</b>", "<small>陈小明</small>")
	reader.get("/staff").want(200).without("Call back")
	service.get(path+"?show=notes").want(200, "By phone").without("Joined the club")
	service.get(path+"?show=vouchers").want(200, "Nothing of this kind").without("By phone\n")
	reader.get(path).want(200, "By phone", "Asked about").without("Add a note", "Correct or strike out")
	reader.post(path+"/notes", "key", web.NewKey(), "kind", "phone", "text", "x").want(403)

	service.get("/staff/tasks").want(200, "Call back", "陈小明", "Today").without("Whose")
	admin.get("/staff/tasks").want(200, "Nothing to do", "Whose")
	admin.get("/staff/tasks?everybody=1").want(200, "Call back", "Everybody")
	admin.post(path+"/notes", "key", web.NewKey(), "kind", "note", "text", "y", "step", "Write to them", "due", "2099-01-01").want(303)
	admin.get("/staff/tasks?everybody=1").want(200, "Call back", "Write to them")
	service.get("/staff/tasks?everybody=1").want(200, "ignored: Everybody.", "Call back").without("Write to them")
	admin.get("/staff").want(200).without(`class="due"`)
	note := regexp.MustCompile(`/staff/notes/\d+`).FindString(service.get("/staff/tasks").body)
	step := []string{"query", "everybody=1", "id", strings.TrimPrefix(note, "/staff/notes/"), "row", "1"}
	for range 2 { // pressed twice, it is done once
		admin.post("/staff/lists/notes/batch", append(step, "do", "done")...).leads("/staff/tasks?everybody=1")
	}
	admin.get("/staff/tasks?everybody=1").want(200, "Done.").without("Call back")
	admin.get("/staff/tasks?everybody=1&done=1").want(200, "Call back", "Reopen", "Done")
	service.post("/staff/lists/notes/batch", append(step, "do", "done")...).want(200, "Not done: 1 task", "admin has done this already", "Call back")
	reader.post("/staff/lists/notes/batch", append(step, "do", "open")...).want(200, "Not done: 1 task", "you may not change it")
	service.post(note+"/done").want(422, "admin has done this already, on 21 Nov 2026")
	admin.post(note+"/open", "from", "//evil.test").leads(path)

	colleague := regexp.MustCompile(`value="(\d+)">reader<`).FindStringSubmatch(service.get(note).want(200, "Reschedule or hand over", "Only colleagues who may read").body)
	service.post(note+"/plan", "due", "soon", "whose", colleague[1]).want(422, "That is not a date", `value="soon"`)
	service.post(note+"/plan", "due", "2026-11-30", "whose", colleague[1]).leads(path)
	reader.get("/staff/tasks").want(200, "Call back", "30 Nov", "Later")
	reader.post(note + "/done").leads(path)

	service.post(note, "kind", "visit", "text", "Came by", "step", "Call back").leads(path)
	w.now = w.now.Add(15 * time.Minute)
	service.post(note, "kind", "visit", "text", "Too late", "step", "Call back").want(422, "It can no longer be corrected", "Too late")
	admin.get(note).want(200, "Came by", "A note can be corrected only by its author").without("Save the correction")
	admin.post(note+"/strike", "reason", " ").want(422, "Give a reason")
	admin.post(note+"/strike", "reason", "Another member's").leads(path)
	service.get(path).want(200, "Struck out by admin", "Another member&#39;s", "Came by").without("Call back")
	service.get("/staff/notes/7").want(404)
}

func TestHome(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	chen := w.member("13800000001", "陈美玲", 0)
	w.claim(chen, w.bay, "3", "2", "1802")
	bay, hill, admin := w.staff("bay@club.test", db.Service, w.bay), w.staff("hill@club.test", db.Service, w.hill), w.staff("admin@club.test", db.Admin, 0)
	h := regexp.MustCompile(`/staff/homes/\d+`).FindString(bay.get(recordPath(chen)).want(200).body)
	if h == "" {
		t.Fatal("the member's record does not lead to the home")
	}
	bay.get(h).want(200, "Yunqi Bay", "Building 3, stair 2, room 1802", "陈美玲", "138****0001", "HT1", "Home verified", "Members of this home").without("13800000001", "/staff/audit")
	hill.get(h).want(404).without("陈美玲", "1802室")
	admin.get(h).want(200, "/staff/audit/")
	bay.post(h+"/notes", "key", web.NewKey(), "kind", "visit", "text", "A leak in the kitchen").leads(h)
	bay.get(h+"?show=members").want(200, "Home verified").without("A leak")
	hill.post(h+"/notes", "key", web.NewKey(), "kind", "visit", "text", "x").want(404)
}

// An edit tells what it put in place of what, to whoever reads the record.
func TestRecordChanges(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("ad@club.test", db.Admin, 0)
	m := must(w.SaveMerchant(t.Context(), db.SystemActor, db.Merchant{Kind: "shop", Name: db.Text{Hans: "茶居"}, Phone: "0755 1111"}))
	path := fmt.Sprintf("/staff/merchants/%d", m)
	p.post(path, "name_hans", "茶居", "name_en", "Tea House", "kind", "restaurant", "phone", "0755 2222").leads(path)
	p.get(path).want(200, "Edited a merchant", "What changed (3)", "0755 1111", "0755 2222", "Shop", "Restaurant", "Added a merchant", "There are no outlets yet", "<ins>Tea House</ins>")
}
