package db

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"
)

// Found is what a search of the desk has found, by what it is.
type Found struct {
	Members     Hits[MemberRow]
	Homes       Hits[FoundHome] // by their address
	Contracts   Hits[FoundHome] // by their contract
	Vouchers    Hits[*StaffVoucher]
	Merchants   Hits[Merchant]
	Offers      Hits[FoundOffer]
	Communities Hits[Community]

	Places []Community // all, by which the others are named
}

// None tells whether nothing was found.
func (f *Found) None() bool {
	return len(f.Members.List)+len(f.Homes.List)+len(f.Contracts.List)+len(f.Vouchers.List)+len(f.Merchants.List)+len(f.Offers.List)+len(f.Communities.List) == 0
}

// Hits are the first of what was found.
type Hits[T any] struct {
	List []T
	More bool // there are more than these
}

func (h *Hits[T]) add(v T) {
	if len(h.List) == mostHits {
		h.More = true
		return
	}
	h.List = append(h.List, v)
}

// FoundHome is a home of the owners' register.
type FoundHome struct {
	ID int64
	HomeAddress
	Place    Text
	Contract string
}

// FoundOffer is an offer in its newest version.
type FoundOffer struct {
	ID       int64
	Title    Text
	Merchant Text
	State    OfferState
}

const (
	mostHits      = 8 // of one group
	mostSought    = 100
	leastContract = 4 // signs of a contract, where these are only its beginning
)

// homesFoundWith is the right of whoever finds homes, in the communities that it covers.
const homesFoundWith = MembersRead

// Why nothing is looked for.
const (
	SearchTooShort Reason = "search_too_short"
	SearchTooLong  Reason = "search_too_long" // args: most signs, signs there are
)

// Search finds whatever the actor may see by what was typed: members as their list does, homes by their address and
// contract, a voucher by its whole code, and merchants, offers and communities by their name. Refused: SearchTooShort,
// SearchTooLong.
func (s *Store) Search(ctx context.Context, actor Actor, typed string) (f Found, err error) {
	typed = tidy(typed)
	switch n := utf8.RuneCountInString(typed); {
	case n > mostSought:
		return f, refuseField("q", SearchTooLong, mostSought, n)
	case !soughtEnough(typed):
		return f, refuseField("q", SearchTooShort)
	}
	err = s.Read(ctx, func(rx *Rx) error {
		f = Found{}
		all, err := rx.ListCommunities(background)
		if err != nil {
			return err
		}
		f.Places = make([]Community, len(all))
		for i, r := range all {
			f.Places[i] = communityOf(r)
		}
		for _, look := range []func(*Rx, Actor, string) error{
			f.members, f.homes, f.contracts, f.vouchers, f.merchants, f.offers, f.communities,
		} {
			if err := look(rx, actor, typed); err != nil {
				return err
			}
		}
		return nil
	})
	return f, err
}

// soughtEnough tells whether it is worth looking: one Han character is, one letter and two digits are not.
func soughtEnough(typed string) bool {
	han, letters := 0, 0
	for _, r := range typed {
		if r >= utf8.RuneSelf {
			han++
		} else if r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' {
			letters++
		}
	}
	return han > 0 || letters > 1 && (letters >= leastDigits || digits(typed) == "")
}

func (f *Found) members(rx *Rx, actor Actor, typed string) error {
	if !actor.May(MembersRead) {
		return nil
	}
	ids, more, err := rx.FindMembers(actor, typed, mostHits)
	if err != nil || len(ids) == 0 {
		return err
	}
	list, err := rx.memberRows(ids)
	if err == nil {
		err = rx.veilRows(actor, list)
	}
	slices.SortFunc(list, func(a, b MemberRow) int { return cmp.Compare(b.ID, a.ID) })
	f.Members = Hits[MemberRow]{list, more}
	return err
}

// FindMembers answers of the members whom the actor may see and what was typed means the newest, so many at most, and whether
// there are more.
func (rx *Rx) FindMembers(actor Actor, typed string, most int) (ids []int64, more bool, err error) {
	n := &narrowing{rx: rx, actor: actor, club: rx.s.Club(), from: MemberList.from, id: MemberList.id}
	if err := n.member(typed); err != nil {
		return nil, false, err
	}
	if err := n.seen(actor, MembersRead, n.id); err != nil {
		return nil, false, err
	}
	from, id, w := n.few()
	ids, next, err := rx.page(most, "SELECT "+id+" FROM "+from+w.sql()+" ORDER BY "+id+" DESC", w.args...)
	return ids, next != 0, err
}

