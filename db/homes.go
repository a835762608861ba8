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
	How       string // "register" or "staff", once decided
	Rivals    int64  // members who were verified for the home when it was claimed
	Reason    string // why staff refused it, in their words
	ClaimedAt int64
	DecidedAt int64
	EndedAt   int64
}

// Refusals of claims.
const (
	RoomMissing    Reason = "room_missing"
	PlaceWrong     Reason = "place_wrong"     // a building, stair or room that cannot be one
	ClaimStands    Reason = "claim_stands"    // the member has claimed this home already
	ClaimsTooMany  Reason = "claims_too_many" // too many claims today
	OwnClaim       Reason = "own_claim"       // nobody decides their own claim
	ClaimDecided   Reason = "claim_decided"   // somebody else decided it first
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
// waits for staff. Refused: CommunityUnknown, ClaimStands, ClaimsTooMany.
func (s *Store) ClaimHome(ctx context.Context, actor Actor, a HomeAddress) (Claim, error) {
	var out Claim
	err := s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.communityThere(a.Community); err != nil {
			return err
		}
		if ok, err := claimsPerDay.of(tx.s.Club().Of(HomeClaims)).hit(tx, strconv.FormatInt(tx.Actor.Member, 10)); err != nil {
			return err
		} else if !ok {
			return refuse(ClaimsTooMany)
		}
		m, err := tx.GetMember(background, tx.Actor.Member)
		if err != nil {
			return err
		}
		out = Claim{ID: tx.NewID(), Member: m.ID, HomeAddress: a, State: ClaimWaiting, ClaimedAt: tx.Now}
		home, err := tx.FindHome(background, sqlcdb.FindHomeParams{CommunityID: a.Community, Building: a.Building, Stair: a.Stair, Room: a.Room})
		if err != nil && !isNoRows(err) {
			return err
		}
		if err == nil {
			out.Home = home.ID
			owners, err := tx.OwnersOf(background, []int64{home.ID})
			if err != nil {
				return err
			}
			if ownerMatches(owners, m.NameFolded, deref(m.Phone)) {
				out.State, out.How, out.DecidedAt = ClaimVerified, "register", tx.Now
			}
			if out.Rivals, err = tx.CountVerified(background, sqlcdb.CountVerifiedParams{HomeID: &home.ID, MemberID: m.ID}); err != nil {
				return err
			}
		}
		n, err := tx.InsertClaim(background, sqlcdb.InsertClaimParams{
			ID: out.ID, MemberID: m.ID, CommunityID: a.Community, Building: a.Building, Stair: a.Stair, Room: a.Room, HomeID: orNull(out.Home),
			State: string(out.State), How: out.How, Rivals: out.Rivals, ClaimedAt: tx.Now, DecidedAt: orNull(out.DecidedAt),
		})
		if err != nil {
			return err
		}
		if n == 0 {
			return refuse(ClaimStands)
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
		return tx.audit(change{act: "home." + map[bool]string{true: "verified", false: "claimed"}[out.State == ClaimVerified], noun: out.ID, member: m.ID,
			facts: Facts{"community": a.Community, "home": out.Home, "how": out.How, "rivals": out.Rivals}, personal: Facts{"address": a}})
	})
	return out, err
}

// ownerMatches tells whether the register pairs this very phone with this name.
func ownerMatches(owners []sqlcdb.OwnersOfRow, nameFolded, phone string) bool {
	return phone != "" && slices.ContainsFunc(owners, func(o sqlcdb.OwnersOfRow) bool {
		return o.Phone == phone && o.NameFolded == nameFolded
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
		State: ClaimState(r.State), How: r.How, Rivals: r.Rivals, Reason: r.Reason, ClaimedAt: r.ClaimedAt, DecidedAt: deref(r.DecidedAt),
		EndedAt: deref(r.EndedAt),
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
			ID: r.ID, Member: member, HomeAddress: HomeAddress{r.CommunityID, r.Building, r.Stair, r.Room}, State: ClaimState(r.State), How: r.How, Rivals: r.Rivals,
			Reason: r.Reason, ClaimedAt: r.ClaimedAt, DecidedAt: deref(r.DecidedAt), EndedAt: deref(r.EndedAt),
		}, Text{r.NameHans, r.NameHant, r.NameEn}})
	}
	return out, err
}

// ClaimCase is a waiting claim with what staff need to decide it.
type ClaimCase struct {
	Claim
	MemberName   string
	MemberPhone  string // masked
	MemberNumber string
	Owners       []OwnerLine // what the register says of the home, phones masked; empty where it does not know it
}

