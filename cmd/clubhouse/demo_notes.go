package main

import (
	"fmt"
	"time"

	"clubhouse/db"
)

// demoNote is what somebody of the staff noted on a day, on a record: "host" is the printed homeowner's, "home" their
// home's, "member 7" another's; "golf" and such are the merchant's of that kind, and "offer table" an offer's.
type demoNote struct {
	day        int
	by, on     string
	kind       db.NoteKind
	text       string
	step       string
	due        int    // the day
	whose      string // "": the author's own
	done       int    // the day on which it was done, 0: open
	struck     int    // the day on which it was struck, for why
	why        string
	correction string // what its author put in place of the text at once
}

var demoNotes = []demoNote{
	{day: -299, by: "service", on: "host", kind: "counter", text: "入会当天来前台领会员手册，介绍了积分和望潮楼的优惠。喜欢靠窗的位置。"},
	{day: -240, by: "harbour", on: "home", kind: "visit", text: "交楼一年回访：厨房水槽下方有渗水痕迹，已拍照转物业。", step: "确认物业修好没有", due: -226, done: -228},
	{day: -228, by: "harbour", on: "home", kind: "phone", text: "物业回复：更换了角阀和软管，业主已签收。"},
	{day: -172, by: "marketing", on: "host", kind: "wechat", text: "对高尔夫体验课有兴趣，周末有空，希望两个人一起。", step: "发体验课的时间表", due: -168, done: -170},
	{day: -95, by: "service", on: "host", kind: "phone", text: "致电恭喜升为金会员。问起积分怎样兑换酒店，已说明。"},
	{day: -61, by: "service", on: "host", kind: "note", text: "要求停用短信营销。", struck: -60, why: "记错了会员，是同名的另一位"},
	{day: -33, by: "merchants", on: "restaurant", kind: "visit", text: "店长反映周五晚上核销排队。建议增加一部收银手机，并把券码打在小票上。", step: "确认第二部手机何时到位", due: -19, done: -20},
	{day: -20, by: "merchants", on: "restaurant", kind: "phone", text: "第二部手机已启用，排队缓解。店长希望冬至前后加推一张套餐券。", step: "草拟冬至套餐的优惠条款", due: 3, whose: "marketing"},
	{day: -12, by: "admin", on: "golf", kind: "email", text: "合同年底到期，对方希望续约两年，果岭费折扣维持不变。", step: "把续约条款发给法务审阅", due: -2},
	{day: -9, by: "service", on: "member 12", kind: "phone", text: "业主来电：姓名已更正，问名册何时更新。", step: "核对下一版业主名册", due: 5},
	{day: -8, by: "harbour", on: "home", kind: "counter", text: "住户来问地下车位续租，已登记车牌，下月起生效。", step: "把续租确认函送上门", due: 6},
	{day: -6, by: "service", on: "host", kind: "phone", text: "想带父母一起来泳池，问家属卡怎样办理。", step: "回电说明家属卡的办理方法", due: 0, whose: "admin", correction: "想带父母一起来泳池，问家属卡怎样办理。父母都已年过六十五。"},
	{day: -5, by: "marketing", on: "offer table", kind: "note", text: "餐厅反馈：周末限量可以再放宽，先观察两周的领取情况。", step: "看领取情况再决定是否加量", due: 9},
	{day: -4, by: "admin", on: "member 3", kind: "wechat", text: "发来购房合同照片，与名册一致。", step: "请客服补录联系电话", due: 0},
	{day: -3, by: "admin", on: "host", kind: "email", text: "来信称赞望潮楼的服务，并愿意写一段推荐。", step: "准备推荐文字给本人确认", due: 2},
	{day: -2, by: "sales", on: "member 20", kind: "visit", text: "陪同亲戚看二期样板间，意向三房，预算待定。", step: "约下周末再看一次", due: 4},
}

// noteDay has the staff write down what there was to note on the day, and do what was to be done.
func (m *demoMaker) noteDay(day int) error {
	for i := range demoNotes {
		n := &demoNotes[i]
		if day == n.day {
			if day < -1 {
				m.clock.set(m.at(day, 9, 5+7*i%50))
			}
			if err := m.note(i, n); err != nil {
				return fmt.Errorf("the note of day %d: %w", day, err)
			}
		}
		by := m.staff[n.by]
		if n.done != 0 && day == n.done {
			m.clock.set(m.at(day, 10, 20))
			if err := m.FinishStep(m.ctx, by, m.notes[i]); err != nil {
				return err
			}
		}
		if n.struck != 0 && day == n.struck {
			if err := m.StrikeNote(m.ctx, by, m.notes[i], n.why); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *demoMaker) note(i int, n *demoNote) error {
	on, err := m.subject(n.on)
	if err != nil {
		return err
	}
	note := db.NewNote{On: on, Kind: n.kind, Text: n.text, Step: n.step, Whose: m.staff[n.whose].Account, Key: fmt.Sprintf("demo-note-%012d", i)}
	if n.step != "" {
		note.Due = m.at(n.due, 12, 0).Format(time.DateOnly)
	}
	if m.notes[i], err = m.AddNote(m.ctx, m.staff[n.by], note); err != nil || n.correction == "" {
		return err
	}
	return m.CorrectNote(m.ctx, m.staff[n.by], m.notes[i], n.kind, n.correction, n.step)
}

func (m *demoMaker) subject(on string) (db.Subject, error) {
	var n int
	if _, err := fmt.Sscanf(on, "member %d", &n); err == nil {
		joined := 0
		for _, p := range m.members { // the n-th who is there
			if p.actor.Member == 0 || p == m.host {
				continue
			}
			if joined++; joined == n {
				return db.Subject{Noun: db.OnMember, ID: p.actor.Member}, nil
			}
		}
		return db.Subject{}, fmt.Errorf("no %s", on)
	}
	switch {
	case on == "host":
		return db.Subject{Noun: db.OnMember, ID: m.host.actor.Member}, nil
	case on == "home":
		claims, err := m.Claims(m.ctx, m.host.actor.Member)
		if err != nil || len(claims) == 0 {
			return db.Subject{}, fmt.Errorf("the homeowner has no home: %w", err)
		}
		return db.Subject{Noun: db.OnHome, ID: claims[0].Home}, nil
	case len(on) > 6 && on[:6] == "offer ":
		return db.Subject{Noun: db.OnOffer, ID: m.offers[on[6:]].id}, nil
	}
	return db.Subject{Noun: db.OnMerchant, ID: m.sellerIDs[on]}, nil
}
