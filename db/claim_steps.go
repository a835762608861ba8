package db

import (
	"context"
	"strconv"
	"strings"

	"clubhouse/db/sqlcdb"
)

// ClaimStep is a question of the staff about a claim, or an answer of its member.
type ClaimStep struct {
	Asked  bool
	Words  string
	Photos int64  // that came with an answer
	By     string // who asked; for staff alone
	At     int64
}

// Refusals of what members do with their claims.
const (
	ClaimOver     Reason = "claim_over"      // it does not wait any more
	ClaimNotYours Reason = "claim_not_yours" // it is verified no more, so that nothing can be given up
	AnswerMissing Reason = "answer_missing"  // neither words nor a photo
	AnswersFull   Reason = "answers_full"    // so many that somebody should call; args: how many
	HomeDayWrong  Reason = "home_day_wrong"  // no day
	HomeDayBefore Reason = "home_day_before" // before it was verified; args: that day's start
	HomeDayAfter  Reason = "home_day_after"  // after today; args: today's start
)

const mostAnswers = 20 // to one claim

// ownClaim answers a claim of the actor's member. NotFound for any other.
func (rx *Rx) ownClaim(id int64, member int64) (Claim, error) {
	r, err := rx.GetClaim(background, id)
	if err != nil {
		return Claim{}, err
	}
	if member == 0 || r.MemberID != member {
		return Claim{}, errNotFound
	}
	return claimOf(r), nil
}

func (tx *Tx) ownClaim(id int64) (Claim, error) { return tx.Rx.ownClaim(id, tx.Actor.Member) }

// MemberClaim is one claim as its member sees it.
type MemberClaim struct {
	MemberHome
	Steps   []ClaimStep // oldest first
	Photos  []ClaimPhoto
	EraseOn int64 // when the photos of one that is decided are erased
}

