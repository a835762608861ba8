package db

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// RegisterRow is one home as an owners' register tells of it. Record is the number of the first record that did.
type RegisterRow struct {
	Record    int             `json:"record"`
	Community string          `json:"community"`
	City      string          `json:"city"`
	Building  string          `json:"building"`
	Stair     string          `json:"stair"`
	Room      string          `json:"room"`
	Owners    []RegisterOwner `json:"owners"`
	ID4       string          `json:"id4"` // the last 4 signs of an identity document; they belong to the row, to no one owner
	Contract  string          `json:"contract"`
	Handover  Day             `json:"handover"`
}

// RegisterOwner is an owner of record and the phone, in E.164, that the register pairs with the name. Phone is empty
// for a later owner of several who share fewer phones; an owner with two phones stands twice.
type RegisterOwner struct {
	Name  string `json:"name"`
	Phone string `json:"phone"`
}

// Key answers what identifies the home: community|city|building|stair|room.
func (r RegisterRow) Key() string {
	return strings.Join([]string{r.Community, r.City, r.Building, r.Stair, r.Room}, "|")
}

// RegisterRefusal is a record that was not accepted: its number, which of room, owner, phone and date is at fault
// (the first of them, in this order), why, and the contract by which staff find it.
type RegisterRefusal struct {
	Record   int    `json:"record"`
	Field    string `json:"field"`
	Reason   Reason `json:"reason"`
	Contract string `json:"contract"`
}

// Why a record of the register is refused.
const (
	RowCommunityMissing Reason = "row_community_missing" // room
	RowCityMissing      Reason = "row_city_missing"      // room
	RowRoomMissing      Reason = "row_room_missing"      // room
	RowTooLong          Reason = "row_too_long"          // room, owner
	RowOwnerMissing     Reason = "row_owner_missing"     // owner
	RowOwnerConflict    Reason = "row_owner_conflict"    // owner: the same home stands above with other owners by another contract
	RowPhoneMissing     Reason = "row_phone_missing"     // phone
	RowPhoneBad         Reason = "row_phone_bad"         // phone
	RowPhoneCount       Reason = "row_phone_count"       // phone: more phones than owners
	RowDateBad          Reason = "row_date_bad"          // date
)

const maxRegisterText = 100 // runes of a name or a part of an address

var (
	unitForm = regexp.MustCompile(`(?i)^(?:第|(?:block|blk|tower|building|bldg|stair|unit|flat|room|rm)\b[. ]*)?(.+?)` +
		`(?:号楼|號樓|栋|棟|座|幢|楼|樓|单元|單元|梯|门|門|室|房|号|號|#|(?:\.0)+)?$`)
	partForm    = regexp.MustCompile(`[,;/、|\n]`)
	companyTail = regexp.MustCompile(`(?i)^(?:co|ltd|limited|inc|llc)\.?(?: (?:co|ltd|limited|inc|llc)\.?)*$`)
	nobody      = regexp.MustCompile(`^(?:无|無|暂无|暫無|待补|待補|未知|不详|不詳|(?i:n/?a|none|null|tbc))$`)
	// A spreadsheet's number that lost nothing: a short mantissa is what a narrow column showed of a longer one.
	numberForm = regexp.MustCompile(`^\d\.\d{7,}E\+?\d\d$|^\d+\.0$`)
)

// parseRegisterRow reads one record. It answers a refusal, without its record number, where the record is at fault.
func parseRegisterRow(cells []string, m RegisterMapping) (row RegisterRow, fault *RegisterRefusal) {
	raw := func(field string) string {
		if i, ok := m.Columns[field]; ok && i < len(cells) {
			return unquote(plain(cells[i]))
		}
		return ""
	}
	text := func(field string) string { return tidy(raw(field)) }
	row = RegisterRow{
		Community: text("community"),
		City:      trimCity(cmp.Or(text("city"), tidy(m.City))),
		Building:  unit(text("building")),
		Stair:     unit(text("stair")),
		Room:      unit(text("room")),
		ID4:       last4(raw("id4")),
		Contract:  clipText(text("contract")),
	}
	refused := func(field string, reason Reason) (RegisterRow, *RegisterRefusal) {
		return RegisterRow{}, &RegisterRefusal{Field: field, Reason: reason, Contract: row.Contract}
	}
	switch {
	case row.Community == "":
		return refused("room", RowCommunityMissing)
	case row.City == "":
		return refused("room", RowCityMissing)
	case row.Room == "":
		return refused("room", RowRoomMissing)
	case tooLong(row.Community, row.City, row.Building, row.Stair, row.Room):
		return refused("room", RowTooLong)
	}
	names, reason := ownerNames(raw("owner"))
	if reason != "" {
		return refused("owner", reason)
	}
	phones, reason := ownerPhones(raw("phone"), RegionOf(row.City))
	if reason != "" {
		return refused("phone", reason)
	}
	if len(phones) > len(names) && len(names) > 1 {
		return refused("phone", RowPhoneCount)
	}
	for i := range max(len(names), len(phones)) {
		owner := RegisterOwner{Name: names[min(i, len(names)-1)]}
		if i < len(phones) {
			owner.Phone = phones[i]
		}
		row.addOwner(owner)
	}
	if handover := text("handover"); handover != "" {
		day, ok := ParseDay(handover)
		if !ok {
			return refused("date", RowDateBad)
		}
		row.Handover = day
	}
	return row, nil
}

