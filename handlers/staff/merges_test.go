package staff

import (
	"fmt"
	"regexp"
	"testing"
	"time"

	"clubhouse/db"
)

// Two who may be one person are suggested with the evidence, looked at side by side, made one, and taken apart again.
func TestMergeMembers(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p, reader := w.staff("admin@club.test", db.Admin, 0), w.staff("reader@club.test", db.Reader, 0)
	p.get("/staff/duplicates").want(200, "nothing to decide")
	reader.get("/staff/duplicates").want(403)
	one := w.member("13800000001", "陈美玲", w.bay)
	w.claim(one, w.bay, "3", "2", "1802")
	w.now = w.now.Add(61 * time.Second)
	two := w.member("13900000009", "陳美玲", w.bay)
	w.claim(two, w.bay, "3", "2", "1802")
	pair := fmt.Sprintf("%s/merge?with=%d", recordPath(one), two.Member.ID)
	turned := fmt.Sprintf("%s/merge?with=%d", recordPath(two), one.Member.ID)
	list := p.get("/staff/duplicates").want(200, "陈美玲", "陳美玲", "138****0001")
	if href := regexp.MustCompile(`/staff/members/\d+/merge\?with=\d+`).FindString(list.body); href != pair && href != turned {
		t.Errorf("leads to %q", href)
	}
	g := p.get(pair).want(200, "陈美玲", "陳美玲", "138****0001", "139****0009", "differs").without("13800000001", "13900000009")
	apart := regexp.MustCompile(`/staff/duplicates/\d+/apart`).FindString(g.body)
	reader.get(pair).want(403)

	p.get(recordPath(one)+"/merge").want(200, `name="with"`)
	p.get(recordPath(one)+"/merge?with=nobody").want(422, "no such membership number", `value="nobody"`)
	p.get(pair[:len(pair)-len(fmt.Sprint(two.Member.ID))]+one.Member.Number).want(422, "merged with themselves")
	gone := fmt.Sprint(two.Member.ID)
	p.post(recordPath(one)+"/merge", "gone", gone, "reason", " ").want(422, "Error:", "reason")
	p.post(recordPath(one)+"/merge", "gone", "x", "reason", "same person").want(404)
	p.post(recordPath(one)+"/merge", "gone", gone, "reason", "Both are hers, ID card seen").leads(recordPath(one))
	p.post(recordPath(one)+"/merge", "gone", gone, "reason", "again").want(422, "merged already")
	p.post(apart).leads("/staff/duplicates")
	p.get("/staff/duplicates").want(200, "decided", "nothing to decide")

	undo := regexp.MustCompile(`/staff/merges/\d+/undo`).FindString(p.get(recordPath(one)+"/merge").want(200, "Undo the merge").body)
	reader.post(undo).want(403)
	p.post(undo).leads("/staff/duplicates")
	p.post(undo).want(422, "undone already")
	p.get(recordPath(two)).want(200, "陳美玲")

	// Whom an undoing leaves with neither phone nor e-mail staff are led to.
	p.post(recordPath(one)+"/merge", "gone", gone, "reason", "Both are hers, ID card seen").leads(recordPath(one))
	must(0, w.GiveUpAlias(t.Context(), one.Actor(), two.Account, db.PhoneContact))
	p.post(regexp.MustCompile(`/staff/merges/\d+/undo`).FindString(p.get(recordPath(one) + "/merge").want(200).body)).leads(recordPath(two))
	p.get(recordPath(two)).want(200, "neither a phone nor an e-mail")

	// Who works for a shop is not merged here: the page says so before the form is sent, and again after.
	till := must(db.ParseDestination("13700000055", "CN"))
	must(0, w.AddTill(t.Context(), db.SystemActor, w.outlet(), "前台", till))
	w.now = w.now.Add(61 * time.Second)
	hand := w.member("13700000055", "前台", w.bay)
	p.get(fmt.Sprintf("%s/merge?with=%d", recordPath(one), hand.Member.ID)).want(422, "works for the club or a shop")
	p.post(recordPath(one)+"/merge", "gone", fmt.Sprint(hand.Member.ID), "reason", "same person").want(422, "works for the club or a shop")
}

// outlet makes a shop's outlet.
func (w *people) outlet() int64 {
	w.t.Helper()
	shop := must(w.SaveMerchant(w.t.Context(), db.SystemActor, db.Merchant{Kind: "shop", Name: db.Text{Hans: "泳知"}}))
	return must(w.SaveOutlet(w.t.Context(), db.SystemActor, db.Outlet{Merchant: shop, Name: db.Text{Hans: "泳知一店"}}))
}
