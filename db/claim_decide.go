package db

import (
	"context"
	"strings"

	"clubhouse/db/sqlcdb"
)

// Refusals of decisions.
const (
	ClaimDecided    Reason = "claim_decided"   // a colleague decided it first; args: their name, when
	ClaimWithdrawn  Reason = "claim_withdrawn" // its member has taken it back; args: when
	QuestionMissing Reason = "question_missing"
	HomeClaimed     Reason = "home_claimed"   // the member has another claim to the home that was picked
	HomeElsewhere   Reason = "home_elsewhere" // the home that was picked is none of the claim's community
)

// DecideClaim approves a waiting claim, or refuses it with a reason that the member sees; the member is told.
// Refused: ReasonMissing, TextTooLong, OwnClaim, ClaimDecided, ClaimWithdrawn, NotOnRegister, CompanyFull. NotFound outside
// the actor's communities.
func (s *Store) DecideClaim(ctx context.Context, actor Actor, id int64, approve bool, reason string) error {
	if approve {
		return s.ApproveClaim(ctx, actor, id, 0)
	}
	reason, err := checkReason(reason)
	if err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.undecided(id)
		if err != nil {
			return err
		}
		return tx.decide(c, ClaimRefused, reason, nil)
	})
}

// ApproveClaim approves a waiting claim: for the home that the register has at its address, or for another one of the same
// community that staff have found to be meant, whose address the claim has from then on. Refused: as DecideClaim, and
// HomeElsewhere, HomeClaimed.
func (s *Store) ApproveClaim(ctx context.Context, actor Actor, id, home int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.undecided(id)
		if err != nil {
			return err
		}
		var was Facts
		if home != 0 && home != c.Home {
			was = Facts{"was": c.HomeAddress}
			if err := tx.moveClaim(&c, home); err != nil {
				return err
			}
		}
		if c.Home == 0 {
			return refuse(NotOnRegister)
		}
		if err := tx.roomInCompany(c.Home, c.Member); err != nil {
			return err
		}
		return tx.decide(c, ClaimVerified, "", was)
	})
}

// moveClaim gives the claim the address of another home of its community.
func (tx *Tx) moveClaim(c *ClaimCase, home int64) error {
	h, err := tx.GetHome(background, home)
	if isNoRows(err) || err == nil && h.CommunityID != c.Community {
		return refuseField("home", HomeElsewhere)
	}
	if err != nil {
		return err
	}
	stands, err := tx.ClaimOfHome(background, sqlcdb.ClaimOfHomeParams{
		MemberID: c.Member, CommunityID: h.CommunityID, Building: h.Building, Stair: h.Stair, Room: h.Room, ID: c.ID,
	})
	if err != nil {
		return err
	}
	if len(stands) > 0 {
		return refuseField("home", HomeClaimed)
	}
	c.Home, c.HomeAddress = h.ID, HomeAddress{h.CommunityID, h.Building, h.Stair, h.Room}
	return tx.MoveClaim(background, sqlcdb.MoveClaimParams{Building: h.Building, Stair: h.Stair, Room: h.Room, ID: c.ID})
}

// undecided answers a claim that the actor may decide. Refused: OwnClaim, ClaimDecided, ClaimWithdrawn.
func (tx *Tx) undecided(id int64) (ClaimCase, error) {
	c, err := tx.claimCase(id)
	if err != nil {
		return c, err
	}
	if !tx.Actor.reaches(HomesDecide, c.Community) {
		return c, errNotFound
	}
	if m, err := tx.MemberOfAccount(background, tx.Actor.Account); err == nil && m == c.Member {
		return c, refuse(OwnClaim)
	}
	switch {
	case c.State == ClaimWaiting:
		return c, nil
	case c.Ended == EndWithdrawn:
		return c, refuse(ClaimWithdrawn, c.EndedAt)
	}
	by := ""
	names, err := tx.AccountNames(background, []int64{c.By})
	for _, n := range names {
		by = n.Name
	}
	if err != nil {
		return c, err
	}
	return c, refuse(ClaimDecided, by, c.DecidedAt)
}

// decide writes the decision down and tells the member. personal is what else the log keeps apart.
func (tx *Tx) decide(c ClaimCase, state ClaimState, reason string, personal Facts) error {
	n, err := tx.Queries.DecideClaim(background, sqlcdb.DecideClaimParams{State: string(state), HomeID: orNull(c.Home), Reason: reason, Now: &tx.Now, DecidedBy: tx.Actor.Account, ID: c.ID})
	if err != nil {
		return err
	}
	if n == 0 {
		return &Error{Kind: Conflict}
	}
	m, err := tx.GetMember(background, c.Member)
	if err != nil {
		return err
	}
	if state == ClaimVerified {
		if err := tx.becomeOwner(m.ID, deref(m.CommunityID), c.Community); err != nil {
			return err
		}
		if err := tx.endSold(c.Home); err != nil {
			return err
		}
	}
	if err := tx.place(c.Member); err != nil {
		return err
	}
	if err := tx.tellDecision(c.Claim, state, reason); err != nil {
		return err
	}
	if personal == nil {
		personal = why(reason)
	}
	return tx.audit(change{act: "home." + string(state), noun: c.ID, member: m.ID, facts: Facts{"community": c.Community, "home": c.Home, "how": "staff"}, personal: personal})
}

func (tx *Tx) tellDecision(c Claim, state ClaimState, reason string) error {
	home, err := tx.noticeHome(c)
	if err != nil {
		return err
	}
	if state == ClaimVerified {
		return tx.tell(c.Member, HomeVerified{c.ID, home})
	}
	return tx.tell(c.Member, HomeRefused{c.ID, home, reason})
}

// noticeHome answers the claim's home as a notice names it.
func (tx *Tx) noticeHome(c Claim) (NoticeHome, error) {
	com, err := tx.GetCommunity(background, c.Community)
	return NoticeHome{Text{com.NameHans, com.NameHant, com.NameEn}, c.HomeAddress}, err
}

// AskClaim asks the member of a waiting claim for something, in words that they are told. Until they answer, the claim waits
// for them. Refused: QuestionMissing, TextTooLong, OwnClaim, ClaimDecided, ClaimWithdrawn. NotFound outside the actor's
// communities.
func (s *Store) AskClaim(ctx context.Context, actor Actor, id int64, words string) error {
	words = strings.TrimSpace(words)
	if tidy(words) == "" {
		return refuseField("question", QuestionMissing)
	}
	if err := fits("question", words, mostReasonText); err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.undecided(id)
		if err != nil {
			return err
		}
		if n, err := tx.Queries.AskClaim(background, id); err != nil {
			return err
		} else if n == 0 {
			return &Error{Kind: Conflict}
		}
		step, err := tx.addStep(id, "asked", words, 0)
		if err != nil {
			return err
		}
		if err := tx.tellAsked(c.Claim, step, words); err != nil {
			return err
		}
		return tx.audit(change{act: "home.asked", noun: id, member: c.Member, facts: Facts{"community": c.Community}, personal: why(words)})
	})
}
