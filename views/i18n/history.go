package i18n

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"clubhouse/db"
)

// The history of what is edited.
var (
	HistTitle   = Text{"修改记录", "修改記錄", "History"}
	HistOf      = Text{"修改记录 · %s", "修改記錄 · %s", "History · %s"}
	HistText    = Text{"谁在什么时候把什么改成了什么。撤销也是一次修改，同样会记录，也可以再撤销。", "誰在甚麼時候把甚麼改成了甚麼。復原也是一次修改，同樣會記錄，也可以再復原。", "Who changed what to what, and when. Undoing is a change too: it is recorded, and can itself be undone."}
	HistWhat    = Text{"改动", "改動", "Change"}
	HistUndo    = Text{"撤销这次修改", "復原這次修改", "Undo this change"}
	HistUndoOf  = Text{"撤销%s的修改", "復原%s的修改", "Undo the change of %s"}
	HistUndone  = Text{"撤销了 %s 的修改", "復原了 %s 的修改", "Undid the change of %s"}
	HistNone    = Text{"还没有修改过。", "還沒有修改過。", "Nothing has been changed yet."}
	HistBack    = Text{"返回设置", "返回設定", "Back to the settings"}
	HistYes     = Text{"是", "是", "yes"}
	HistNo      = Text{"否", "否", "no"}
	HistAll     = Text{"全部", "全部", "all"}
	HistPicture = Text{"图片 %s", "圖片 %s", "picture %s"}
	HistVersion = Text{"第 %s 版，%s起", "第 %s 版，%s起", "version %s, from %s"}

	fieldChanged = Text{"%s：从“%s”改为“%s”", "%s：由「%s」改為「%s」", "%s: from “%s” to “%s”"}
	changedBy    = Text{"（%s，%s）", "（%s，%s）", " (%s, %s)"}
)

// FieldName answers what a field of an edit is called.
func FieldName(l db.Locale, field string) string {
	if t, ok := DeskFields[field]; ok {
		return capital(t.In(l))
	}
	if s, ok := SettingNames[field]; ok {
		return s.Name.In(l)
	}
	return field
}

// ChangedValues tells what a field was and is, in words. Of long texts it tells the part that differs, of texts in three
// languages those that differ.
func ChangedValues(l db.Locale, club *db.Club, c db.FieldChange) (was, now string) {
	if b, ok := textOf(c.Was); ok {
		if a, ok := textOf(c.Now); ok {
			return textsThatDiffer(b, a)
		}
	}
	b, bs := c.Was.(string)
	a, as := c.Now.(string)
	if bs && as && (len(b) > 120 || len(a) > 120 || strings.Contains(a+b, "\n")) {
		return partThatDiffers(b, a)
	}
	return FieldValue(l, club, c, c.Was), FieldValue(l, club, c, c.Now)
}

// changedField tells what became of one field, and who did it.
func changedField(l db.Locale, club *db.Club, c db.FieldChange) string {
	was, now := ChangedValues(l, club, c)
	by := c.By
	if by == "" {
		by = DeskAuditClub.In(l)
	}
	s := fieldChanged.Format(l, FieldName(l, c.Field), was, now)
	if c.At == 0 {
		return s
	}
	return s + changedBy.Format(l, by, instant(l, club, c.At))
}

// capital has the words of a field begin a sentence.
func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// textOf answers a value that is a text in three languages.
func textOf(v any) (t [3]string, ok bool) {
	m, ok := v.(map[string]any)
	if !ok {
		return t, false
	}
	for i, k := range []string{"Hans", "Hant", "En"} {
		if t[i], ok = m[k].(string); !ok {
			return t, false
		}
	}
	return t, true
}

func textsThatDiffer(b, a [3]string) (was, now string) {
	var bs, as []string
	for i := range b {
		if b[i] != a[i] {
			x, y := b[i], a[i]
			if len(x) > 120 || len(y) > 120 {
				x, y = partThatDiffers(x, y)
			}
			bs, as = append(bs, orDash(x)), append(as, orDash(y))
		}
	}
	return strings.Join(bs, " / "), strings.Join(as, " / ")
}

