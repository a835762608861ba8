package db

import (
	"context"
	"encoding/json"
	"slices"

	"clubhouse/db/sqlcdb"
)

// NoticeKind names one kind of thing that members are told.
type NoticeKind string

// Telling is something that a member is told: a struct of ids, names and days, kept as JSON; views/i18n has the words for
// it. A kind that is new is declared in notice_kinds.go.
type Telling interface{ notice() about }

// about is what the books need to know of a Telling.
type about struct {
	kind   NoticeKind
	cause  int64  // a member is told once ever of the same
	path   string // the member's page that it leads to
	until  int64  // after this nobody is sent it any more; 0 for never
	urgent bool   // quiet hours do not hold it
}

// tell puts the notice into the member's inbox and has it sent by the channels that they agreed to, once the transaction
// stands. A member who has been told of the same cause is not told again, nor is one who has left.
func (tx *Tx) tell(member int64, n Telling) error {
	_, err := tx.told(member, n)
	return err
}

// told is tell, and answers the notice's id, 0 where the member had been told before, or has left.
func (tx *Tx) told(member int64, n Telling) (int64, error) {
	a, id := n.notice(), tx.NewID()
	args, err := json.Marshal(n)
	if err != nil {
		return 0, err
	}
	if first, err := tx.InsertNotice(background, sqlcdb.InsertNoticeParams{
		ID: id, MemberID: member, Kind: string(a.kind), CauseID: a.cause, Args: string(args), At: tx.Now,
	}); err != nil || first == 0 {
		return 0, err
	}
	if err := tx.AddUnread(background, sqlcdb.AddUnreadParams{N: 1, ID: member}); err != nil {
		return 0, err
	}
	return id, tx.deliver(id, member, a)
}

// Notice is what a member was told.
type Notice struct {
	ID     int64
	Member int64
	Telling
	At     int64
	ReadAt int64 // 0 while it is unread
}

// Path is the member's page that the notice leads to.
func (n Notice) Path() string { return n.notice().path }

// noticeOf answers false for a kind that this binary does not know, as after a newer one.
func noticeOf(r sqlcdb.Notice) (Notice, bool) {
	i := slices.IndexFunc(tellings, func(k noticeKind) bool { return k.kind == NoticeKind(r.Kind) })
	if i < 0 {
		return Notice{}, false
	}
	return Notice{r.ID, r.MemberID, tellings[i].read(r.Args), r.At, deref(r.ReadAt)}, true
}

// Notices answers the member's inbox before the cursor, newest first, and the next cursor (0 at the end).
func (s *Store) Notices(ctx context.Context, member, before int64) (list []Notice, more int64, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		if list, more, err = rx.notices(member, before); err != nil {
			return err
		}
		return rx.name(list)
	})
	return list, more, err
}

func (rx *Rx) notices(member, before int64) (list []Notice, more int64, err error) {
	rows, err := rx.NoticesOf(background, sqlcdb.NoticesOfParams{MemberID: member, Before: cursor(before), Most: pageRows + 1})
	for i, r := range rows {
		if i == pageRows {
			return list, rows[i-1].ID, nil
		}
		if n, known := noticeOf(r); known {
			list = append(list, n)
		}
	}
	return list, 0, err
}

// Notice answers one notice of the member. NotFound: there is none, or it is another's.
func (s *Store) Notice(ctx context.Context, member, id int64) (n Notice, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		if n, err = rx.noticeFor(member, id); err != nil {
			return err
		}
		one := []Notice{n}
		err = rx.name(one)
		n = one[0]
		return err
	})
	return n, err
}

func (rx *Rx) noticeFor(member, id int64) (Notice, error) {
	r, err := rx.GetNotice(background, id)
	if err != nil {
		return Notice{}, err
	}
	n, known := noticeOf(r)
	if !known || n.Member != member {
		return Notice{}, errNotFound
	}
	return n, nil
}

// ReadNotice marks one notice of the actor's member as read, and answers it. NotFound: there is none, or it is another's.
func (s *Store) ReadNotice(ctx context.Context, actor Actor, id int64) (n Notice, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if n, err = tx.noticeFor(tx.Actor.Member, id); err != nil || n.ReadAt != 0 {
			return err
		}
		return tx.read(tx.Queries.ReadNotice(background, sqlcdb.ReadNoticeParams{Now: &tx.Now, ID: id, MemberID: tx.Actor.Member}))
	})
	return n, err
}

// ReadNotices marks what the actor's member was told up to a notice as read: what came after it they have not seen.
func (s *Store) ReadNotices(ctx context.Context, actor Actor, newest int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		return tx.read(tx.Queries.ReadNotices(background, sqlcdb.ReadNoticesParams{Now: &tx.Now, MemberID: tx.Actor.Member, Newest: newest}))
	})
}

// read takes so many notices from those that the actor's member has not read.
func (tx *Tx) read(n int64, err error) error {
	if err != nil || n == 0 {
		return err
	}
	return tx.AddUnread(background, sqlcdb.AddUnreadParams{N: -n, ID: tx.Actor.Member})
}

// SentNotice is a notice with how it went by each channel, as staff see it.
type SentNotice struct {
	Notice
	Deliveries []Delivery
}

// MemberNotices answers what a member was told before the cursor, newest first, and the next cursor. NotFound outside the
// actor's communities.
func (s *Store) MemberNotices(ctx context.Context, actor Actor, member, before int64) (list []SentNotice, more int64, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		if ok, err := rx.sees(actor, MembersRead, member); err != nil {
			return err
		} else if !ok {
			return errNotFound
		}
		var notices []Notice
		if notices, more, err = rx.notices(member, before); err != nil {
			return err
		}
		ids := make([]int64, len(notices))
		for i, n := range notices {
			ids[i] = n.ID
		}
		deliveries, err := rx.DeliveriesOf(background, ids)
		for _, n := range notices {
			sent := SentNotice{Notice: n}
			for _, d := range deliveries {
				if d.NoticeID == n.ID {
					sent.Deliveries = append(sent.Deliveries, deliveryOf(d, rx.Now))
				}
			}
			list = append(list, sent)
		}
		return err
	})
	return list, more, err
}
