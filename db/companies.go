package db

import (
	"context"
	"regexp"
	"slices"

	"clubhouse/db/sqlcdb"

	"golang.org/x/text/unicode/norm"
)

// Company is what staff say of who owns a home, where the owners' names do not tell it rightly.
type Company string

// What staff may say.
const (
	CompanyByName Company = ""    // the names tell it
	CompanyYes    Company = "yes" // a company owns it
	CompanyNo     Company = "no"  // people own it
)

// MostOfCompany is how many persons may be verified at a time for a home that a company owns.
const MostOfCompany = 2

// companyName are the words by which a company's name is known. "Co" alone is a surname.
var companyName = regexp.MustCompile(`(?i)公司|有限|集[团團]|企[业業]|合[伙夥]|事[务務]所|基金[会會]|合作社|株式[会會]社|` +
	`(^|[^\pL])(ltd|limited|llc|llp|plc|inc|incorporated|corp|corporation|company|holdings|gmbh|pte|sdn|bhd)([^\pL]|$)|(^|[^\pL])co(\.|,|\s+ltd)|&\s*co([^\pL]|$)`)

// IsCompany tells whether an owner's name is a company's, by its words.
func IsCompany(name string) bool { return companyName.MatchString(norm.NFKC.String(name)) }

// companyHome tells whether a company owns the home: as staff say, else where every owner's name is a company's.
func companyHome(said string, owners []sqlcdb.OwnersOfRow) bool {
	switch Company(said) {
	case CompanyYes:
		return true
	case CompanyNo:
		return false
	}
	return len(owners) > 0 && !slices.ContainsFunc(owners, func(o sqlcdb.OwnersOfRow) bool { return !IsCompany(o.Name) })
}

// Refusals of homes that a company owns.
const (
	CompanyFull  Reason = "company_full"  // as many persons are verified as may be; args: how many
	CompanyWrong Reason = "company_wrong" // nothing that may be said
)

// SetCompany says whether a company owns a home; CompanyByName leaves it to the names. What was verified stays. Refused:
// CompanyWrong. NotFound outside the actor's communities.
func (s *Store) SetCompany(ctx context.Context, actor Actor, home int64, said Company) error {
	if said != CompanyByName && said != CompanyYes && said != CompanyNo {
		return refuseField("company", CompanyWrong)
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		h, err := tx.GetHome(background, home)
		if err != nil {
			return err
		}
		if !tx.Actor.reaches(HomesDecide, h.CommunityID) || !tx.Actor.reaches(MembersRead, h.CommunityID) {
			return errNotFound
		}
		if h.Company == string(said) {
			return nil
		}
		if _, err := tx.Queries.SetCompany(background, sqlcdb.SetCompanyParams{Company: string(said), ID: home}); err != nil {
			return err
		}
		return tx.audit(change{act: "register.company", noun: home, facts: Facts{"community": h.CommunityID, "company": said}})
	})
}

// roomInCompany refuses one more person for a home that a company owns where as many are verified as may be.
func (tx *Tx) roomInCompany(home, member int64) error {
	h, err := tx.GetHome(background, home)
	if err != nil {
		return err
	}
	owners, err := tx.OwnersOf(background, []int64{home})
	if err != nil || !companyHome(h.Company, owners) {
		return err
	}
	n, err := tx.CountVerified(background, sqlcdb.CountVerifiedParams{HomeID: &home, MemberID: member})
	if err == nil && n >= MostOfCompany {
		return refuse(CompanyFull, int64(MostOfCompany))
	}
	return err
}
