package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// JoinDraft is what somebody who is about to join has told so far. It is kept by the phone or e-mail that they have proven, so
// that they may close the browser and go on in another.
type JoinDraft struct {
	To        Destination
	Name      string
	Adult     bool
	Community int64 // 0: none
	Placed    bool  // the community was asked for
	Locale    Locale
	Next      string // the page of the link that brought them, or ""
}

// JoinPart is a page of the joining form.
type JoinPart string

// The parts, in their order.
const (
	JoinPerson JoinPart = "person"
	JoinPlace  JoinPart = "place"
	JoinAgree  JoinPart = "agree"
)

// JoinParts lists the parts.
var JoinParts = []JoinPart{JoinPerson, JoinPlace, JoinAgree}

// Part answers the first part that is still to be filled in.
func (d JoinDraft) Part() JoinPart {
	switch {
	case d.Name == "" || !d.Adult:
		return JoinPerson
	case !d.Placed:
		return JoinPlace
	}
	return JoinAgree
}

// JoiningDraft answers what has been told so far by whoever has proven the browser's code. Refused: ProofGone.
func (s *Store) JoiningDraft(ctx context.Context, browser string) (d JoinDraft, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		code, err := rx.proven(MemberDoor, browser)
		if err == nil {
			d, err = rx.draftOf(destinationOf(code.Destination))
		}
		return err
	})
	return d, err
}

func (rx *Rx) draftOf(to Destination) (JoinDraft, error) {
	r, err := rx.GetJoining(background, to.String())
	if isNoRows(err) {
		return JoinDraft{To: to}, nil
	}
	return JoinDraft{to, r.Name, r.Adult != 0, r.CommunityID, r.Placed != 0, Locale(r.Locale), r.Next}, err
}

// KeepJoining keeps one part of the form, and the page that the person came for where d.Next names one; "" keeps that alone.
// Refused: ProofGone, NameMissing, NameWrong, NotAdult, CommunityUnknown.
func (s *Store) KeepJoining(ctx context.Context, browser string, part JoinPart, d JoinDraft) error {
	var f faults
	var err error
	switch part {
	case JoinPerson:
		d.Name, err = CheckName("name", d.Name)
		f.when(!d.Adult, "adult", NotAdult)
	case JoinPlace:
		f.when(d.Community < 0, "community", CommunityUnknown)
	}
	if err := Together(err, f.err()); err != nil {
		return err
	}
	return s.Write(ctx, Actor{Door: MemberDoor}, func(tx *Tx) error {
		code, err := tx.proven(MemberDoor, browser)
		if err != nil {
			return err
		}
		kept, err := tx.draftOf(destinationOf(code.Destination))
		if err != nil {
			return err
		}
		switch part {
		case JoinPerson:
			kept.Name, kept.Adult = d.Name, true
		case JoinPlace:
			if err := tx.communityThere(d.Community); err != nil {
				return err
			}
			kept.Community, kept.Locale, kept.Placed = d.Community, d.Locale, true
		}
		if d.Next != "" {
			kept.Next = clip(d.Next, 500)
		}
		return tx.PutJoining(background, sqlcdb.PutJoiningParams{
			Destination: code.Destination, Name: kept.Name, Adult: zeroOne(kept.Adult), CommunityID: kept.Community, Placed: zeroOne(kept.Placed),
			Locale: string(kept.Locale), Next: kept.Next, KeptAt: tx.Now,
		})
	})
}

// zeroOne answers a truth as the books keep it.
func zeroOne(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// communityThere refuses a community that members cannot choose; 0 is none.
func (rx *Rx) communityThere(id int64) error {
	if id == 0 {
		return nil
	}
	com, err := rx.GetCommunity(background, id)
	if isNoRows(err) || err == nil && com.EndedAt != nil {
		return refuseField("community", CommunityUnknown)
	}
	return err
}
