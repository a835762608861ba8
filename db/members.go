package db

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clubhouse/db/sqlcdb"
)

// Class is what a member is to the club.
type Class string

// The classes: an owner has a verified home, a friend is anyone else of 18 or more.
const (
	Owner  Class = "owner"
	Friend Class = "friend"
)

// Classes lists the classes in order.
var Classes = []Class{Owner, Friend}

// Tier is a standing earned in a period.
type Tier string

// The tiers, lowest first.
const (
	Classic Tier = "classic"
	Silver  Tier = "silver"
	Gold    Tier = "gold"
	Jade    Tier = "jade"
)

// Tiers lists the tiers, lowest first.
var Tiers = []Tier{Classic, Silver, Gold, Jade}

// Refusals of the joining form.
const (
	NameMissing      Reason = "name_missing"
	NameWrong        Reason = "name_wrong" // args: most signs
	NotAdult         Reason = "not_adult"
	TermsNotAgreed   Reason = "terms_not_agreed"
	PrivacyNotAgreed Reason = "privacy_not_agreed"
	TextChanged      Reason = "text_changed" // a newer version came into force while the form was open: it is to be read first
	CommunityUnknown Reason = "community_unknown"
	ProofGone        Reason = "proof_gone" // the proven code is too old: ask for another
)

// Joining is what the joining form asks.
type Joining struct {
	Name      string
	Adult     bool
	Locale    Locale
	Community int64 // 0: none
	Terms     bool
	Privacy   bool
	Versions  map[TextKind]string // those that were shown; none: whatever is in force
	SMS       bool                // marketing, off by default
	Email     bool
	Service   bool // messages about the membership, by SMS and e-mail
}

const mostNameSigns = 60

// CheckName answers the name trimmed, or NameMissing or NameWrong for field.
func CheckName(field, name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return "", refuseField(field, NameMissing)
	}
	if utf8.RuneCountInString(name) > mostNameSigns || !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsPrint(r)
	}) {
		return "", refuseField(field, NameWrong, mostNameSigns)
	}
	return name, nil
}

// JoinMember makes a member of the person whose browser has proven a one-time code, and signs them in. The account
// is made where the destination has none. Refused: the form's refusals, ProofGone, CodeUsed.
func (s *Store) JoinMember(ctx context.Context, browser string, j Joining, c Client) (token string, err error) {
	if err := j.check(); err != nil {
		return "", err
	}
	err = s.Write(ctx, Actor{Door: MemberDoor}, func(tx *Tx) error {
		code, err := tx.proven(MemberDoor, browser)
		if err != nil {
			return err
		}
		if n, err := tx.UseOneTimeCode(background, sqlcdb.UseOneTimeCodeParams{Now: &tx.Now, ID: code.ID}); err != nil {
			return err
		} else if n == 0 {
			return refuse(CodeUsed)
		}
		if err := tx.communityThere(j.Community); err != nil {
			return err
		}
		if err := tx.stillInForce(j.Versions); err != nil {
			return err
		}
		to := destinationOf(code.Destination)
		account, err := tx.openAccount(to, j.Name, j.Locale)
		if err != nil {
			return err
		}
		tx.Actor.Account = account
		member, err := tx.openMembership(account, j)
		if err != nil {
			return err
		}
		tx.Actor.Member = member
		if err := tx.compare(member); err != nil {
			return err
		}
		if err := tx.DropJoining(background, code.Destination); err != nil {
			return err
		}
		if token, _, err = tx.startSession(account, member, MemberDoor, c); err != nil {
			return err
		}
		if err := tx.suggest(member, to.Phone); err != nil {
			return err
		}
		return tx.audit(change{act: "member.joined", noun: member, member: member,
			facts: Facts{"community": j.Community, "sms": j.SMS, "email": j.Email, "service_sms": j.Service, "service_email": j.Service}, personal: Facts{"name": j.Name, "destination": to.String()}})
	})
	return token, err
}

// stillInForce refuses TextChanged where another version is in force than was shown.
func (rx *Rx) stillInForce(shown map[TextKind]string) error {
	var f faults
	for _, k := range []TextKind{Terms, Privacy} {
		version, was := shown[k]
		if !was {
			continue
		}
		is, err := rx.inForce(k)
		if err != nil {
			return err
		}
		f.when(is != version, string(k), TextChanged)
	}
	return f.err()
}

// Check answers the faults of what was typed, as joining does.
func (j Joining) Check() error { return j.check() }

// check tidies the name and answers the faults of what was typed.
func (j *Joining) check() error {
	var f faults
	name, err := CheckName("name", j.Name)
	f.when(j.Community < 0, "community", CommunityUnknown)
	f.when(!j.Adult, "adult", NotAdult)
	f.when(!j.Terms, "terms", TermsNotAgreed)
	f.when(!j.Privacy, "privacy", PrivacyNotAgreed)
	j.Name = name
	return Together(err, f.err())
}

// agreed answers what whoever has filled in the form agrees to.
func (j Joining) agreed() []ConsentKind {
	kinds := []ConsentKind{ConsentTerms, ConsentPrivacy}
	if j.SMS {
		kinds = append(kinds, ConsentNewsSMS)
	}
	if j.Email {
		kinds = append(kinds, ConsentNewsEmail)
	}
	if j.Service {
		kinds = append(kinds, ConsentServiceSMS, ConsentServiceEmail)
	}
	return kinds
}

