package db

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"clubhouse/db/sqlcdb"
)

// ClaimState is where a claim to a home stands.
type ClaimState string

// The states of a claim.
const (
	ClaimWaiting  ClaimState = "waiting"
	ClaimVerified ClaimState = "verified"
	ClaimRefused  ClaimState = "refused"
	ClaimEnded    ClaimState = "ended"
)

// HomeAddress is how a home is told: building, stair and room in the register's short form.
type HomeAddress struct {
	Community             int64
	Building, Stair, Room string
}

// Claim is a member's claim to a home.
type Claim struct {
	ID     int64
	Member int64
	HomeAddress
	Home      int64 // 0 while it is not known on the register
	State     ClaimState
	Turn      ClaimTurn // of one that waits
	How       string    // "register" or "staff", once decided
	Rivals    int64     // members who were verified for the home when it was claimed
	Reason    string    // why staff refused it, in their words
	ClaimedAt int64
	DecidedAt int64 // 0 also for one that was withdrawn
	By        int64 // whose account of the staff decided it, or 0
	EndedAt   int64
	Ended     ClaimEnd
	EndedDay  Day // from which the home is theirs no more, as its member says; "" where it is the day of EndedAt
}

// ClaimTurn is whose turn it is with a claim that waits.
type ClaimTurn string

// The turns. The zero one is the staff's, of a claim that they have asked nothing about.
const (
	TurnAsked    ClaimTurn = "asked"    // the member's
	TurnAnswered ClaimTurn = "answered" // the staff's again
)

// ClaimEnd is how a claim that is over ended.
type ClaimEnd string

// The ends of a claim.
const (
	EndSold      ClaimEnd = "sold"      // another owner of the home is verified
	EndGivenUp   ClaimEnd = "given_up"  // its member says that the home is theirs no more
	EndWithdrawn ClaimEnd = "withdrawn" // its member took it back while it waited
)

// Refusals of claims.
const (
	RoomMissing    Reason = "room_missing"
	PlaceWrong     Reason = "place_wrong"     // a building, stair or room that cannot be one
	ClaimStands    Reason = "claim_stands"    // the member has claimed this home already. args: that claim
	ClaimsTooMany  Reason = "claims_too_many" // too many claims today
	OwnClaim       Reason = "own_claim"       // nobody decides their own claim
	NotOnRegister  Reason = "not_on_register" // staff cannot approve a home that the register does not know
	mostPlaceSigns        = 20
)

// ParseAddress reads a home as a member types it (３栋, 4单元, 1802室) into the register's form.
// Refused: CommunityUnknown, RoomMissing, PlaceWrong.
func ParseAddress(community int64, building, stair, room string) (HomeAddress, error) {
	a := HomeAddress{Community: community, Building: unit(tidy(building)), Stair: unit(tidy(stair)), Room: unit(tidy(room))}
	var f faults
	f.when(community <= 0, "community", CommunityUnknown)
	for _, part := range []struct{ field, v string }{{"building", a.Building}, {"stair", a.Stair}, {"room", a.Room}} {
		wrong := utf8.RuneCountInString(part.v) > mostPlaceSigns || strings.ContainsFunc(part.v, func(r rune) bool { return r < ' ' })
		f.when(wrong, part.field, PlaceWrong)
	}
	f.when(a.Room == "", "room", RoomMissing)
	return a, f.err()
}