func (r *RegisterRow) addOwner(o RegisterOwner) {
	if !slices.Contains(r.Owners, o) {
		r.Owners = append(r.Owners, o)
	}
}

// ownerNames answers the names in a cell, in order. Names stand apart by a sign, or Han names by a space; a space
// inside one Han name is dropped. A company keeps its comma: "Harbour Co., Ltd.".
func ownerNames(cell string) ([]string, Reason) {
	parts, ok := splitCell(cell)
	if !ok {
		return nil, RowOwnerMissing
	}
	var names []string
	for _, part := range parts {
		w := strings.Fields(part)
		switch {
		case len(names) > 0 && companyTail.MatchString(part):
			names[len(names)-1] += ", " + part
		case len(w) > 1 && !slices.ContainsFunc(w, func(s string) bool { return !isHanWord(s) }):
			if slices.ContainsFunc(w, func(s string) bool { return utf8.RuneCountInString(s) == 1 }) {
				w = []string{strings.Join(w, "")}
			}
			names = append(names, w...)
		default:
			names = append(names, part)
		}
	}
	for _, name := range names {
		if nobody.MatchString(name) || !strings.ContainsFunc(name, unicode.IsLetter) {
			return nil, RowOwnerMissing
		}
	}
	if tooLong(names...) {
		return nil, RowTooLong
	}
	return names, ""
}

func isHanWord(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r != '·' && !unicode.Is(unicode.Han, r) })
}

// ownerPhones answers the phones in a cell, in order. They stand apart by a sign, or by a space where what stands
// before it is a phone already.
func ownerPhones(cell, region string) ([]string, Reason) {
	if strings.TrimSpace(cell) == "" {
		return nil, RowPhoneMissing
	}
	parts, ok := splitCell(cell)
	if !ok {
		return nil, RowPhoneMissing
	}
	var phones []string
	for _, part := range parts {
		if numberForm.MatchString(part) {
			if n, err := strconv.ParseFloat(part, 64); err == nil {
				part = strconv.FormatFloat(n, 'f', -1, 64)
			}
		}
		if phone, ok := ParsePhone(part, region); ok {
			phones = append(phones, phone)
			continue
		}
		rest := ""
		for _, w := range strings.Fields(part) {
			rest += w
			if phone, ok := ParsePhone(rest, region); ok {
				phones, rest = append(phones, phone), ""
			}
		}
		if rest != "" {
			return nil, RowPhoneBad
		}
	}
	return phones, ""
}

// splitCell answers the parts of a cell that holds several values. Signs at the end separate nothing; a part left
// empty elsewhere is no answer, because what is paired by position would slip.
func splitCell(cell string) (parts []string, ok bool) {
	for _, part := range partForm.Split(cell, -1) {
		parts = append(parts, tidy(unquote(part)))
	}
	for len(parts) > 0 && parts[len(parts)-1] == "" {
		parts = parts[:len(parts)-1]
	}
	return parts, len(parts) > 0 && !slices.Contains(parts, "")
}

// unquote strips title marks and the quote by which a spreadsheet is told that a cell is text.
func unquote(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '《' || r == '》' {
			return -1
		}
		return r
	}, s)
	return strings.TrimLeftFunc(s, func(r rune) bool { return r == '\'' || unicode.IsSpace(r) })
}

// unit answers the bare number or letter of a building, stair or room: 第3栋, 3座, 3#, 03 and 三栋 are 3.
func unit(s string) string {
	for {
		bare := strings.ToUpper(strings.TrimSpace(unitForm.ReplaceAllString(s, "$1")))
		if bare == "" || bare == s {
			break
		}
		s = bare
	}
	return inFigures(s)
}

// trimCity makes 深圳市 and 深圳 one.
func trimCity(s string) string {
	if bare := strings.TrimSuffix(s, "市"); utf8.RuneCountInString(bare) > 1 {
		return bare
	}
	return s
}

// last4 answers the last four signs of the first number in a cell; a spreadsheet may have eaten its leading zeros.
func last4(cell string) string {
	first, _, _ := strings.Cut(partForm.ReplaceAllString(cell, "\n"), "\n")
	id := strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsDigit(r) || unicode.IsLetter(r)) {
			return unicode.ToUpper(r)
		}
		return -1
	}, strings.TrimSuffix(first, ".0"))
	if n := len(id); n > 0 && n < 4 {
		return "0000"[n:] + id
	}
	return id[max(0, len(id)-4):]
}

func clipText(s string) string {
	for i := range s {
		if utf8.RuneCountInString(s[:i]) == maxRegisterText {
			return s[:i]
		}
	}
	return s
}

func tooLong(texts ...string) bool {
	return slices.ContainsFunc(texts, func(s string) bool { return utf8.RuneCountInString(s) > maxRegisterText })
}
