package staff

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"clubhouse/db"
)

// colleague answers the path of the person with the login.
func (w *people) colleague(login string) string {
	w.t.Helper()
	p := must(w.List(w.t.Context(), db.SystemActor, db.PeopleList, db.PeopleList.Query(url.Values{"q": {login}})))
	if len(p.Lines) != 1 {
		w.t.Fatalf("%s: %d found", login, len(p.Lines))
	}
	return fmt.Sprintf("/staff/people/%d", p.Lines[0].ID)
}

// grants answers the roles of the person with the login.
func (w *people) grants(login string) []db.StaffGrant {
	w.t.Helper()
	id := must(strconv.ParseInt(strings.TrimPrefix(w.colleague(login), "/staff/people/"), 10, 64))
	return must(w.StaffPerson(w.t.Context(), db.SystemActor, id)).Grants
}

// mail answers the setup path in the newest mail to the address, without the language.
func (w *people) mail(to string) (path string) {
	w.t.Helper()
	for _, j := range must(w.LeaseJobs(w.t.Context(), 50)) {
		if m, ok, err := j.Message(); err == nil && ok && m.To.Email == to {
			path = m.Args["path"]
		}
		if err := w.FinishJob(w.t.Context(), j); err != nil {
			w.t.Fatal(err)
		}
	}
	_, path, _ = strings.Cut(path, "/staff/")
	return "/staff/" + path
}

