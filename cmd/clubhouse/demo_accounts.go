package main

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/worker"
)

// demoCast are the members of whom the demo tells how an account fares: what has happened to it by today.
type demoCast struct {
	keyed   *demoMember // signs in by password or e-mail too
	leaving *demoMember // has asked to leave
	erased  *demoMember // has left
	resting *demoMember // away for so long that their phone may be somebody else's
	twice   *demoMember // joined twice, and was made one by staff
	gone    *demoMember // the second time
	maybe   *demoMember // lost their phone, and perhaps joined twice: staff are to say
	other   *demoMember // the second time, with the phone that was lost
}

const (
	demoJoining  = "+8615400000003" // has told half of the joining form
	demoEmail    = "member" + demoDomain
	leavesOn     = -3 // the day on which they ask to leave
	lastSeen     = -110
	joinedTwice  = -26
	madeOne      = -10
	erasedOn     = -4
	eraseAskedOn = erasedOn - 15 // they had 14 days to change their mind
	phoneLost    = -16
	broughtOn    = -150
	birthdaysOn  = -45
)

// cast chooses the owners of whom the demo tells this, and adds those who join a second time.
func (m *demoMaker) castAccounts() {
	var free []*demoMember
	for _, p := range m.members[40:demoOwners] { // the first have other parts
		if p.locale == db.Hans && p.phone[:3] == "+86" && p != m.host {
			free = append(free, p)
		}
	}
	for i, part := range []struct {
		who   **demoMember
		joins int
		until int
	}{
		{&m.cast.keyed, -340, 0}, {&m.cast.leaving, -320, leavesOn}, {&m.cast.erased, -330, eraseAskedOn}, {&m.cast.resting, -345, lastSeen},
		{&m.cast.twice, -280, 0}, {&m.cast.maybe, -250, 0},
	} {
		p := free[i]
		p.joins, p.until, p.visits = part.joins, part.until, max(p.visits, 2.5)
		*part.who = p
	}
	again := func(p *demoMember, phone string, joins int) *demoMember {
		q := &demoMember{n: len(m.members), name: p.name, phone: phone, locale: p.locale, home: p.home, joins: joins, visits: 3, r: demoRandomOf(len(m.members)), tier: db.Classic, class: db.Friend, decided: true}
		m.members = append(m.members, q)
		return q
	}
	m.cast.gone, m.cast.other = again(m.cast.twice, m.phone(false), joinedTwice), again(m.cast.maybe, m.cast.maybe.phone, -4)
	for _, p := range []struct {
		who   *demoMember
		about string
	}{{m.cast.keyed, ", or " + demoPassword + ", also with " + demoEmail}, {m.cast.leaving, "; has asked to leave"}, {m.cast.resting, "; away for months, and so asked for their name: " + m.cast.resting.name}} {
		m.people = append(m.people, demoSignIn{worker.SignIn{Door: db.MemberDoor, Name: p.who.name, Login: p.who.phone}, p.about})
	}
}

// accountDay plays, on its day, what becomes of the accounts.
func (m *demoMaker) accountDay(day int) error {
	if err := m.signInDay(day); err != nil {
		return err
	}
	c := &m.cast
	switch day {
	case broughtOn:
		return m.bringMembers()
	case birthdaysOn:
		return m.setBirthdays()
	case -30:
		return m.setKeys(c.keyed)
	case eraseAskedOn:
		return m.leave(c.erased)
	case leavesOn:
		return m.leave(c.leaving)
	case phoneLost:
		c.maybe.phone = m.phone(false)
		return m.ReplaceContact(m.ctx, m.staff["service"], c.maybe.actor.Member, db.Destination{Phone: c.maybe.phone}, "id_card", "手机遗失，本人持身份证到前台更换号码")
	case madeOne:
		_, err := m.MergeMembers(m.ctx, m.staff["service"], c.twice.actor.Member, c.gone.actor.Member, "同一位业主，换手机号后又入会一次，已电话核实")
		c.gone.actor = db.Actor{}
		return err
	case erasedOn:
		m.look("/staff/members/%d", c.erased.actor.Member, "a member who has left and was erased")
		c.erased.actor = db.Actor{}
		_, err := m.EraseDue(m.ctx, 10)
		return err
	case -1:
		m.look("/staff/duplicates", 0, "two members who may be one person")
		m.look("/staff/members/%d", c.twice.actor.Member, "two who were made one, which can still be undone")
		m.look("/staff/members/%d", c.leaving.actor.Member, "a member who has asked to leave")
		return m.beginJoining()
	}
	return nil
}

// setKeys has the member set a password and an e-mail beside their phone, each proven.
func (m *demoMaker) setKeys(p *demoMember) error {
	if err := m.comeBack([]*demoMember{p}); err != nil {
		return err
	}
	m.clock.set(m.clock.now().Add(2 * time.Minute)) // a phone is sent one code a minute
	client, to := demoClient(2000+p.n), db.Destination{Email: demoEmail}
	proof, err := m.SendOldEndCode(m.ctx, p.actor, db.EmailContact, "", p.locale, client)
	if err != nil {
		return err
	}
	codes, err := m.readLetters()
	if err != nil {
		return err
	}
	if err := m.EnterOldEndCode(m.ctx, p.actor, proof, codes[p.phone]); err != nil {
		return err
	}
	browser, err := m.SendNewEndCode(m.ctx, p.actor, db.EmailContact, proof, "", to, p.locale, client)
	if err != nil {
		return err
	}
	if codes, err = m.readLetters(); err != nil {
		return err
	}
	if err := m.ChangeContact(m.ctx, p.actor, db.EmailContact, proof, browser, codes[demoEmail]); err != nil {
		return err
	}
	return m.SetPassword(m.ctx, p.actor, demoPassword)
}