// MemberClaim answers one claim of the member. NotFound for any other.
func (s *Store) MemberClaim(ctx context.Context, member, id int64) (*MemberClaim, error) {
	var out *MemberClaim
	err := s.Read(ctx, func(rx *Rx) error {
		c, err := rx.ownClaim(id, member)
		if err != nil {
			return err
		}
		com, err := rx.GetCommunity(background, c.Community)
		if err != nil {
			return err
		}
		out = &MemberClaim{MemberHome: MemberHome{c, Text{com.NameHans, com.NameHant, com.NameEn}}, EraseOn: rx.s.eraseOn(c)}
		if out.Steps, err = rx.claimSteps(id); err != nil {
			return err
		}
		for i := range out.Steps {
			out.Steps[i].By = ""
		}
		out.Photos, err = rx.claimPhotos(id, 0)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// eraseOn answers when the photos of a claim are erased, 0 while it waits.
func (s *Store) eraseOn(c Claim) int64 {
	at := c.DecidedAt
	if at == 0 {
		at = c.EndedAt
	}
	if at == 0 {
		return 0
	}
	return at + s.Club().Of(KeepClaimPhotos)*86400
}

func (rx *Rx) claimSteps(claim int64) (list []ClaimStep, err error) {
	rows, err := rx.ClaimSteps(background, claim)
	for _, r := range rows {
		list = append(list, ClaimStep{Asked: r.Kind == "asked", Words: r.Body, Photos: r.Photos, By: r.Name, At: r.At})
	}
	return list, err
}

func (tx *Tx) addStep(claim int64, kind, words string, photos int) (int64, error) {
	id := tx.NewID()
	return id, tx.InsertClaimStep(background, sqlcdb.InsertClaimStepParams{ID: id, ClaimID: claim, Kind: kind, Body: words, Photos: int64(photos), AccountID: tx.Actor.Account, At: tx.Now})
}

// CheckAnswer tells, before anybody reads photos, whether the actor's member may still add so many to a claim.
// Refused: ClaimOver, PhotosOver, PhotosTooMany. NotFound for another's.
func (s *Store) CheckAnswer(ctx context.Context, actor Actor, claim int64, photos int) error {
	return s.Read(ctx, func(rx *Rx) error {
		c, err := rx.ownClaim(claim, actor.Member)
		if err != nil {
			return err
		}
		if c.State != ClaimWaiting {
			return refuse(ClaimOver)
		}
		n, err := rx.CountClaimPhotos(background, claim)
		if err != nil {
			return err
		}
		return PhotosFit(n, int64(photos))
	})
}

// AnswerClaim adds what its member says of a claim that waits, and photos of the contract. Where staff have asked, the claim
// comes back to them. Refused: AnswerMissing, TextTooLong, ClaimOver, PhotosOver, PhotosTooMany, PictureTooWide,
// AnswersFull. NotFound for another's.
func (s *Store) AnswerClaim(ctx context.Context, actor Actor, claim int64, words string, photos []*Picture) error {
	words = strings.TrimSpace(words)
	if tidy(words) == "" {
		words = ""
	}
	if words == "" && len(photos) == 0 {
		return refuseField("words", AnswerMissing)
	}
	if err := fits("words", words, mostReasonText); err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.ownClaim(claim)
		if err != nil {
			return err
		}
		if n, err := tx.Queries.AnswerClaim(background, claim); err != nil {
			return err
		} else if n == 0 {
			return refuse(ClaimOver)
		}
		has, err := tx.CountClaimPhotos(background, claim)
		if err != nil {
			return err
		}
		if err := checkPhotos(photos, has); err != nil {
			return err
		}
		if n, err := tx.CountAnswers(background, claim); err != nil {
			return err
		} else if n >= mostAnswers {
			return refuse(AnswersFull, int64(mostAnswers))
		}
		if err := tx.keepPhotos(claim, photos); err != nil {
			return err
		}
		if _, err := tx.addStep(claim, "answered", words, len(photos)); err != nil {
			return err
		}
		change := change{act: "home.answered", noun: claim, member: c.Member, facts: Facts{"community": c.Community}}
		if len(photos) > 0 {
			change.facts["photos"] = len(photos)
		}
		if words != "" {
			change.personal = Facts{"words": words}
		}
		return tx.audit(change)
	})
}

// WithdrawClaim takes back a claim of the actor's member that waits. Refused: ClaimOver. NotFound for another's.
func (s *Store) WithdrawClaim(ctx context.Context, actor Actor, claim int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.ownClaim(claim)
		if err != nil {
			return err
		}
		if n, err := tx.Queries.WithdrawClaim(background, sqlcdb.WithdrawClaimParams{Now: &tx.Now, ID: claim}); err != nil {
			return err
		} else if n == 0 {
			return refuse(ClaimOver)
		}
		if err := tx.place(c.Member); err != nil {
			return err
		}
		return tx.audit(change{act: "home.withdrawn", noun: claim, member: c.Member, facts: Facts{"community": c.Community}})
	})
}

// GiveUpHome ends a verified claim of the actor's member, who says from which day the home is theirs no more: today, or one
// since it was verified. Without another home they stay as a friend. Refused: HomeDayWrong, HomeDayBefore, HomeDayAfter,
// ClaimNotYours. NotFound for another's.
func (s *Store) GiveUpHome(ctx context.Context, actor Actor, claim int64, from string) error {
	day, ok := ParseDay(from)
	if !ok {
		return refuseField("day", HomeDayWrong)
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.ownClaim(claim)
		if err != nil {
			return err
		}
		if c.State != ClaimVerified {
			return refuse(ClaimNotYours)
		}
		zone := tx.s.Club().Zone
		first, today := DayOf(c.DecidedAt, zone), DayOf(tx.Now, zone)
		if day < first {
			return refuseField("day", HomeDayBefore, first.Start(zone))
		}
		if day > today {
			return refuseField("day", HomeDayAfter, today.Start(zone))
		}
		return tx.endClaim(c, EndGivenUp, day)
	})
}

// tellAsked tells a claim's member what staff have asked. They are told of each question.
func (tx *Tx) tellAsked(c Claim, step int64, words string) error {
	home, err := tx.noticeHome(c)
	if err != nil {
		return err
	}
	return tx.tell(c.Member, HomeAsked{Claim: c.ID, Step: step, Home: home, Question: words})
}

// homePath is the member's page of a claim.
func homePath(claim int64) string { return "/homes/" + strconv.FormatInt(claim, 10) }
