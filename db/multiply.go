package db

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// MostTimes is how often a club can be multiplied: as often as there are numbers of processes in an id.
const MostTimes = 1 << 10

// Multiply makes a large club for measurements: in the empty books at to, the small club at cell so many times over (1 to
// MostTimes). All that belongs to people and homes is there so often, each copy under ids as if another process had made
// it at the same moments, with phones, numbers, codes and names of its own (names answers the n-th); partners, offers
// and staff are there once, as all copies use them. What has passed or waits to be sent is left out. A file appears at to
// when it is whole; on PostgreSQL all is one transaction. The seals are put on after it. told hears again and again how
// much of the work is done, in "rows", then in "indexes" and in "seals". Both books have the same secret. ErrInPlace,
// ErrNotEmpty.
func Multiply(ctx context.Context, cell, to Options, times int, names func(n int) string, told func(what string, done, all int64)) error {
	if times < 1 || times > MostTimes {
		return fmt.Errorf("a club is multiplied 1 to %d times", MostTimes)
	}
	small, err := Open(ctx, cell)
	if err != nil {
		return err
	}
	defer small.Close()
	m := &multiplier{times: times, names: names, told: told, each: map[int64]bool{}, texts: map[string]text{}}
	if err := small.books.snapshot(ctx, m.read); err != nil {
		return err
	}
	if err := buildBulk(ctx, to, told, func(b bulk) error {
		for i := range m.tables {
			t := &m.tables[i]
			rows := m.copies(ctx, t)
			if t.name == "member_terms" {
				rows = m.terms(t.columns)
			}
			if err := b.rows(t.name, t.columns, rows); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return m.seal(ctx, to)
}

// seal puts the seals on what was made.
func (m *multiplier) seal(ctx context.Context, to Options) error {
	large, err := Open(ctx, to)
	if err != nil {
		return err
	}
	defer large.Close()
	audit := m.table("audit")
	all := int64(len(audit.once) + len(audit.each)*m.times)
	for done := int64(0); ; m.told("seals", min(done*sealRows, all), all) {
		n, err := large.SealAudit(ctx, sealsAtOnce)
		if done += int64(n); err != nil || n < sealsAtOnce {
			return errors.Join(err, large.Close())
		}
	}
}

// passing are tables of what is soon over, is made anew, or, as a passkey, is no copy's.
var passing = []string{"one_time_codes", "till_codes", "joinings", "passkey_challenges", "passkeys", "counters", "jobs", "tasks", "register_uploads", "seals"}

// What is a person's or a home's own, so that nothing else tells it: the rows of these tables and of all that refer to
// them are multiplied.
var multiplied = []string{"communities", "imports", "homes", "members"}

// sort is a sort of text that differs from copy to copy.
type sort int

const (
	phoneText sort = iota + 1
	nameText
	numberText
	codeText
	keyText
	placeText
)

var ownTexts = map[string]sort{
	"accounts.phone": phoneText, "register_owners.phone": phoneText, "former_contacts.destination": phoneText, "household_invitations.phone": phoneText,
	"accounts.name": nameText, "members.name": nameText, "register_owners.name": nameText,
	"members.number": numberText, "vouchers.code": codeText, "vouchers.request_key": keyText, "redemptions.request_key": keyText, "notes.request_key": keyText,
	"communities.register_name": placeText, "communities.name_hans": placeText, "communities.name_hant": placeText, "communities.name_en": placeText,
}

// ownBytes are columns of fingerprints, each of which stands once in the books.
var ownBytes = []string{"household_invitations.token_hash"}

// text is a text of the cell that differs from copy to copy: the n-th of its sort.
type text struct {
	sort sort
	n    int
}

type multiplier struct {
	times     int
	names     func(n int) string
	told      func(what string, done, all int64)
	each      map[int64]bool  // ids of rows: true where each copy has its own, false where there is one for all
	texts     map[string]text // by what they are in the cell
	counts    [placeText + 1]int
	tables    []cellTable
	done, all int64
}

// cellTable is a table of the cell.
type cellTable struct {
	name    string
	columns []string
	once    [][]any
	each    [][]any // values, or variants where they differ from copy to copy
}

// variant answers what stands in a copy.
type variant func(copy int64) any

// read takes the cell in, tables before those that refer to them.
func (m *multiplier) read(rx *Rx) error {
	all := map[string][][]any{}
	for _, name := range tableNames() {
		if slices.Contains(passing, name) {
			continue
		}
		t := cellTable{name: name}
		rows, err := rx.db.QueryContext(background, "SELECT * FROM "+name+" ORDER BY 1")
		if err != nil {
			return err
		}
		defer rows.Close()
		if t.columns, err = rows.Columns(); err != nil {
			return err
		}
		into := make([]any, len(t.columns))
		for rows.Next() {
			row := make([]any, len(t.columns))
			for i := range row {
				into[i] = &row[i]
			}
			if err := rows.Scan(into...); err != nil {
				return err
			}
			all[name] = append(all[name], row)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		m.tables = append(m.tables, t)
	}
	account := slices.Index(m.table("members").columns, "account_id")
	for _, row := range all["members"] {
		m.each[row[account].(int64)] = true
	}
	for _, name := range multiplied {
		for _, row := range all[name] {
			m.each[row[0].(int64)] = true
		}
	}
	for i := range m.tables {
		m.sortOut(&m.tables[i], all[m.tables[i].name])
	}
	personal := m.table("audit_personal")
	facts := map[int64][]any{} // by the audit row
	for _, row := range all["audit_personal"] {
		facts[row[0].(int64)] = row
	}
	salt, told := slices.Index(personal.columns, "salt"), slices.Index(personal.columns, "facts")
	for i := range m.tables {
		t := &m.tables[i]
		for _, row := range t.each {
			id := row[0]
			for c, v := range row {
				if b, ok := v.([]byte); ok && slices.Contains(ownBytes, t.name+"."+t.columns[c]) {
					row[c] = variant(func(copy int64) any { return hashToken(string(b) + strconv.FormatInt(copy, 36)) })
					continue
				}
				row[c] = m.vary(v)
			}
			if folded := slices.Index(t.columns, "name_folded"); folded >= 0 {
				name := row[slices.Index(t.columns, "name")].(variant)
				row[folded] = variant(func(copy int64) any { return Fold(name(copy).(string)) })
			}
			if t.name == "audit" && row[slices.Index(t.columns, "digest")] != nil {
				p := facts[id.(int64)]
				row[slices.Index(t.columns, "digest")] = digestOf(p[salt].([]byte), m.vary(p[told]))
			}
		}
	}
	return nil
}

func (m *multiplier) table(name string) *cellTable {
	return &m.tables[slices.IndexFunc(m.tables, func(t cellTable) bool { return t.name == name })]
}

// sortOut tells rows that are multiplied from those that are there once, and notes their texts.
func (m *multiplier) sortOut(t *cellTable, rows [][]any) {
	issued := slices.Index(t.columns, "issued")
	noun := slices.Index(t.columns, "noun_id")
	for _, row := range rows {
		each := slices.ContainsFunc(row, func(v any) bool { id, ok := v.(int64); return ok && m.each[id] })
		if t.name == "audit" && !each {
			// What it tells of is gone, as a session, or is there once, as an offer.
			id := row[noun].(int64)
			_, known := m.each[id]
			each = !known && id > 1<<22
			m.each[id] = each
		}
		if id, ok := row[0].(int64); ok && (t.columns[0] == "id" || t.name == "audit_personal") {
			m.each[id] = each
		}
		if !each {
			if t.name == "offers" {
				row[issued] = row[issued].(int64) * int64(m.times)
			}
			t.once = append(t.once, row)
			continue
		}
		for c, name := range t.columns {
			s, own := row[c].(string)
			if sort := ownTexts[t.name+"."+name]; own && s != "" && sort != 0 && (sort != phoneText || s[0] == '+') {
				if _, known := m.texts[s]; !known {
					m.texts[s] = text{sort, m.counts[sort]}
					m.counts[sort]++
				}
			}
		}
		t.each = append(t.each, row)
	}
	m.all += int64(len(t.once) + len(t.each)*m.times)
}

// copies answers the rows of a table in the order of their ids, nearly: of what was done at one moment, copy after copy.
func (m *multiplier) copies(ctx context.Context, t *cellTable) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, row := range t.once {
			if !yield(row) {
				return
			}
		}
		m.done += int64(len(t.once))
		for _, row := range t.each {
			for n := range int64(m.times) {
				out := make([]any, len(row))
				for c, v := range row {
					if vary, ok := v.(variant); ok {
						v = vary(n)
					}
					out[c] = v
				}
				if !yield(out) {
					return
				}
			}
			m.done += int64(m.times)
			m.told("rows", m.done, m.all)
			if ctx.Err() != nil {
				return
			}
		}
	}
}

// terms answers the rows of member_terms, which follow from the members' names.
func (m *multiplier) terms(columns []string) iter.Seq[[]any] {
	members := m.table("members")
	name := slices.Index(members.columns, "name_folded")
	term, member := slices.Index(columns, "term"), slices.Index(columns, "member_id")
	return func(yield func([]any) bool) {
		for _, row := range members.each {
			for n := range int64(m.times) {
				for _, t := range nameTerms(row[name].(variant)(n).(string)) {
					out := make([]any, len(columns))
					out[term], out[member] = t, row[0].(variant)(n)
					if !yield(out) {
						return
					}
				}
			}
		}
	}
}

// ofCopy answers the id in a copy.
func ofCopy(id, copy int64) int64 { return id&^((MostTimes-1)<<12) | copy<<12 }

// vary answers v, or its variant where it differs from copy to copy.
func (m *multiplier) vary(v any) any {
	switch v := v.(type) {
	case int64:
		if m.each[v] {
			return variant(func(copy int64) any { return ofCopy(v, copy) })
		}
	case string:
		if t, ok := m.texts[v]; ok {
			return variant(func(copy int64) any { return m.write(v, t, copy) })
		}
		if strings.HasPrefix(v, "{") || strings.HasPrefix(v, "[") {
			return m.varyJSON(v)
		}
	}
	return v
}

var jsonValue = regexp.MustCompile(`"[^"]*"|\d{15,}`)

// varyJSON varies the values in a JSON text.
func (m *multiplier) varyJSON(s string) any {
	var between []string
	var variants []variant
	from := 0
	for _, at := range jsonValue.FindAllStringIndex(s, -1) {
		value := s[at[0]:at[1]]
		if value[0] == '"' {
			value = value[1 : len(value)-1]
			at[0]++
			at[1]--
		}
		var vary variant
		if id, err := strconv.ParseInt(value, 10, 64); err == nil {
			vary, _ = m.vary(id).(variant)
		} else {
			vary, _ = m.vary(value).(variant)
		}
		if vary != nil {
			between, variants = append(between, s[from:at[0]]), append(variants, vary)
			from = at[1]
		}
	}
	if len(variants) == 0 {
		return s
	}
	end := s[from:]
	return variant(func(copy int64) any {
		var b bytes.Buffer
		for i, vary := range variants {
			fmt.Fprint(&b, between[i], vary(copy))
		}
		b.WriteString(end)
		return b.String()
	})
}

// digestOf answers the digest of personal facts, as audit makes it.
func digestOf(salt []byte, facts any) variant {
	return func(copy int64) any {
		if vary, ok := facts.(variant); ok {
			return personalDigest(salt, vary(copy).(string))
		}
		return personalDigest(salt, facts.(string))
	}
}

// Multipliers that scatter numbers over a range and meet no number twice: they share no factor with its size.
const (
	scatter8  = 38_709_377         // over 10^8: eight digits
	scatter55 = 0x5851F42D4C957F2D // over 2^55: eleven signs of five bits
	range8    = int64(100_000_000)
	mask55    = int64(1)<<55 - 1
)

// write answers a text of the cell in a copy.
func (m *multiplier) write(s string, t text, copy int64) string {
	n := int64(t.n)*MostTimes + copy
	switch t.sort {
	case phoneText:
		return fmt.Sprintf("%s%08d", s[:len(s)-8], n*scatter8%range8)
	case nameText:
		return m.names(int(n))
	case numberText:
		digits := fmt.Sprintf("%08d", n*scatter8%range8)
		return s[:2] + digits + string(luhn([]byte(digits)))
	case codeText:
		var b [codeSigns]byte
		bits := n * scatter55 & mask55
		for i := range codeSigns - 1 {
			b[i] = crockford[bits>>(50-5*i)&31]
		}
		b[codeSigns-1] = checkSign(b[:codeSigns-1])
		return string(b[:])
	case keyText:
		return s + "-" + strconv.FormatInt(copy, 36)
	default:
		return s + strconv.FormatInt(copy+1, 10)
	}
}
