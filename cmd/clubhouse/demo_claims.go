package main

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"
	"slices"

	"clubhouse/db"
)

// demoCompany owns a home that the later register brings.
const demoCompany = "云栖置业（深圳）有限公司"

// claimTalk shows claims as they stand on an ordinary day: one with a photo, one that staff have asked about, one that was
// answered, one that its member took back; and two people of a company who claim its home, of whom one is verified.
func (m *demoMaker) claimTalk(day int) error {
	by := m.staff["service"]
	switch day {
	case -7:
		return m.gatherHousehold()
	case -6:
		return m.claimCompany()
	case -4:
		return m.DecideClaim(m.ctx, by, m.companyClaim, true, "")
	case -2, -1:
	default:
		return nil
	}
	waits := m.waitingMembers()
	if len(waits) < 5 {
		return errors.New("too few claims wait for the demo to tell of")
	}
	say := func(t db.Text, p *demoMember) string { return t.In(p.locale) }
	if day == -2 {
		return errors.Join(
			m.AnswerClaim(m.ctx, waits[0].actor, waits[0].claim, say(db.Text{Hans: "这是合同的第一页。", Hant: "這是合約的第一頁。", En: "This is the contract's first page."}, waits[0]), []*db.Picture{contractPhoto(1)}),
			m.AskClaim(m.ctx, by, waits[1].claim, say(demoQuestion, waits[1])),
			m.AskClaim(m.ctx, by, waits[2].claim, say(demoQuestion, waits[2])),
		)
	}
	return errors.Join(
		m.AnswerClaim(m.ctx, waits[2].actor, waits[2].claim, say(db.Text{Hans: "照片已补，我去年换过手机号。", Hant: "相片已補，我去年換過手機號碼。", En: "Here it is. I changed my number last year."}, waits[2]), []*db.Picture{contractPhoto(2), contractPhoto(3)}),
		m.WithdrawClaim(m.ctx, waits[4].actor, waits[4].claim),
	)
}

var demoQuestion = db.Text{
	Hans: "请补一张购房合同的照片：有姓名和房号的那一页。", Hant: "請補一張買賣合約的相片：有姓名和房號的那一頁。", En: "Please send a photo of the purchase contract: the page with your name and the room.",
}

// waitingMembers are those whose claims wait for staff on the eve of today, the first first.
func (m *demoMaker) waitingMembers() (out []*demoMember) {
	for _, p := range m.members {
		if p.claim != 0 && !p.decided && p.joins < -2 {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b *demoMember) int { return a.joins - b.joins })
	return out
}

// claimCompany has two friends of the club claim the home that a company owns.
func (m *demoMaker) claimCompany() error {
	h := m.homes[len(m.homes)-1]
	a := db.HomeAddress{Community: m.places[h.place.key], Building: h.building, Stair: h.stair, Room: h.room}
	n := 0
	for _, p := range m.members {
		if p == m.host || p.home != nil || p.joins > -90 || p.actor.Member == 0 || p.class != db.Friend {
			continue
		}
		c, err := m.ClaimHome(m.ctx, p.actor, a)
		if err != nil {
			return err
		}
		if n++; n == 1 {
			m.companyClaim, p.class = c.ID, db.Owner
		} else {
			return nil
		}
	}
	return errors.New("too few friends for the company's home")
}

// contractPhoto draws what a photo of a contract's page looks like from afar: lines of print, a signature, a red seal.
func contractPhoto(seed uint64) *db.Picture {
	r := rand.New(rand.NewPCG(demoSeed, seed))
	const w, h = 900, 1200
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	fill := func(x, y, x1, y1 int, c color.Color) {
		draw.Draw(img, image.Rect(x, y, x1, y1), image.NewUniform(c), image.Point{}, draw.Src)
	}
	fill(0, 0, w, h, color.RGBA{120, 104, 88, 255}) // the table that it lies on
	fill(60, 50, w-60, h-50, color.RGBA{246, 243, 236, 255})
	ink := color.RGBA{60, 60, 66, 255}
	fill(300, 120, 600, 156, ink)
	for y := 230; y < 900; y += 44 {
		for x := 130; x < 720+r.IntN(80); x += 26 {
			if r.IntN(9) > 0 {
				fill(x, y, x+18, y+16, ink)
			}
		}
	}
	red := color.RGBA{196, 40, 40, 255}
	for y := -90; y <= 90; y++ {
		for x := -90; x <= 90; x++ {
			if d := x*x + y*y; d > 80*80 && d < 90*90 || d < 18*18 {
				img.Set(640+x, 1000+y, red)
			}
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 80}); err != nil {
		panic(err) // of a picture in memory
	}
	return &db.Picture{Type: "image/jpeg", Width: w, Height: h, Body: b.Bytes()}
}

// gatherHousehold has the homeowner invite two friends of the club to their household, and a third who has not answered yet.
func (m *demoMaker) gatherHousehold() error {
	claims, err := m.Claims(m.ctx, m.host.actor.Member)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(claims, func(c db.Claim) bool { return c.State == db.ClaimVerified })
	if i < 0 {
		return errors.New("the homeowner has no home")
	}
	id, err := m.BeginHousehold(m.ctx, m.host.actor, claims[i].ID)
	if err != nil {
		return err
	}
	n := 0
	for _, p := range m.members {
		if p == m.host || p.home != nil || p.joins > -90 || p.actor.Member == 0 || p.phone[:3] != "+86" {
			continue
		}
		token, err := m.InviteToHousehold(m.ctx, m.host.actor, id, p.phone, "CN", m.host.locale)
		if err != nil {
			return err
		}
		if n++; n == 3 {
			return nil
		}
		if _, err := m.AcceptInvite(m.ctx, p.actor, token); err != nil {
			return err
		}
	}
	return errors.New("too few friends for the homeowner's household")
}