// OwnerLine is an owner of record beside a claim.
type OwnerLine struct {
	Name      string
	Phone     string // masked
	SameName  bool   // as the claiming member's, folded
	SamePhone bool
}

// WaitingClaims answers the claims that wait in the communities that the actor decides, the oldest first, after the
// cursor (0: from the start), and the next cursor (0 at the end).
func (s *Store) WaitingClaims(ctx context.Context, actor Actor, after int64) (list []ClaimCase, more int64, err error) {
	w := where{}
	w.add("c.state = 'waiting'")
	w.add("c.id > ?", after)
	w.reach(actor, HomesDecide, "c.community_id")
	err = s.Read(ctx, func(rx *Rx) error {
		var ids []int64
		if ids, more, err = rx.page(pageRows, "SELECT c.id FROM home_claims c"+w.sql()+" ORDER BY c.id", w.args...); err != nil {
			return err
		}
		list, err = rx.claimCases(ids)
		return err
	})
	return list, more, err
}

// ClaimCase answers one claim as staff decide it. NotFound outside the actor's communities.
func (s *Store) ClaimCase(ctx context.Context, actor Actor, id int64) (ClaimCase, error) {
	var out ClaimCase
	err := s.Read(ctx, func(rx *Rx) (err error) {
		if out, err = rx.claimCase(id); err != nil {
			return err
		}
		if !actor.reaches(HomesDecide, out.Community) {
			return errNotFound
		}
		return nil
	})
	return out, err
}

func (rx *Rx) claimCase(id int64) (ClaimCase, error) {
	list, err := rx.claimCases([]int64{id})
	if err != nil {
		return ClaimCase{}, err
	}
	if len(list) == 0 {
		return ClaimCase{}, errNotFound
	}
	return list[0], nil
}

func (rx *Rx) claimCases(ids []int64) ([]ClaimCase, error) {
	rows, err := rx.ClaimCases(background, ids)
	if err != nil {
		return nil, err
	}
	homes := make([]int64, len(rows))
	for i, r := range rows {
		homes[i] = deref(r.Found)
	}
	owners, err := rx.OwnersOf(background, homes)
	list := make([]ClaimCase, len(rows))
	for i, r := range rows {
		c := ClaimCase{Claim: claimOf(r.HomeClaim), MemberName: r.Name, MemberNumber: r.Number, MemberPhone: masked(MaskPhone, r.Phone)}
		if r.Found != nil {
			c.Home = *r.Found
		}
		for _, o := range owners {
			if o.HomeID == homes[i] {
				c.Owners = append(c.Owners, OwnerLine{Name: o.Name, Phone: MaskPhone(o.Phone), SameName: o.NameFolded == r.NameFolded, SamePhone: o.Phone != "" && o.Phone == deref(r.Phone)})
			}
		}
		list[i] = c
	}
	return list, err
}

// DecideClaim approves a waiting claim, or refuses it with a reason that the member sees; the member is told.
// Refused: ReasonMissing, TextTooLong, ClaimDecided, NotOnRegister. NotFound outside the actor's communities.
func (s *Store) DecideClaim(ctx context.Context, actor Actor, id int64, approve bool, reason string) error {
	reason, err := checkReason(reason)
	if err != nil && !(approve && ReasonOf(err) == ReasonMissing) { // an approval needs none
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.claimCase(id)
		if err != nil {
			return err
		}
		if !tx.Actor.reaches(HomesDecide, c.Community) {
			return errNotFound
		}
		if m, err := tx.MemberOfAccount(background, tx.Actor.Account); err == nil && m == c.Member {
			return refuse(OwnClaim)
		}
		if approve && c.Home == 0 {
			return refuse(NotOnRegister)
		}
		state := ClaimRefused
		if approve {
			state, reason = ClaimVerified, ""
		}
		n, err := tx.Queries.DecideClaim(background, sqlcdb.DecideClaimParams{State: string(state), HomeID: orNull(c.Home), Reason: reason, Now: &tx.Now, ID: id})
		if err != nil {
			return err
		}
		if n == 0 {
			return refuse(ClaimDecided)
		}
		m, err := tx.GetMember(background, c.Member)
		if err != nil {
			return err
		}
		if approve {
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
		return tx.audit(change{act: "home." + string(state), noun: id, member: m.ID, facts: Facts{"community": c.Community, "home": c.Home, "how": "staff"}, personal: why(reason)})
	})
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

// one answers the destination by phone where there is one, else by e-mail.
func (d Destination) one() Destination {
	if d.Phone != "" {
		return Destination{Phone: d.Phone}
	}
	return d
}
