package db

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"clubhouse/db/sqlcdb"
)

// person is whom an act on personal data is about.
type person struct {
	account, member int64
	works           bool // the account goes on for desk or till, and is no part of what is erased
	name            string
	destinations    []string // each phone and e-mail that the books know them by, today's and earlier ones that are nobody else's now
}

func (rx *Rx) personOf(m sqlcdb.GetMemberRow) (p person, err error) {
	p = person{account: m.AccountID, member: m.ID, name: m.Name}
	if p.works, err = rx.works(m.AccountID); err != nil {
		return p, err
	}
	known, err := rx.FormerContactsOf(background, m.AccountID)
	if err != nil {
		return p, err
	}
	known = append(known, deref(m.Phone), deref(m.Email))
	rows, err := rx.PersonalFactsOf(background, &m.ID)
	if err != nil {
		return p, err
	}
	for _, facts := range rows {
		var f struct{ Was, Is, Destination string }
		if json.Unmarshal([]byte(facts), &f) == nil {
			known = append(append(known, f.Was, f.Is), strings.Fields(f.Destination)...)
		}
	}
	for _, to := range known {
		if to == "" || slices.Contains(p.destinations, to) {
			continue
		}
		if theirs, err := rx.leadsTo(to, m.AccountID); err != nil {
			return p, err
		} else if theirs {
			p.destinations = append(p.destinations, to)
		}
	}
	return p, nil
}

// leadsTo tells whether the phone or e-mail leads nowhere today, or to where the account does.
func (rx *Rx) leadsTo(destination string, account int64) (bool, error) {
	at, err := rx.accountAt(destinationOf(destination))
	if isNoRows(err) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	own, err := rx.GetAccount(background, account)
	if err == nil {
		own, err = rx.remaining(own)
	}
	return at.ID == own.ID, err
}

// formerMAC answers what the books keep of the phone or e-mail of somebody who has left.
func (s *Store) formerMAC(destination string) []byte {
	mac := hmac.New(sha256.New, s.keys.code)
	mac.Write([]byte("former"))
	mac.Write([]byte(destination))
	return mac.Sum(nil)
}

// byHand are the tables that no column leads to a person's rows of, or in which some other than all of them go.
var byHand = map[string]func(tx *Tx, p person) error{
	"accounts": func(tx *Tx, p person) error {
		if p.works {
			return nil
		}
		return tx.BlankAccount(background, sqlcdb.BlankAccountParams{Name: erasedName, Now: &tx.Now, ID: p.account})
	},
	"members": func(*Tx, person) error { return nil }, // by EndMembership
	"counters": func(tx *Tx, p person) error {
		who := append([]string{strconv.FormatInt(p.member, 10), memberAtTills(p.member)}, p.destinations...)
		if !p.works {
			who = append(who, strconv.FormatInt(p.account, 10))
		}
		for _, l := range []limit{codesPerDestination, codeFailuresPerDay, tillCodesTo, tillCodeFailures, signInFailures, claimsPerDay, knowTries} {
			for _, w := range who {
				name, _ := l.counter(w, tx.Now)
				if err := tx.DropCounter(background, name); err != nil {
					return err
				}
			}
		}
		return nil
	},
	"jobs": func(tx *Tx, p person) error {
		for _, to := range p.destinations {
			if err := tx.DropJobsTo(background, like(`"`+inJSON(to)+`"`)); err != nil {
				return err
			}
		}
		return nil
	},
	"duplicates": func(tx *Tx, p person) error {
		_, err := tx.db.ExecContext(background, "DELETE FROM duplicates WHERE member_id = ? OR other_id = ?", p.member, p.member)
		return err
	},
	"merges": func(tx *Tx, p person) error {
		_, err := tx.db.ExecContext(background, "UPDATE merges SET was = '' WHERE member_id = ? OR gone_id = ?", p.member, p.member)
		return err
	},
	// The phones that they have invited, and those by which they were. What is open of these is good for nothing: without its
	// phone it would be for anybody.
	"household_invitations": func(tx *Tx, p person) error {
		const end = "UPDATE household_invitations SET phone = '', withdrawn_at = CASE WHEN used_at IS NULL AND withdrawn_at IS NULL THEN CAST(? AS BIGINT) ELSE withdrawn_at END WHERE "
		if _, err := tx.db.ExecContext(background, end+"made_by = ?", tx.Now, p.member); err != nil {
			return err
		}
		for _, to := range p.destinations {
			if _, err := tx.db.ExecContext(background, end+"phone = ? AND phone <> ''", tx.Now, to); err != nil {
				return err
			}
		}
		return nil
	},
	"till_codes": func(tx *Tx, p person) error {
		for _, to := range append([]string{memberAtTills(p.member)}, p.destinations...) {
			if _, err := tx.db.ExecContext(background, "DELETE FROM till_codes WHERE destination = ?", to); err != nil {
				return err
			}
		}
		return nil
	},
	"list_views": dropViews,
	"run_parts":  func(tx *Tx, _ person) error { return tx.DropExports(background) }, // any of them may hold a row of theirs
	"audit_personal": func(tx *Tx, p person) error {
		if err := tx.DropPersonalOfMember(background, &p.member); err != nil || p.works {
			return err
		}
		return tx.DropPersonalOfNoun(background, p.account)
	},
}

