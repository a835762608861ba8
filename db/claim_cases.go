package db

import (
	"context"
	"slices"

	"clubhouse/db/sqlcdb"
)

// ClaimCase is a claim with what staff need to decide it.
type ClaimCase struct {
	Claim
	MemberName   string
	MemberPhone  string // masked
	MemberNumber string
	MemberSpeaks Locale
	Company      bool        // a company owns the home
	Owners       []OwnerLine // what the register says of the home, phones masked; empty where it does not know it
}

// OwnerLine is an owner of record beside a claim.
type OwnerLine struct {
	Name      string
	Phone     string // masked
	SameName  bool   // as the claiming member's, folded
	SamePhone bool
}

// WaitingClaims answers the claims that wait for staff in the communities that the actor decides, the oldest first, after the
// cursor (0: from the start), and the next cursor (0 at the end).
func (s *Store) WaitingClaims(ctx context.Context, actor Actor, after int64) (list []ClaimCase, more int64, err error) {
	return s.claimQueue(ctx, actor, after, "c.turn <> 'asked'")
}

// AskedClaims is WaitingClaims for those that wait for their members, whom staff have asked something.
func (s *Store) AskedClaims(ctx context.Context, actor Actor, after int64) (list []ClaimCase, more int64, err error) {
	return s.claimQueue(ctx, actor, after, "c.turn = 'asked'")
}

func (s *Store) claimQueue(ctx context.Context, actor Actor, after int64, turn string) (list []ClaimCase, more int64, err error) {
	w := where{}
	w.add("c.state = 'waiting'")
	w.add(turn)
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

// NextClaim answers the claim that the actor decides after that one: the next that waits for staff, else the first, 0 where
// none does.
func (s *Store) NextClaim(ctx context.Context, actor Actor, after int64) (next int64, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		for _, from := range []int64{after, 0} {
			w := where{}
			w.add("c.state = 'waiting' AND c.turn <> 'asked'")
			w.add("c.id > ? AND c.id <> ?", from, after)
			w.reach(actor, HomesDecide, "c.community_id")
			ids, err := rx.ids("SELECT c.id FROM home_claims c"+w.sql()+" ORDER BY c.id LIMIT 1", w.args...)
			if err != nil || len(ids) > 0 {
				next = append(ids, 0)[0]
				return err
			}
		}
		return nil
	})
	return next, err
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
		c := ClaimCase{Claim: claimOf(r.HomeClaim), MemberName: r.Name, MemberNumber: r.Number, MemberPhone: masked(MaskPhone, r.Phone), MemberSpeaks: Locale(r.Locale)}
		if r.Found != nil {
			c.Home = *r.Found
		}
		of := slices.DeleteFunc(slices.Clone(owners), func(o sqlcdb.OwnersOfRow) bool { return o.HomeID != homes[i] })
		c.Company = companyHome(r.Company, of)
		for _, o := range of {
			c.Owners = append(c.Owners, ownerLine(o, []sqlcdb.GetMemberRow{{NameFolded: r.NameFolded, Phone: r.Phone}}))
		}
		list[i] = c
	}
	return list, err
}

// ownerLine answers the owner beside a member and who was merged into them.
func ownerLine(o sqlcdb.OwnersOfRow, selves []sqlcdb.GetMemberRow) OwnerLine {
	l := OwnerLine{Name: o.Name, Phone: maskedPhone(o.Phone)}
	for _, m := range selves {
		l.SameName = l.SameName || o.NameFolded == m.NameFolded
		l.SamePhone = l.SamePhone || o.Phone != "" && o.Phone == deref(m.Phone)
	}
	return l
}

// ClaimFile is one claim with all that bears on its decision.
type ClaimFile struct {
	ClaimCase
	Steps     []ClaimStep
	Photos    []ClaimPhoto
	EraseOn   int64        // when the photos of one that is decided are erased
	Others    []HomeMember // other claims to the same home, that wait or are verified
	Near      []NearHome   // where the register does not know the home: those that may be meant
	Elsewhere []NearHome   // further homes for which the register has the member's phone
	Changing  bool         // a change of the home's owners waits
	DecidedBy string       // who of the staff has decided it
}

// NearHome is a home of the register beside a claim.
type NearHome struct {
	ID int64
	HomeAddress
	Place  Text
	Owners []OwnerLine
}