// ClaimHome claims a home for the actor's member. Where the account's phone stands on the register for that home,
// paired with the member's name (both folded), it is verified at once and the member becomes an owner; else the claim
// waits for staff, with the photos of a contract that came along, which are not kept where nobody has to look at them.
// Refused: CommunityUnknown, ClaimStands, ClaimsTooMany, PhotosOver, PictureTooWide.
func (s *Store) ClaimHome(ctx context.Context, actor Actor, a HomeAddress, photos ...*Picture) (Claim, error) {
	var out Claim
	if err := checkPhotos(photos, 0); err != nil {
		return out, err
	}
	err := s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.communityThere(a.Community); err != nil {
			return err
		}
		if ok, err := claimsPerDay.of(tx.s.Club().Of(HomeClaims)).hit(tx, strconv.FormatInt(tx.Actor.Member, 10)); err != nil {
			return err
		} else if !ok {
			return refuse(ClaimsTooMany)
		}
		selves, err := tx.selves(tx.Actor.Member)
		if err != nil {
			return err
		}
		m := selves[0]
		out = Claim{ID: tx.NewID(), Member: m.ID, HomeAddress: a, State: ClaimWaiting, ClaimedAt: tx.Now}
		home, err := tx.findHome(a)
		if err != nil && !isNoRows(err) {
			return err
		}
		if err == nil {
			out.Home, out.Building, out.Stair, out.Room = home.ID, home.Building, home.Stair, home.Room
			owners, err := tx.OwnersOf(background, []int64{home.ID})
			if err != nil {
				return err
			}
			if !companyHome(home.Company, owners) && ownersMatch(owners, selves) {
				out.State, out.How, out.DecidedAt = ClaimVerified, "register", tx.Now
			}
			if out.Rivals, err = tx.CountVerified(background, sqlcdb.CountVerifiedParams{HomeID: &home.ID, MemberID: m.ID}); err != nil {
				return err
			}
		}
		n, err := tx.InsertClaim(background, sqlcdb.InsertClaimParams{
			ID: out.ID, MemberID: m.ID, CommunityID: a.Community, Building: out.Building, Stair: out.Stair, Room: out.Room, HomeID: orNull(out.Home),
			State: string(out.State), How: out.How, Rivals: out.Rivals, ClaimedAt: tx.Now, DecidedAt: orNull(out.DecidedAt),
		})
		if err != nil {
			return err
		}
		if n == 0 {
			stands, err := tx.ClaimOfHome(background, sqlcdb.ClaimOfHomeParams{
				MemberID: m.ID, CommunityID: a.Community, Building: out.Building, Stair: out.Stair, Room: out.Room, ID: out.ID,
			})
			if err != nil {
				return err
			}
			return refuse(ClaimStands, stands[0]) // an index lets none but such a one be in the way
		}
		if out.State == ClaimVerified {
			if err := tx.becomeOwner(m.ID, deref(m.CommunityID), a.Community); err != nil {
				return err
			}
			if err := tx.endSold(out.Home); err != nil {
				return err
			}
		}
		if err := tx.place(m.ID); err != nil {
			return err
		}
		if err := tx.compare(m.ID); err != nil {
			return err
		}
		facts := Facts{"community": a.Community, "home": out.Home, "how": out.How, "rivals": out.Rivals}
		if out.State == ClaimWaiting && len(photos) > 0 {
			facts["photos"] = len(photos)
			if err := tx.keepPhotos(out.ID, photos); err != nil {
				return err
			}
		}
		return tx.audit(change{act: "home." + map[bool]string{true: "verified", false: "claimed"}[out.State == ClaimVerified], noun: out.ID, member: m.ID,
			facts: facts, personal: Facts{"address": out.HomeAddress}})
	})
	return out, err
}

// findHome answers the home on the register at an address, in figures before one whose numbers are spelled out.
func (rx *Rx) findHome(a HomeAddress) (sqlcdb.Home, error) {
	return rx.FindHome(background, sqlcdb.FindHomeParams{
		CommunityID: a.Community, Building: a.Building, BuildingSpelled: hanSpelling(a.Building),
		Stair: a.Stair, StairSpelled: hanSpelling(a.Stair), Room: a.Room, RoomSpelled: hanSpelling(a.Room),
	})
}

// ownersMatch tells whether the register pairs a phone that the member, or who was merged into them, has proven with a name
// of theirs.
func ownersMatch(owners []sqlcdb.OwnersOfRow, selves []sqlcdb.GetMemberRow) bool {
	return slices.ContainsFunc(selves, func(by sqlcdb.GetMemberRow) bool {
		return by.PhoneProven != 0 && slices.ContainsFunc(selves, func(m sqlcdb.GetMemberRow) bool { return ownerMatches(owners, m.NameFolded, deref(by.Phone)) })
	})
}

// ownerMatches tells whether the register pairs this very phone with this name. A company's name is nobody's.
func ownerMatches(owners []sqlcdb.OwnersOfRow, nameFolded, phone string) bool {
	return phone != "" && slices.ContainsFunc(owners, func(o sqlcdb.OwnersOfRow) bool {
		return o.Phone == phone && o.NameFolded == nameFolded && !IsCompany(o.Name)
	})
}