// leave has the member ask to leave, who has just proven who they are.
func (m *demoMaker) leave(p *demoMember) error {
	if err := m.comeBack([]*demoMember{p}); err != nil {
		return err
	}
	return m.Leave(m.ctx, p.actor, true)
}

// beginJoining has somebody stop half way through the joining form.
func (m *demoMaker) beginJoining() error {
	client := demoClient(1999)
	browser, err := m.RequestCode(m.ctx, db.MemberDoor, "", db.Destination{Phone: demoJoining}, db.Hans, client)
	if err != nil {
		return err
	}
	codes, err := m.readLetters()
	if err != nil {
		return err
	}
	if _, err := m.EnterCode(m.ctx, db.MemberDoor, browser, codes[demoJoining], client); err != nil {
		return err
	}
	m.look("/signin", 0, demoJoining[3:]+" has told half of the joining form")
	return m.KeepJoining(m.ctx, browser, db.JoinPerson, db.JoinDraft{Name: "沈知微", Adult: true})
}

// comeBack has members sign in anew by a code.
func (m *demoMaker) comeBack(list []*demoMember) error {
	browsers := make([]string, len(m.members))
	if err := together(list, func(p *demoMember) (err error) {
		browsers[p.n], err = m.RequestCode(m.ctx, db.MemberDoor, "", db.Destination{Phone: p.phone}, p.locale, demoClient(2000+p.n))
		return err
	}); err != nil {
		return err
	}
	codes, err := m.readLetters()
	if err != nil {
		return err
	}
	return together(list, func(p *demoMember) error {
		e, err := m.EnterCode(m.ctx, db.MemberDoor, browsers[p.n], codes[p.phone], demoClient(2000+p.n))
		if err != nil {
			return err
		}
		if e.Next == db.StepKnow {
			if e.Token, err = m.Recognise(m.ctx, browsers[p.n], p.name, demoClient(2000+p.n)); err != nil {
				return err
			}
		}
		s, err := m.Session(m.ctx, db.MemberDoor, e.Token)
		if err != nil {
			return err
		}
		p.actor = s.Actor()
		return nil
	})
}

// Between these days members sign in anew, some every so many days: no session lasts longer than 90.
const (
	firstSignIns, lastSignIns = -80, -50
	signInsEach               = 5
)

// signInDay has the members of the day sign in anew.
func (m *demoMaker) signInDay(day int) error {
	if day < firstSignIns || day >= lastSignIns || day%signInsEach != 0 {
		return nil
	}
	var list []*demoMember
	for _, p := range m.members {
		if p.comes(day) && p.joins < lastSignIns-40 && p.n%((lastSignIns-firstSignIns)/signInsEach) == (day-firstSignIns)/signInsEach {
			list = append(list, p)
		}
	}
	return m.comeBack(list)
}

// bringMembers takes in those whom a community's old club had, one of them without a phone that is one.
func (m *demoMaker) bringMembers() error {
	file := "姓名,手机号,邮箱,等级,积分,积分有效期,楼盘,语言,入会日期,生日\n"
	for i, name := range []string{"岳临川", "丁若兰", "石少康", "白晓棠", "Grace Lam", "钟伯年"} {
		phone, tier := m.phone(false), []string{"雅", "银", "金"}[i%3]
		if i == 5 {
			phone = "1540000"
		}
		file += fmt.Sprintf("%s,%s,,%s,%d,2027-06-30,云栖台,%s,202%d-03-1%d,%02d-1%d\n", name, phone, tier, 300*i, []string{"简体", "繁體"}[i%2], i%4, i, i+3, i)
	}
	by := m.staff["admin"]
	id, err := m.UploadMembers(m.ctx, by, "云栖台老会员.csv", []byte(file))
	if err != nil {
		return err
	}
	if _, err = m.ConfirmMembers(m.ctx, by, id); err != nil {
		return err
	}
	m.look("/staff/members/imports/%d", id, "a file of members whom the club had before")
	return nil
}

// setBirthdays has some tell their birthday; the homeowner's is today.
func (m *demoMaker) setBirthdays() error {
	var list []*demoMember
	for _, p := range m.members {
		if p.comes(birthdaysOn) && (p == m.host || p.n%4 == 0) {
			list = append(list, p)
		}
	}
	return together(list, func(p *demoMember) error {
		day, year := fmt.Sprintf("%02d-%02d", p.n%12+1, p.n%28+1), 0
		if p == m.host {
			day, year = m.now.In(m.Club().Zone).Format("01-02"), 1984
			if day == "02-29" {
				day = "02-28" // not every such year has one
			}
		}
		return m.SetBirthday(m.ctx, p.actor, day, year)
	})
}

// comes tells whether the member is one, and still comes by on the day.
func (p *demoMember) comes(day int) bool { return p.actor.Member != 0 && day <= p.until }

// secondDevice has the reader sign in on a phone beside the desk, a moment ago: a session at the desk rests for half an hour
// at most.
func (m *demoMaker) secondDevice() error {
	m.clock.set(m.now.Add(-3 * time.Minute))
	i := slices.IndexFunc(m.people, func(p demoSignIn) bool { return p.Role == db.Reader })
	if i < 0 {
		return errors.New("nobody reads")
	}
	code, err := db.TOTP(m.people[i].Secret, m.Now())
	if err != nil {
		return err
	}
	client := demoClient(i)
	client.Agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
	_, err = m.SignInStaff(m.ctx, m.people[i].Login, demoPassword, code, client)
	return err
}

// look keeps a page that is worth a look: path has a verb for the id, unless that is 0.
func (m *demoMaker) look(path string, id int64, what string) {
	if id != 0 {
		path = fmt.Sprintf(path, id)
	}
	m.looks = append(m.looks, demoLook{path, what})
}
