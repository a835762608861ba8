package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"time"

	"clubhouse/db"
)

// settle is what the desk decides of the club itself, on a day of the story.
func (m *demoMaker) settle(day int) error {
	admin := m.staff["admin"]
	club := func(edit func(*db.Club)) error {
		c := *m.Club()
		edit(&c)
		return m.EditClub(m.ctx, admin, c)
	}
	switch day {
	case -61:
		return m.saveViews()
	case -340:
		if err := m.theme("gardens", 250, logo(color.NRGBA{0x1f, 0x4e, 0x8c, 255}, 4)); err != nil {
			return err
		}
		return m.theme("court", 40, logo(color.NRGBA{0x8c, 0x3a, 0x2b, 255}, 3))
	case -330:
		if err := m.publishText(db.About, demoAbout, day); err != nil {
			return err
		}
		return m.publishText(db.Hours, db.Text{Hans: "每天 9:00 至 21:00", Hant: "每天 9:00 至 21:00", En: "Daily, 9:00 to 21:00"}, day)
	case -150: // the terms say more of vouchers from the next month on
		page, err := m.TextPage(m.ctx, admin, db.Terms)
		if err != nil {
			return err
		}
		t := page.Draft.Text()
		t.Hans += "\n\n# 联系我们\n对条款有疑问，请联系：\n- 客服热线\n- 各楼盘客户服务中心"
		t.Hant += "\n\n# 聯絡我們\n對條款有疑問，請聯絡：\n- 客服熱線\n- 各屋苑客戶服務中心"
		t.En += "\n\n# Asking us\nWith questions about these terms, turn to:\n- the hotline\n- the service desk of your community"
		return m.publishText(db.Terms, t, -120)
	case -60:
		return club(func(c *db.Club) { c.Hotline = "0755-0100 8800" })
	case -58: // a slip, put right
		list, _, err := m.Edits(m.ctx, admin, db.History{Of: "club"}, 0)
		if err != nil {
			return err
		}
		return m.UndoEdit(m.ctx, admin, list[0].ID)
	case -40:
		return m.EditSettings(m.ctx, admin, db.Limits, db.Values{"voucher_soon": 21}, "")
	case -20:
		return m.EditSettings(m.ctx, admin, db.Retention, db.Values{"keep_sessions": 60}, "")
	case -6: // under way: nobody has published it
		page, err := m.TextPage(m.ctx, admin, db.About)
		if err != nil {
			return err
		}
		d := page.Draft
		d.Hans += "\n\n会员日：每月第一个周六。"
		d.Hant += "\n\n會員日：每月第一個星期六。"
		d.En += "\n\nMembers' day: the first Saturday of each month."
		return m.EditText(m.ctx, admin, db.About, d)
	}
	return nil
}

func (m *demoMaker) theme(place string, hue int64, mark []byte) error {
	return m.SaveTheme(m.ctx, m.staff["admin"], m.places[place], db.Theme{Hue: &hue}, &db.Picture{Type: "image/png", Width: markSide, Height: markSide, Body: mark})
}

func (m *demoMaker) publishText(k db.TextKind, t db.Text, day int) error {
	d := db.Draft{Hans: t.Hans, Hant: t.Hant, En: t.En}
	if err := m.EditText(m.ctx, m.staff["admin"], k, d); err != nil {
		return err
	}
	_, err := m.PublishText(m.ctx, m.staff["admin"], k, m.at(day, 0, 0).Format(time.DateOnly), d.Revision())
	return err
}

var demoAbout = db.Text{
	Hans: "云栖会是云栖置业客户的会所：一张会员卡，连接您的家、身边的商户和我们的服务。\n\n# 会员能做什么\n- 认证房产，成为业主会员\n- 领取合作商户的优惠\n- 消费累积积分",
	Hant: "雲棲會是雲棲置業客戶的會所：一張會員卡，連接您的家、身邊的商戶和我們的服務。\n\n# 會員可以做甚麼\n- 認證物業，成為業主會員\n- 領取合作商戶的優惠\n- 消費累積積分",
	En:   "Cloudrest Club is for the customers of Cloudrest Homes: one card that joins your home, the shops around it and our service.\n\n# What members can do\n- verify a home and become an owner\n- claim the perks of our partners\n- earn points as they spend",
}

const markSide = 160

// logo draws a community's mark: petals round a middle, on nothing.
func logo(ink color.NRGBA, petals int) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, markSide, markSide))
	for y := range markSide {
		for x := range markSide {
			dx, dy := float64(x)-markSide/2+0.5, float64(y)-markSide/2+0.5
			r, a := math.Hypot(dx, dy), math.Atan2(dy, dx)
			edge := markSide * (0.27 + 0.2*math.Cos(float64(petals)*a+math.Pi/2))
			in := min(max(edge-r+0.5, 0), 1) * min(max(r-markSide*0.09, 0), 1)
			img.SetNRGBA(x, y, color.NRGBA{ink.R, ink.G, ink.B, uint8(255 * in)})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // into memory
	}
	return b.Bytes()
}