// becomeOwner makes an owner of the member, in the community of the home unless they named one before.
func (tx *Tx) becomeOwner(member, community, home int64) error {
	if community == 0 {
		if err := tx.SetMemberCommunity(background, sqlcdb.SetMemberCommunityParams{CommunityID: &home, ID: member}); err != nil {
			return err
		}
	}
	return tx.SetMemberClass(background, sqlcdb.SetMemberClassParams{Class: string(Owner), ID: member})
}

// Claims answers the member's claims, newest first.
func (s *Store) Claims(ctx context.Context, member int64) ([]Claim, error) {
	var out []Claim
	err := s.Read(ctx, func(rx *Rx) error {
		out = nil
		rows, err := rx.ClaimsOf(background, member)
		for _, r := range rows {
			out = append(out, claimOf(r))
		}
		return err
	})
	return out, err
}

func claimOf(r sqlcdb.HomeClaim) Claim {
	return Claim{
		ID: r.ID, Member: r.MemberID, HomeAddress: HomeAddress{r.CommunityID, r.Building, r.Stair, r.Room}, Home: deref(r.HomeID),
		State: ClaimState(r.State), Turn: ClaimTurn(r.Turn), How: r.How, Rivals: r.Rivals, Reason: r.Reason, ClaimedAt: r.ClaimedAt, DecidedAt: deref(r.DecidedAt),
		By: r.DecidedBy, EndedAt: deref(r.EndedAt), Ended: ClaimEnd(r.EndedHow), EndedDay: Day(r.EndedDay),
	}
}

// MemberHome is a claim as its member sees it. Home is not told.
type MemberHome struct {
	Claim
	CommunityName Text
}

// MemberHomes answers the member's claims with the names of their communities, newest first.
func (s *Store) MemberHomes(ctx context.Context, member int64) ([]MemberHome, error) {
	var out []MemberHome
	err := s.ask(ctx, func(rx *Rx) (err error) { out, err = rx.memberHomes(member); return err })
	return out, err
}

// CardPlaces answers the names of the communities where the member has a verified home, the newest first. A friend has
// none: the first verified home makes an owner.
func (s *Store) CardPlaces(ctx context.Context, m *MemberCard) ([]Text, error) {
	if m.Class == Friend {
		return nil, nil
	}
	var homes []MemberHome
	err := s.askOf(ctx, m, func(rx *Rx) (err error) { homes, err = rx.memberHomes(m.ID); return err })
	return VerifiedPlaces(homes), err
}

// CardAhead is the Ahead of CardPlaces.
func CardAhead(rx *Rx, m *MemberCard) { _, _ = rx.memberHomes(m.ID) }

// VerifiedPlaces answers the names of the communities of the verified homes, each once.
func VerifiedPlaces(homes []MemberHome) (names []Text) {
	for _, h := range homes {
		if h.State == ClaimVerified && !slices.Contains(names, h.CommunityName) {
			names = append(names, h.CommunityName)
		}
	}
	return names
}

func (rx *Rx) memberHomes(member int64) (out []MemberHome, err error) {
	rows, err := rx.HomesOfMember(background, member)
	for _, r := range rows {
		out = append(out, MemberHome{Claim{
			ID: r.ID, Member: member, HomeAddress: HomeAddress{r.CommunityID, r.Building, r.Stair, r.Room}, State: ClaimState(r.State), Turn: ClaimTurn(r.Turn), How: r.How, Rivals: r.Rivals,
			Reason: r.Reason, ClaimedAt: r.ClaimedAt, DecidedAt: deref(r.DecidedAt), EndedAt: deref(r.EndedAt), Ended: ClaimEnd(r.EndedHow), EndedDay: Day(r.EndedDay),
		}, Text{r.NameHans, r.NameHant, r.NameEn}})
	}
	return out, err
}

// one answers the destination by phone where there is one, else by e-mail.
func (d Destination) one() Destination {
	if d.Phone != "" {
		return Destination{Phone: d.Phone}
	}
	return d
}