// openAccount answers the account of the destination, which somebody has proven, making it where there is none. That of a till
// or desk whose phone has rested is not opened by it: the phone is taken off it, for whoever has proven it now, and its roles
// stay where they are.
func (tx *Tx) openAccount(to Destination, name string, l Locale) (int64, error) {
	holder, account, err := tx.holderAt(to)
	if err == nil && to.Phone != "" {
		rested, free := tx.tillRested(holder)
		if free == nil && rested {
			if _, free = tx.MembershipOfAccount(background, account.ID); isNoRows(free) {
				free, err = tx.freePhone(holder, account, 0), sql.ErrNoRows
			}
		}
		if free != nil {
			return 0, free
		}
	}
	if err == nil {
		if account.DisabledAt != nil {
			return 0, refuse(AccountDisabled)
		}
		if to.Phone != "" {
			if err := tx.ProvePhone(background, holder.ID); err != nil {
				return 0, err
			}
		}
		return account.ID, tx.SetAccountLocale(background, sqlcdb.SetAccountLocaleParams{Locale: string(l), ID: account.ID})
	}
	if !isNoRows(err) {
		return 0, err
	}
	id := tx.NewID()
	return id, tx.InsertAccount(background, sqlcdb.InsertAccountParams{
		ID: id, Phone: orNull(to.Phone), Email: orNull(to.Email), Name: name, Locale: string(l), CreatedAt: tx.Now,
	})
}

func (tx *Tx) openMembership(account int64, j Joining) (int64, error) {
	var id int64
	for tries := 0; ; tries++ {
		id = tx.NewID()
		n, err := tx.InsertMember(background, sqlcdb.InsertMemberParams{
			ID: id, AccountID: account, Number: newNumber(tx.s.Club().Letters), Name: j.Name, NameFolded: Fold(j.Name),
			Class: string(Friend), Tier: string(Classic), CommunityID: orNull(j.Community), JoinedAt: tx.Now,
		})
		if err != nil {
			return 0, err
		}
		if n == 1 {
			break
		}
		if _, err := tx.MemberOfAccount(background, account); err == nil || tries == 20 {
			return 0, refuse(CodeUsed) // this account joined in the meantime
		}
	}
	if err := tx.knownBefore(account, id); err != nil {
		return 0, err
	}
	if err := tx.place(id); err != nil {
		return 0, err
	}
	if err := tx.addTerms(sqlcdb.NamesAfterRow{ID: id, NameFolded: Fold(j.Name)}); err != nil {
		return 0, err
	}
	if err := tx.OpenPointAccount(background, id); err != nil {
		return 0, err
	}
	return id, tx.agree(id, j.Locale, j.agreed()...)
}

// knownBefore notes that the new member was one before, as a digest of their phone or e-mail tells: a reward for joining
// is not given twice.
func (tx *Tx) knownBefore(account, member int64) error {
	a, err := tx.GetAccount(background, account)
	if err != nil {
		return err
	}
	for _, to := range []string{deref(a.Phone), deref(a.Email)} {
		if to == "" {
			continue
		}
		if n, err := tx.IsFormer(background, tx.s.formerMAC(to)); err != nil {
			return err
		} else if n > 0 {
			return tx.MarkReturned(background, member)
		}
	}
	return nil
}

// SetLocale keeps the language of the actor's account.
func (s *Store) SetLocale(ctx context.Context, actor Actor, l Locale) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.SetAccountLocale(background, sqlcdb.SetAccountLocaleParams{Locale: string(l), ID: tx.Actor.Account}); err != nil {
			return err
		}
		return tx.audit(change{act: "account.locale", noun: tx.Actor.Account, member: tx.Actor.Member, facts: Facts{"locale": l}})
	})
}

// MemberGone refuses what is done for somebody who has left the club, or was merged into another member.
const MemberGone Reason = "member_gone"

// SetTier gives the member a tier by hand, for a reason that the audit log keeps. Refused: KindUnknown, ReasonMissing,
// TextTooLong, MemberGone. NotFound outside the actor's communities.
func (s *Store) SetTier(ctx context.Context, actor Actor, member int64, tier Tier, reason string) error {
	if !slices.Contains(Tiers, tier) {
		return refuseField("tier", KindUnknown)
	}
	reason, err := checkReason(reason)
	if err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		if ok, err := tx.sees(tx.Actor, MembersTier, member); err != nil {
			return err
		} else if !ok {
			return errNotFound
		}
		was, err := tx.GetMember(background, member)
		if err != nil {
			return err
		}
		if was.LeftAt != nil {
			return refuse(MemberGone)
		}
		if was.Tier == string(tier) {
			return nil
		}
		if err := tx.SetMemberTier(background, sqlcdb.SetMemberTierParams{Tier: string(tier), ID: member}); err != nil {
			return err
		}
		if err := tx.tell(member, TierSet{Change: tx.NewID(), Tier: tier}); err != nil {
			return err
		}
		return tx.audit(change{act: "member.tier", noun: member, member: member, facts: Facts{"was": was.Tier, "tier": tier}, personal: why(reason)})
	})
}