// ClaimFile answers one claim as staff decide it. NotFound outside the actor's communities.
func (s *Store) ClaimFile(ctx context.Context, actor Actor, id int64) (*ClaimFile, error) {
	var out *ClaimFile
	err := s.Read(ctx, func(rx *Rx) error {
		c, err := rx.claimCase(id)
		if err != nil {
			return err
		}
		if !actor.reaches(HomesDecide, c.Community) {
			return errNotFound
		}
		out = &ClaimFile{ClaimCase: c, EraseOn: rx.s.eraseOn(c.Claim)}
		if out.Steps, err = rx.claimSteps(id); err != nil {
			return err
		}
		if out.Photos, err = rx.claimPhotos(id, actor.Account); err != nil {
			return err
		}
		if err := rx.claimsBeside(out); err != nil {
			return err
		}
		if by := out.By; by != 0 {
			names, err := rx.AccountNames(background, []int64{by})
			if err != nil {
				return err
			}
			for _, n := range names {
				out.DecidedBy = n.Name
			}
		}
		if out.State != ClaimWaiting {
			return nil
		}
		if out.Home != 0 {
			if _, err := rx.ChangeWaits(background, out.Home); err == nil {
				out.Changing = true
			} else if !isNoRows(err) {
				return err
			}
		}
		return rx.homesBeside(actor, out)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// claimsBeside fills in the other claims to the same home that count.
func (rx *Rx) claimsBeside(f *ClaimFile) (err error) {
	var ids []int64
	if f.Home != 0 {
		ids, err = rx.ids("SELECT c.id FROM ("+claimsToHome+") AS c ORDER BY c.id DESC LIMIT ?2", f.Home, mostClaims)
	} else {
		ids, err = rx.ClaimsOfAddress(background, sqlcdb.ClaimsOfAddressParams{CommunityID: f.Community, Building: f.Building, Stair: f.Stair, Room: f.Room})
	}
	if err != nil {
		return err
	}
	rows, err := rx.ClaimsToHome(background, padded(ids, 16))
	for _, r := range rows {
		if c := claimOf(r.HomeClaim); c.ID != f.ID && (c.State == ClaimWaiting || c.State == ClaimVerified) {
			f.Others = append(f.Others, HomeMember{Claim: c, Name: r.Name, Number: r.Number})
		}
	}
	slices.SortFunc(f.Others, func(a, b HomeMember) int { return int(min(max(a.ID-b.ID, -1), 1)) })
	return err
}

// homesBeside fills in what else is known of the owners by who was merged into the member, further homes with a phone of
// theirs and, where the register does not know the claimed one, those
// of its community that may be meant: with the phone, of the same room, of one that a slip of the hand makes it, of the rooms
// next to it.
func (rx *Rx) homesBeside(actor Actor, f *ClaimFile) error {
	selves, err := rx.selves(f.Member)
	if err != nil {
		return err
	}
	if f.Home != 0 && len(selves) > 1 {
		owners, err := rx.OwnersOf(background, []int64{f.Home})
		if err != nil {
			return err
		}
		f.Owners = nil
		for _, o := range owners {
			f.Owners = append(f.Owners, ownerLine(o, selves))
		}
	}
	for _, m := range selves {
		phone := deref(m.Phone)
		if phone == "" {
			continue
		}
		rows, err := rx.HomesOfPhone(background, sqlcdb.HomesOfPhoneParams{Phone: phone, Beside: f.Home})
		if err != nil {
			return err
		}
		for _, r := range rows {
			if !actor.reaches(HomesDecide, r.CommunityID) {
				continue
			}
			f.Elsewhere = append(f.Elsewhere, NearHome{ID: r.ID, HomeAddress: HomeAddress{r.CommunityID, r.Building, r.Stair, r.Room}, Place: Text{r.NameHans, r.NameHant, r.NameEn}})
			if f.Home == 0 && r.CommunityID == f.Community {
				f.Near = append(f.Near, f.Elsewhere[len(f.Elsewhere)-1])
			}
		}
	}
	if f.Home == 0 {
		same, err := rx.HomesOfRoom(background, sqlcdb.HomesOfRoomParams{Room: f.Room, CommunityID: f.Community})
		if err != nil {
			return err
		}
		beside, err := rx.HomesBeside(background, sqlcdb.HomesBesideParams{CommunityID: f.Community, Building: f.Building, Stair: f.Stair, Room: f.Room})
		if err != nil {
			return err
		}
		slips, err := rx.HomesOfSlips(background, sqlcdb.HomesOfSlipsParams{CommunityID: f.Community, Building: f.Building, Rooms: slipsOf(f.Room)})
		if err != nil {
			return err
		}
		for _, r := range slips {
			same = append(same, sqlcdb.HomesOfRoomRow(r))
		}
		for _, r := range beside {
			same = append(same, sqlcdb.HomesOfRoomRow(r))
		}
		for _, r := range same {
			if !slices.ContainsFunc(f.Near, func(n NearHome) bool { return n.ID == r.ID }) {
				f.Near = append(f.Near, NearHome{ID: r.ID, HomeAddress: HomeAddress{r.CommunityID, r.Building, r.Stair, r.Room}})
			}
		}
	}
	ids := make([]int64, len(f.Near))
	for i, n := range f.Near {
		ids[i] = n.ID
	}
	owners, err := rx.OwnersOf(background, padded(ids, 16))
	for _, o := range owners {
		i := slices.IndexFunc(f.Near, func(n NearHome) bool { return n.ID == o.HomeID })
		f.Near[i].Owners = append(f.Near[i].Owners, ownerLine(o, selves))
	}
	return err
}

// slipsOf answers the rooms of which a typed one may be a slip: a sign too many, or two in the other's place.
func slipsOf(room string) (out []string) {
	r := []rune(room)
	for i := range r {
		if len(r) > 2 {
			out = append(out, string(slices.Concat(r[:i], r[i+1:])))
		}
		if i > 0 && r[i] != r[i-1] {
			swapped := slices.Clone(r)
			swapped[i], swapped[i-1] = r[i-1], r[i]
			out = append(out, string(swapped))
		}
	}
	if len(out) == 0 {
		out = append(out, room)
	}
	return out
}

// Doubt is a reason why the register did not settle a claim by itself, or why its decision wants care.
type Doubt string

// The doubts.
const (
	DoubtNoHome     Doubt = "no_home"     // the register does not know the home
	DoubtNoOwner    Doubt = "no_owner"    // it knows no owner of it
	DoubtOtherName  Doubt = "other_name"  // the phone is an owner's, the name is not
	DoubtOtherPhone Doubt = "other_phone" // the name is an owner's, the phone is not
	DoubtCrossed    Doubt = "crossed"     // the name is one owner's and the phone another's
	DoubtNeither    Doubt = "neither"
	DoubtCompany    Doubt = "company"   // a company owns the home
	DoubtElsewhere  Doubt = "elsewhere" // the phone is on the register for another home
	DoubtVerified   Doubt = "verified"  // others are verified for the home
	DoubtOthers     Doubt = "others"    // others wait for it
	DoubtChange     Doubt = "change"    // a change of its owners waits
)

// Doubts answers what makes the claim doubtful, what matters most first.
func (f *ClaimFile) Doubts() (out []Doubt) {
	add := func(when bool, d Doubt) {
		if when {
			out = append(out, d)
		}
	}
	name := slices.ContainsFunc(f.Owners, func(o OwnerLine) bool { return o.SameName })
	phone := slices.ContainsFunc(f.Owners, func(o OwnerLine) bool { return o.SamePhone })
	pair := slices.ContainsFunc(f.Owners, func(o OwnerLine) bool { return o.SameName && o.SamePhone })
	known := f.Home != 0 && len(f.Owners) > 0
	add(f.Home == 0, DoubtNoHome)
	add(f.Home != 0 && len(f.Owners) == 0, DoubtNoOwner)
	add(f.Company, DoubtCompany)
	add(known && !f.Company && phone && !name, DoubtOtherName)
	add(known && !f.Company && name && !phone, DoubtOtherPhone)
	add(known && !f.Company && name && phone && !pair, DoubtCrossed)
	add(known && !f.Company && !name && !phone, DoubtNeither)
	add(len(f.Elsewhere) > 0, DoubtElsewhere)
	add(f.count(ClaimVerified) > 0, DoubtVerified)
	add(f.count(ClaimWaiting) > 0, DoubtOthers)
	add(f.Changing, DoubtChange)
	return out
}

func (f *ClaimFile) count(state ClaimState) (n int) {
	for _, o := range f.Others {
		if o.State == state {
			n++
		}
	}
	return n
}

// Verified answers how many others are verified for the home.
func (f *ClaimFile) Verified() int { return f.count(ClaimVerified) }
