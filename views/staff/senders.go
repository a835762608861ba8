package staff

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// SendersView is the page of the senders.
type SendersView struct {
	Clock
	Mail, SMS *SenderFacts // nil: not set
	db.Sending
	To string // the reader's own address
}

// SenderFacts is what may be told of one.
type SenderFacts struct{ Server, From, Security, Body string }

func (v SendersView) facts(p ui.Page, s *SenderFacts, kind string) (out []ui.Fact) {
	add := func(term i18n.Text, text string) {
		if text != "" {
			out = append(out, ui.Fact{Term: p.T(term), Text: text})
		}
	}
	if s != nil {
		add(i18n.SetSendServer, s.Server)
		add(i18n.SetSendFrom, s.From)
		add(i18n.SetSendSafe, p.T(i18n.Securities[s.Security]))
		add(i18n.SetSendBody, s.Body)
	}
	out = append(out, ui.Fact{Term: p.T(i18n.SetSendSent), Text: i18n.Number(v.Sent[kind])})
	failing := ui.Fact{Term: p.T(i18n.SetSendFailing), Text: i18n.Number(v.Failing[kind])}
	if v.Failing[kind] > 0 {
		failing.Tone = ui.Warn
	}
	return append(out, failing)
}

// waiting tells whether the outcome of a test is still to come.
func (v SendersView) waiting() bool {
	for _, t := range v.Tests {
		if !t.Done {
			return true
		}
	}
	return false
}

func testTag(p ui.Page, t db.SenderTest) ui.Tag {
	switch {
	case !t.Done:
		return ui.Tag{Text: p.T(i18n.SetSendWaits), Tone: ui.Info}
	case t.Failed != "":
		return ui.Tag{Text: p.T(i18n.SetSendFailed), Tone: ui.Bad}
	}
	return ui.Tag{Text: p.T(i18n.SetSendDone), Tone: ui.Good}
}