// An administrator invites a colleague for one community, gives and ends roles, resets, disables and hands over, all from
// the pages; whoever came second is told who was first.
func TestColleagues(t *testing.T) {
	w := newPeople(t)
	admin, second := w.staff("admin@club.example", db.Admin, 0), w.staff("second@club.example", db.Admin, 0)
	service := w.staff("service@club.example", db.Service, 0)
	service.get("/staff/people").want(403)
	service.get("/staff/roles").want(200, "whole club only", "Service, Administrator", "at most 100 a day").without("/staff/people")
	admin.get("/staff/people").want(200, "admin@club.example", "Service (Whole club)", "Active", "3 people")

	admin.post("/staff/people", "name", "", "email", "x", "role", "king", "scope", "all").want(422, "Enter a name", "Enter a valid e-mail", "no such role", `value="x"`)
	admin.post("/staff/people", "name", "Lin", "email", "lin@club.example", "role", "admin", "scope", "community", "community", fmt.Sprint(w.bay)).want(422, "This role cannot be held for that")
	admin.post("/staff/people", "name", "Lin", "email", "service@club.example", "role", "reader", "scope", "all").want(422, "among the staff already")
	invited := admin.post("/staff/people", "name", "Lin Jing", "email", "lin@club.example", "locale", "zh-Hant", "role", "service", "scope", "community", "community", fmt.Sprint(w.bay))
	lin := w.colleague("lin@club.example")
	invited.leads(lin)
	link := w.mail("lin@club.example")
	admin.get(lin).want(200, "Invited", "Service (Yunqi Bay)", "by admin", "Send the link again", "Works until").without(link, strings.TrimPrefix(link, "/staff/setup/"))
	p := &person{w: w, login: "lin@club.example", cookies: map[string]string{}}
	p.get(link).want(200, "lin@club.example")
	admin.post(lin + "/invitation").leads(lin)
	p.get(link).want(422, "a newer one has replaced it")
	link = w.mail("lin@club.example")
	admin.post(lin + "/invitation/end").leads(lin)
	second.post(lin+"/invitation/end").want(422, "There is no open link")
	p.get(link).want(422, "was withdrawn")
	admin.post(lin + "/invitation").leads(lin)
	link = w.mail("lin@club.example")
	p.secret = must(w.Setup(t.Context(), strings.TrimPrefix(link, "/staff/setup/"))).Secret
	p.post(link, "password", password, "totp", p.totp()).want(200)
	p.get(link).want(422, "has been used")
	p.get("/staff/claims").want(200)
	admin.get(lin).want(200, "Active", "1 open", "Reset authenticator").without("Send the link again")

	// Roles: two communities at once, what is held already, and the till that is none of the desk's.
	admin.post(lin+"/grants", "role", "till", "scope", "outlet").want(422, "There is no such role")
	admin.post(lin+"/grants", "role", "service", "scope", "community").want(422, "This role cannot be held for that")
	admin.post(lin+"/grants", "role", "reader", "scope", "community", "community", fmt.Sprint(w.bay), "community", fmt.Sprint(w.hill)).leads(lin)
	admin.post(lin+"/grants", "role", "reader", "scope", "community", "community", fmt.Sprint(w.hill)).want(422, "holds that role already")
	admin.get(lin).want(200, "Reader (Green Hill)", "Gave a role")
	admin.get("/staff/people?role=reader&community="+fmt.Sprint(w.hill)).want(200, "Lin Jing", "Reader (Yunqi Bay, Green Hill)", "1 person").without("service@club.example")
	admin.get("/staff/people?state=disabled&q=Lin").want(200, "Nothing matches")
	admin.get("/staff/people?role=king&state=x&community=abc&before=-1").want(200, "4 people")
	end := fmt.Sprintf("/staff/grants/%d/end", w.grants("lin@club.example")[2].ID)
	admin.post(end).leads(lin)
	second.post(end).want(422, "admin has already taken this role back")
	admin.post("/staff/grants/7/end").want(404)

	// The authenticator, and the door.
	admin.post(w.colleague("admin@club.example")+"/authenticator").want(422, "cannot do this to yourself")
	admin.get(w.colleague("admin@club.example")).want(200, "You").without("Reset authenticator", "Disable")
	admin.post(lin + "/authenticator").leads(lin)
	p.get("/staff").leads("/staff/signin?next=%2Fstaff")
	admin.get(lin).want(200, "No authenticator")
	admin.post(lin + "/disabled").leads(lin)
	second.post(lin+"/disabled").want(422, "admin has already disabled")
	p.get(w.mail("lin@club.example")).want(422, "was withdrawn")
	admin.get(lin).want(200, "Desk and tills are closed", "Enable again").without("Add a role")
	admin.post(lin + "/enabled").leads(lin)
	second.post(lin+"/enabled").want(422, "admin has already enabled")

	// Two administrators, and then one.
	two := w.colleague("second@club.example")
	upload := must(w.UploadRegister(t.Context(), must(w.Session(t.Context(), db.StaffDoor, second.cookies["club_staff"])).Actor(), "homes.csv", []byte(register)))
	admin.post(two + "/disabled").leads(two)
	second.get("/staff").leads("/staff/signin?next=%2Fstaff")
	admin.get(two).want(200, "Uploaded registers to confirm: 1", "Hand it all over")
	who := func(login string) string { return strings.TrimPrefix(w.colleague(login), "/staff/people/") }
	admin.post(two+"/handover", "to", who("service@club.example")).want(422, "lacks the right this needs: Import and export")
	admin.post(two+"/handover", "to", "7").want(422, "Choose a colleague")
	admin.post(two+"/handover", "to", who("admin@club.example")).leads(two)
	admin.get(two).want(200, "nothing to hand over", "Handed over work", "to admin", "Uploaded registers to confirm: 1")
	admin.get(fmt.Sprintf("/staff/register/uploads/%d", upload)).want(200)
	admin.post(two+"/handover", "to", who("admin@club.example")).want(422, "handed over already")
	admin.post(fmt.Sprintf("/staff/grants/%d/end", w.grants("admin@club.example")[0].ID)).want(422, "last administrator")
	admin.get("/staff/audit").want(200, "Disabled a member of staff", "Reset an authenticator", "Withdrew the setup link", "Handed over work")
}

// The hundredth opening of a day is the last, and the page says so.
func TestRevealLimitPage(t *testing.T) {
	w := newPeople(t)
	service := w.staff("service@club.example", db.Service, 0)
	m := w.member("13800000001", "陈美玲", w.bay)
	for range db.MostReveals {
		if _, _, err := w.RevealMember(t.Context(), must(w.Session(t.Context(), db.StaffDoor, service.cookies["club_staff"])).Actor(), m.Member.ID, "x"); err != nil {
			t.Fatal(err)
		}
	}
	service.post(recordPath(m)+"/reveal", "reason", "one more").want(422, "the details of 100 members", "tell an administrator").without("13800000001")
}