// mentions are the acts beside which a phone or e-mail of a person stands, though another did them, as who has invited them.
// To find them all of the log is read: that is done before the act that erases, which reads only what has come since.
type mentions struct {
	acts    map[string][]int64 // by phone or e-mail
	settled int64              // no act comes any more whose id is smaller
}

// mentionsOf finds those of the member, and of those who were merged into them.
func (rx *Rx) mentionsOf(member int64) (found mentions, err error) {
	if found.settled, err = rx.settledUpTo(); err != nil {
		return found, err
	}
	found.acts = map[string][]int64{}
	known, err := rx.destinationsOf(member)
	for _, to := range known {
		if found.acts[to], err = rx.mentionedFrom(0, to); err != nil {
			break
		}
	}
	return found, err
}

// destinationsOf answers the phones and e-mails of the member, and of those who were merged into them.
func (rx *Rx) destinationsOf(member int64) (list []string, err error) {
	members, err := rx.selves(member)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		p, err := rx.personOf(m)
		if err != nil {
			return nil, err
		}
		list = append(list, p.destinations...)
	}
	return list, nil
}

func (rx *Rx) mentionedFrom(first int64, destination string) ([]int64, error) {
	return rx.PersonalWith(background, sqlcdb.PersonalWithParams{First: first, Pattern: like(`"` + inJSON(destination) + `"`)})
}

// dropMentions drops what stands beside them, of what is the member's still. What tells of somebody who works here stays while
// they do.
func (tx *Tx) dropMentions(member int64, found mentions) error {
	known, err := tx.destinationsOf(member)
	if err != nil {
		return err
	}
	for _, to := range known {
		first := found.settled
		acts, sought := found.acts[to]
		if !sought { // it has become theirs since
			first = 0
		}
		since, err := tx.mentionedFrom(first, to)
		if err != nil {
			return err
		}
		for _, id := range append(acts, since...) {
			if err := tx.DropPersonalRow(background, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// dropViews drops what staff have saved of lists, and named after the person.
func dropViews(tx *Tx, p person) error {
	if !p.works { // a member's account has none, but who worked here has
		if err := tx.eraseRows("list_views", "account_id", "", ruleDrops, p.account); err != nil {
			return err
		}
	}
	views, err := tx.AllListViews(background)
	for _, v := range views {
		query, _ := url.QueryUnescape(v.Query)
		if !p.in(v.Name) && !p.in(query) {
			continue
		}
		if err := tx.DeleteListView(background, v.ID); err != nil {
			return err
		}
		if err := tx.DropPersonalOfView(background, v.ID); err != nil {
			return err
		}
	}
	return err
}

// in tells whether a text names the person, or how they are reached, as staff may have typed it.
func (p person) in(text string) bool {
	folded, name := Fold(text), Fold(p.name)
	if !strings.ContainsFunc(name, func(r rune) bool { return r > '~' }) { // letters of another word are no name
		folded, name = " "+folded+" ", " "+name+" "
	}
	if utf8.RuneCountInString(strings.TrimSpace(name)) > 1 && strings.Contains(folded, name) {
		return true
	}
	typed := digits(text)
	return slices.ContainsFunc(p.destinations, func(to string) bool {
		if strings.Contains(to, "@") {
			return strings.Contains(folded, Fold(to))
		}
		for _, code := range []string{"+86", "+852", "+853", "+886"} {
			if rest, found := strings.CutPrefix(to, code); found {
				to = rest
			}
		}
		return strings.Contains(typed, strings.TrimPrefix(to, "+"))
	})
}

// inJSON answers how s stands within a JSON text.
func inJSON(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		return s
	}
	return string(text[1 : len(text)-1])
}

// erase does with each table what personalTables declares.
func (tx *Tx) erase(p person) error {
	for _, t := range personalTables {
		if t.Erase == ruleStays {
			continue
		}
		var err error
		switch hand, ok := byHand[t.Table]; {
		case ok:
			err = hand(tx, p)
		case t.By == "member_id":
			err = tx.eraseRows(t.Table, t.By, t.Personal, t.Erase, p.member)
		case t.By == "account_id":
			if !p.works {
				err = tx.eraseRows(t.Table, t.By, t.Personal, t.Erase, p.account)
			}
		case t.By == "claim_id":
			err = tx.eraseRows(t.Table, "claim_id IN (SELECT c.id FROM home_claims c WHERE c.member_id", t.Personal, t.Erase, p.member)
		case t.By == "destination":
			for _, to := range p.destinations {
				if _, err := tx.db.ExecContext(background, "DELETE FROM "+t.Table+" WHERE destination = ?", to); err != nil {
					return err
				}
			}
		default:
			err = fmt.Errorf("%w: %s", errUndeclared, t.Table)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// eraseRows deletes the rows in which by, a column or the beginning of a query for one, is the id, or empties their personal
// columns.
func (tx *Tx) eraseRows(table, by, personal string, r rule, id int64) error {
	query := "DELETE FROM " + table
	if r == ruleBlanks {
		query = "UPDATE " + table + " SET " + strings.ReplaceAll(personal, ",", " = '', ") + " = ''"
	}
	query += " WHERE " + by + " = ?"
	if strings.Contains(by, "(") {
		query += ")"
	}
	_, err := tx.db.ExecContext(background, query, id)
	return err
}
