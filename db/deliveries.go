package db

import (
	"context"
	"encoding/json"
	"time"

	"clubhouse/db/sqlcdb"
)

// Channel is a way by which a notice is sent, beside the inbox.
type Channel string

// The channels.
const (
	BySMS   Channel = "sms"
	ByEmail Channel = "email"
)

// DeliveryState is how a notice stands by a channel.
type DeliveryState string

// The states: it waits to be sent, it waits for the quiet hours' end, it has gone out, it was given up after twelve tries,
// it is not sent.
const (
	Queued DeliveryState = "queued"
	Held   DeliveryState = "held"
	Sent   DeliveryState = "sent"
	Failed DeliveryState = "failed"
	Unsent DeliveryState = "unsent"
)

// Why a notice is not sent by a channel.
const (
	WhyNotAgreed = "not_agreed" // the member has not agreed to it
	WhyWithdrawn = "withdrawn"  // they did when they were told, and have thought better of it
	WhyNoAddress = "no_address" // the account has no proven one
	WhyLeft      = "left"       // they have left, or are shut out
	WhyOver      = "over"       // its time was over before it could be sent
	WhyNoSender  = "no_sender"  // the club sends nothing by this channel
)

// Delivery is how a notice went by a channel.
type Delivery struct {
	Channel Channel
	State   DeliveryState
	Why     string // of an unsent one a Why; of a failed one the last error: see CauseOf
	At      int64  // since when it stands so; until when it is held
}

func deliveryOf(r sqlcdb.Delivery, now int64) Delivery {
	d := Delivery{Channel(r.Channel), DeliveryState(r.State), r.Why, r.At}
	if d.State == Held && d.At <= now {
		d.State = Queued
	}
	return d
}

// No text message goes out in the quiet hours by the club's clock, but for codes and what is urgent.
const (
	quietFrom = 21
	quietTo   = 9
)

// afterQuiet answers when a text message that is due at an instant may go out: then, or at the quiet hours' end.
func afterQuiet(at int64, zone *time.Location) int64 {
	t := time.Unix(at, 0).In(zone)
	day := t.Day()
	switch {
	case t.Hour() >= quietFrom:
		day++
	case t.Hour() >= quietTo:
		return at
	}
	return time.Date(t.Year(), t.Month(), day, quietTo, 0, 0, 0, zone).Unix()
}

// due answers when a notice that could go out now by the channel may do so.
func (rx *Rx) due(by Channel, urgent bool) int64 {
	if by == ByEmail || urgent {
		return rx.Now
	}
	return afterQuiet(rx.Now, rx.s.Club().Zone)
}

// recipient is how a member can be written to today.
type recipient sqlcdb.RecipientOfRow

func (rx *Rx) recipient(member int64) (recipient, error) {
	r, err := rx.RecipientOf(background, member)
	return recipient(r), err
}

// at answers where the channel leads, or why nothing is sent by it.
func (r recipient) at(by Channel) (to Destination, why string) {
	agreed := r.Sms > 0
	to = Destination{Phone: deref(r.Phone)}
	if by == ByEmail {
		agreed, to = r.Mail > 0, Destination{Email: deref(r.Email)}
	}
	switch {
	case r.Gone != 0:
		return Destination{}, WhyLeft
	case to == Destination{}:
		return to, WhyNoAddress
	case !agreed:
		return Destination{}, WhyNotAgreed
	}
	return to, ""
}

// deliver has a notice sent by the channels that its member agreed to, and writes how it stands by each.
func (tx *Tx) deliver(notice, member int64, a about) error {
	to, err := tx.recipient(member)
	if err != nil {
		return err
	}
	for _, by := range []Channel{BySMS, ByEmail} {
		d := sqlcdb.InsertDeliveryParams{NoticeID: notice, Channel: string(by), State: string(Queued), At: tx.Now}
		if _, d.Why = to.at(by); d.Why != "" {
			d.State = string(Unsent)
		} else {
			if d.At = tx.due(by, a.urgent); d.At > tx.Now {
				d.State = string(Held)
			}
			payload, err := json.Marshal(Message{Notice: notice, Until: a.until})
			if err != nil {
				return err
			}
			if err := tx.enqueue(jobOf[by], "", string(payload), d.At); err != nil {
				return err
			}
		}
		if err := tx.InsertDelivery(background, d); err != nil {
			return err
		}
	}
	return nil
}

var jobOf = map[Channel]string{BySMS: JobSMS, ByEmail: JobMail}

// channel is the one by which the job sends.
func (j Job) channel() Channel {
	if j.Kind == JobSMS {
		return BySMS
	}
	return ByEmail
}

// Outgoing is a notice as it is to be sent now, or why it is not.
type Outgoing struct {
	Telling
	To     Destination
	Locale Locale
	Not    string // a Why
	Hold   int64  // until when the quiet hours hold it, or 0
}

// Outgoing answers what the job of a notice is to send: to whom, in which language and whether at all is as the account has
// it now, not as it was when the member was told.
func (s *Store) Outgoing(ctx context.Context, j Job) (out Outgoing, err error) {
	m, _, err := j.Message()
	if err != nil {
		return out, err
	}
	err = s.Read(ctx, func(rx *Rx) error {
		out = Outgoing{}
		r, err := rx.GetNotice(background, m.Notice)
		if err != nil {
			return err
		}
		n, known := noticeOf(r)
		if !known {
			return &Error{Kind: Internal, Reason: "notice"}
		}
		to, err := rx.recipient(n.Member)
		if err != nil {
			return err
		}
		out.Telling, out.Locale = n.Telling, Locale(to.Locale)
		if out.To, out.Not = to.at(j.channel()); out.Not == WhyNotAgreed {
			out.Not = WhyWithdrawn // a job is made for who has agreed
		}
		if m.over(rx.Now) {
			out.Not = WhyOver
		}
		if at := rx.due(j.channel(), n.notice().urgent); at > rx.Now {
			out.Hold = at
		}
		return nil
	})
	return out, err
}

// DropJob ends the job of a notice that is not to be sent, for a Why. Conflict: it is the caller's no more.
func (s *Store) DropJob(ctx context.Context, j Job, why string) error {
	return s.endJob(ctx, j, Unsent, why)
}

// HoldJob puts the job of a notice off until the quiet hours' end. Conflict: it is the caller's no more.
func (s *Store) HoldJob(ctx context.Context, j Job, until int64) error {
	return s.Write(ctx, SystemActor, func(tx *Tx) error {
		if err := stillLeased(tx.Queries.HoldJob(background, sqlcdb.HoldJobParams{RunAt: until, ID: j.ID, Tries: j.Tries})); err != nil {
			return err
		}
		return tx.delivered(j, Held, "", until)
	})
}

// delivered writes how the notice of a sending job stands now; a job of another kind has none.
func (tx *Tx) delivered(j Job, state DeliveryState, why string, at int64) error {
	m, ok, err := j.Message()
	if !ok || err != nil || m.Notice == 0 {
		return nil // what cannot be read has no notice to speak of
	}
	return tx.SetDelivery(background, sqlcdb.SetDeliveryParams{State: string(state), Why: why, At: at, NoticeID: m.Notice, Channel: string(j.channel())})
}
