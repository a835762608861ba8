package staff

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// NoticesPath is where staff see what a member was told.
func NoticesPath(member int64) string { return Path("members", member) + "/notices" }

// ways tells how a notice stands in the inbox and by each channel.
func (v MemberView) ways(p ui.Page, n db.SentNotice) []ui.Fact {
	inbox := ui.Fact{Term: p.T(i18n.DeskNoticesInbox), Text: p.T(i18n.NoticesUnread)}
	if n.ReadAt != 0 {
		inbox.Text = p.F(i18n.DeskNoticesRead, v.time(p, n.ReadAt))
	}
	facts := []ui.Fact{inbox}
	for _, d := range n.Deliveries {
		facts = append(facts, ui.Fact{Term: p.T(i18n.Channels[d.Channel]), Text: v.way(p, d)})
	}
	return facts
}

func (v MemberView) way(p ui.Page, d db.Delivery) string {
	switch d.State {
	case db.Held:
		return p.F(i18n.DeskNoticesHeld, v.time(p, d.At))
	case db.Sent:
		return p.F(i18n.DeskNoticesSent, v.time(p, d.At))
	case db.Failed:
		return p.F(i18n.DeskNoticesFailed, v.time(p, d.At), i18n.SendCause(p.Locale, d.Why))
	case db.Unsent:
		return p.F(i18n.DeskNoticesNotSent, p.T(i18n.NotSent[d.Why]))
	}
	return p.T(i18n.DeskNoticesQueued)
}