// partThatDiffers answers the middle of two texts, without what both begin and end with but a few signs.
func partThatDiffers(b, a string) (was, now string) {
	const around, most = 12, 160
	x, y := []rune(b), []rune(a)
	head := 0
	for head < len(x) && head < len(y) && x[head] == y[head] {
		head++
	}
	tail := 0
	for tail < len(x)-head && tail < len(y)-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	cut := func(r []rune) string {
		from, to := max(0, head-around), min(len(r), len(r)-tail+around)
		s := string(r[from:min(to, from+most)])
		if from > 0 {
			s = "…" + s
		}
		if min(to, from+most) < len(r) {
			s += "…"
		}
		return orDash(strings.ReplaceAll(s, "\n", " "))
	}
	return cut(x), cut(y)
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// withoutLimit are fields that bound nothing while they are empty.
var withoutLimit = []string{"Stock", "PerMember", "PerMemberDay", "PerHome", "JoinedDays"}

// FieldValue tells one value of a field of an edit, as JSON tells it, in words; c names the field, and what the ids among
// its values are called.
func FieldValue(l db.Locale, club *db.Club, c db.FieldChange, v any) string {
	switch v := v.(type) {
	case nil:
		switch {
		case slices.Contains(withoutLimit, c.Field):
			return DeskAuditLimit.In(l)
		case slices.Contains([]string{"Classes", "Tiers", "Communities", "Outlets"}, c.Field):
			return HistAll.In(l)
		}
		return "—"
	case bool:
		if v {
			return HistYes.In(l)
		}
		return HistNo.In(l)
	case string:
		return wordValue(l, c.Field, v)
	case json.Number:
		n, err := v.Int64()
		if err != nil {
			return v.String()
		}
		return numberValue(l, club, c, n)
	case []any:
		if len(v) == 0 {
			return HistAll.In(l)
		}
		var words []string
		for _, x := range v {
			words = append(words, FieldValue(l, club, c, x))
		}
		return strings.Join(words, DeskListComma.In(l))
	case map[string]any:
		if t, ok := textOf(v); ok {
			var words db.Text
			words.Hans, words.Hant, words.En = t[0], t[1], t[2]
			return orDash(words.In(l))
		}
	}
	return "—"
}

func wordValue(l db.Locale, field, s string) string {
	if s == "" {
		return "—"
	}
	switch field {
	case "Logo":
		return HistPicture.Format(l, s[:min(8, len(s))])
	case "Language":
		return LocaleNames[db.Locale(s)]
	case "Languages":
		var words []string
		for _, x := range db.Languages(s).List() {
			words = append(words, LocaleNames[x])
		}
		return strings.Join(words, DeskListComma.In(l))
	case "Currency":
		return Currencies[s].In(l)
	}
	for _, t := range []Text{OfferKinds[db.OfferKind(s)], OfferStates[db.OfferState(s)], MerchantKinds[s], DeskOfferPayers[s], Classes[db.Class(s)], Tiers[db.Tier(s)]} {
		if t.En != "" && slices.Contains([]string{"Kind", "State", "Payer", "Classes", "Tiers"}, field) {
			return t.In(l)
		}
	}
	return s
}

func numberValue(l db.Locale, club *db.Club, c db.FieldChange, n int64) string {
	if t, ok := c.Names[n]; ok {
		return t.In(l)
	}
	if n == 0 && slices.Contains(withoutLimit, c.Field) {
		return DeskAuditLimit.In(l)
	}
	for _, s := range slices.Concat(db.Limits, db.Retention) {
		if s.Name == c.Field {
			return Units[s.Unit].Format(l, Number(n))
		}
	}
	switch c.Field {
	case "ShownFrom", "ClaimFrom", "ClaimTo", "RedeemTo":
		if n <= 0 || n >= 1<<60 {
			return "—"
		}
		return instant(l, club, n)
	case "HourFrom", "HourTo":
		return Clock(n)
	case "Weekdays":
		var days []string
		for _, d := range []int{1, 2, 3, 4, 5, 6, 0} {
			if n&(1<<d) != 0 {
				days = append(days, Weekday(l, d))
			}
		}
		return strings.Join(days, DeskListComma.In(l))
	case "ClubShare":
		return Number(n) + "%"
	case "Parent", "Brand", "Community", "Merchant", "Outlet", "Offer":
		if n == 0 {
			return "—"
		}
	case "Hue":
		return strconv.FormatInt(n, 10) + "°"
	}
	return Number(n)
}