func (f *Found) homes(rx *Rx, actor Actor, typed string) (err error) {
	if !actor.May(homesFoundWith) {
		return nil
	}
	if w := homeTyped(typed, f.Places); w != nil {
		w.reach(actor, homesFoundWith, "h.community_id")
		f.Homes, err = rx.foundHomes(f.Places, "h.community_id, h.building, h.stair", w)
	}
	return err
}

// homeTyped answers the condition of the homes (h) that were typed, nil where no home was.
func homeTyped(typed string, places []Community) *where {
	readings := readHome(typed)
	for _, exact := range []bool{true, false} {
		for _, h := range readings {
			if w := h.where(places, exact); w != nil {
				return w
			}
		}
	}
	return nil
}

// contracts looks for the contract as it was typed and in capitals: by the whole, or by its first signs.
func (f *Found) contracts(rx *Rx, actor Actor, typed string) (err error) {
	if !actor.May(homesFoundWith) {
		return nil
	}
	for _, c := range slices.Compact([]string{typed, strings.ToUpper(typed)}) {
		w := &where{}
		if utf8.RuneCountInString(c) < leastContract {
			w.add("h.contract = ?", c)
		} else {
			w.add("h.contract >= ? AND h.contract < ?", c, c+"\U0010FFFF")
		}
		w.reach(actor, homesFoundWith, "h.community_id")
		if f.Contracts, err = rx.foundHomes(f.Places, "h.contract, h.id", w); err != nil || len(f.Contracts.List) > 0 {
			return err
		}
	}
	return nil
}

// foundHomes answers the first homes of the order.
func (rx *Rx) foundHomes(places []Community, order string, w *where) (out Hits[FoundHome], err error) {
	ids, more, err := rx.page(mostHits, "SELECT h.id FROM homes h"+w.sql()+" ORDER BY "+order, w.args...)
	if err != nil || len(ids) == 0 {
		return out, err
	}
	rows, err := rx.HomesByIDs(background, ids)
	out = Hits[FoundHome]{make([]FoundHome, len(ids)), more != 0}
	for _, r := range rows {
		h := FoundHome{ID: r.ID, HomeAddress: HomeAddress{r.CommunityID, r.Building, r.Stair, r.Room}, Contract: r.Contract}
		if i := slices.IndexFunc(places, func(p Community) bool { return p.ID == r.CommunityID }); i >= 0 {
			h.Place = places[i].Name
		}
		out.List[slices.Index(ids, r.ID)] = h
	}
	return out, err
}

func (f *Found) vouchers(rx *Rx, actor Actor, typed string) error {
	code, ok := ParseCode(typed)
	if !ok || !actor.May(OffersRead) {
		return nil
	}
	id, err := rx.VoucherByCode(background, code)
	if isNoRows(err) {
		return nil
	}
	if err != nil {
		return err
	}
	v, err := rx.staffVoucher(actor, id)
	if KindOf(err) == NotFound {
		return nil
	}
	if err == nil {
		f.Vouchers.add(v)
	}
	return err
}

func (f *Found) merchants(rx *Rx, actor Actor, typed string) error {
	if !actor.May(MerchantsRead) {
		return nil
	}
	sought := closely(typed)
	rows, err := rx.ListMerchants(background)
	for _, r := range slices.Backward(rows) {
		if m := merchantOf(r); m.Name.has(sought) {
			f.Merchants.add(m)
		}
	}
	return err
}

func (f *Found) offers(rx *Rx, actor Actor, typed string) error {
	if !actor.May(OffersRead) {
		return nil
	}
	sought := closely(typed)
	rows, err := rx.OfferNames(background)
	for _, r := range rows {
		if title := (Text{r.TitleHans, r.TitleHant, r.TitleEn}); title.has(sought) {
			f.Offers.add(FoundOffer{r.ID, title, Text{r.NameHans, r.NameHant, r.NameEn}, OfferState(r.State)})
		}
	}
	return err
}

func (f *Found) communities(_ *Rx, actor Actor, typed string) error {
	sought := closely(typed)
	for _, p := range f.Places {
		if actor.reaches(CatalogRead, p.ID) && p.Name.has(sought) {
			f.Communities.add(p)
		}
	}
	return nil
}
