package member_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
)

// An invitation leads somebody who is no member yet through signing in and joining back to it, and into the household; what
// cannot be is said in a sentence.
func TestHouseholdPages(t *testing.T) {
	c := newClub(t)
	lead, other := c.join("陈美玲", "13800138001"), c.join("李四方", "13800138012")
	lead.post("/homes/new", url.Values{"community": {itoa(c.community)}, "building": {"3"}, "stair": {"2"}, "room": {"1802"}}).is(303, "/homes")
	home := "/homes/" + itoa(must(c.store.Claims(ctx, lead.session().Member.ID))(t)[0].ID)
	lead.get(home).is(200).has(home + "/household")
	lead.get(home + "/household").is(200).has("You can invite up to 5 people")
	other.get(home + "/household").is(404)
	at := lead.post(home+"/household", nil).is(303).Header().Get("Location")
	lead.get(home+"/household").is(303, at)
	other.get(at).is(404)
	invite := func() string {
		t.Helper()
		lead.post(at+"/invitations", nil).is(303, at)
		page := lead.get(at).is(200).has("It is not shown again", "<svg class=\"qr\"")
		link := page.between(`data-text="http://club.test`, `"`)
		lead.get(at).is(200).hasNot(link)
		return link
	}
	link := invite()

	v := c.visitor()
	c.now = c.now.Add(61 * time.Second)
	v.get(link).is(200).has("陈美玲 invites you", "Cloud Bay", `href="/signin?next=`+link).hasNot("1802")
	v.post(link, nil).is(401)
	next := url.QueryEscape(link)
	v.post("/signin", url.Values{"destination": {"13800138077"}, "next": {link}}).is(303, "/signin/code?next="+next)
	v.post("/signin/code", url.Values{"code": {c.code()}, "next": {link}}).is(303, "/join?next="+next)
	v.get("/join").is(303, "/join/person?next="+next) // also for whoever closes the browser here
	v.get("/join/person?next=" + next).is(200).has(`name="next" value="` + link)
	v.post("/join/person", url.Values{"name": {"陈小宝"}, "next": {link}}).is(422).has(`name="next" value="` + link)
	v.post("/join/person", url.Values{"name": {"陈小宝"}, "adult": {"1"}, "next": {link}}).is(303, "/join/place?next="+next)
	v.post("/join/place", url.Values{"locale": {"en"}, "next": {link}}).is(303, "/join/agree?next="+next)
	v.post("/join/agree", c.agreed()).is(303, link)
	v.get(link).is(200).has("Join the household")
	lead.get(link).is(422).has("This is your own invitation", at)
	v.post(link, nil).is(303, at)
	v.get(at).is(200).has("You are in the household now", "陈小宝 (you)", "Leads it", "Leave the household").hasNot("Make a link", "/remove")
	v.get("/homes").is(200).has(at)
	v.get(link).is(303, at)
	v.post(link, nil).is(303, at)
	other.get(link).is(422).has("has been used")
	other.get("/i/nothing").is(422).has("There is no such invitation")
	c.ok(c.store.SetLocale(ctx, other.session().Actor(), db.Hant)) // whatever the browser's language, which has no say once they are in
	other.get("/i/nothing").is(422).has(`lang="zh-Hant"`)
	other.post("/i/nothing", nil).is(422).has(`lang="zh-Hant"`)
	other.get("/en/i/nothing").is(422).has("There is no such invitation")
	c.ok(c.store.SetLocale(ctx, other.session().Actor(), db.En))
	lead.get("/notices").is(200).has("陈小宝 has joined your household")

	lead.post(at+"/invitations", url.Values{"phone": {"12"}}).is(422).has("Enter a valid mobile number", `value="12"`)
	lead.post(at+"/invitations", url.Values{"phone": {""}}).is(422).has("Enter a valid mobile number")
	lead.post(at+"/invitations", url.Values{"phone": {"13800138001"}}).is(422).has("This is your own number")
	lead.post(at+"/invitations", url.Values{"phone": {"13800138012"}}).is(303, at)
	page := lead.get(at).is(200).has("on its way", "138****8012", "Not accepted yet").hasNot("13800138012")
	withdraw := page.between(`action="`+at+`/invitations/`, `"`)
	lead.post(at+"/invitations/"+withdraw, nil).is(303, at)
	lead.post(at+"/invitations/"+withdraw, nil).is(404)
	voided := invite()
	open := lead.get(at).between(`action="`+at+`/invitations/`, `"`)
	lead.post(at+"/invitations/"+open, nil).is(303, at)
	other.get(voided).is(422).has("it was withdrawn, or one of the two has left")
	lead.post(at+"/leave", nil).is(422).has("Hand the lead over first")
	lead.get(at).is(200).has("Hand the lead over to 陈小宝?", "Once they accept", "take the lead back at any time")
	lead.post(at+"/lead", url.Values{"member": {itoa(v.session().Member.ID)}}).is(303, at)
	lead.get(at).is(200).has("Offered, not yet accepted")
	v.get(at).is(200).has("You are asked to lead the household", "Waits for your answer").hasNot("not yet accepted")
	v.post(at+"/lead/answer", url.Values{"answer": {"accept"}}).is(303, at)
	v.get(at).is(200).has("You lead the household now.", "Make a link").hasNot("/members/" + itoa(lead.session().Member.ID) + "/remove")
	v.post(at+"/lead/answer", url.Values{"answer": {"accept"}}).is(422).has("has been taken back")
	v.post(at+"/members/"+itoa(lead.session().Member.ID)+"/remove", nil).is(422).has("only an owner can remove an owner")
	v.get(link).is(303, at) // not one of their own making

	// The owner leaves, is told who leads the household, and takes the lead back.
	lead.get(at).is(200).has("陈小宝, who is no owner, leads the household", home+"/household/lead")
	lead.get(home).is(200).has("See the household").hasNot("Invite your family")
	lead.post(at+"/leave", nil).is(303, "/homes")
	lead.get(at).is(303, "/homes")
	lead.get("/homes").is(200).has("You are in that household no more")
	lead.get(home).is(200).has("Another member leads it").hasNot("Invite your family")
	lead.get(home+"/household").is(200).has("Another member, who is no owner", home+"/household/lead").hasNot("Another owner leads", "陈小宝")
	lead.post(home+"/household", nil).is(422).has("Another member, who is no owner")
	other.post(home+"/household/lead", nil).is(404)
	lead.post(home+"/household/lead", nil).is(303, at)
	lead.get(at).is(200).has("You lead the household now.", "Make a link")
	v.get("/notices").is(200).has("An owner leads the household now")

	// Both leave: each is asked in words of its own.
	v.get(at).is(200).has("To come back you need a new invitation").hasNot("/household/lead", "End the household")
	v.post(at+"/leave", nil).is(303, "/homes")
	lead.get(at).is(200).has("End the household?", "You are the only one in it").hasNot("Leave the household")
	lead.post(at+"/leave", nil).is(303, "/homes")
	for _, gone := range []*visitor{v, lead} {
		gone.get(at).is(303, "/homes")
		gone.post(at+"/leave", nil).is(404)
	}
	other.get(at).is(404)
	lead.get(home).is(200).has("Invite your family")
	if !strings.HasPrefix(link, "/i/") {
		t.Errorf("the link is %s", link)
	}
}
