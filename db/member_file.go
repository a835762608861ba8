package db

import (
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Why a record of a file of members is refused. Fields are those of memberHeads.
const (
	MembersNoColumn  Reason = "members_no_column" // the file has no column of names, or none of phones or e-mails
	RowNoContact     Reason = "row_no_contact"    // neither phone nor e-mail
	RowTwice         Reason = "row_twice"         // an earlier record has the same phone, e-mail or number, or tells of the same account; args: its number
	RowTwoAccounts   Reason = "row_two_accounts"  // phone and e-mail belong to two accounts
	RowTierWrong     Reason = "row_tier_wrong"
	RowPointsWrong   Reason = "row_points_wrong"
	RowDayWrong      Reason = "row_day_wrong"
	RowDayUnclear    Reason = "row_day_unclear"
	RowPhoneRested   Reason = "row_phone_rested" // it is that of a till or a desk, and long out of use
	RowNumberWrong   Reason = "row_number_wrong" // no membership number of this club
	RowLanguageWrong Reason = "row_language_wrong"
	BirthdayWrong    Reason = "birthday_wrong" // no day that there is
	BirthdayYear     Reason = "birthday_year"  // no year of four digits, or one long past
	BirthdayYoung    Reason = "birthday_young" // of somebody under 18, or not born yet
)

const (
	mostImportPoints = 10_000_000
	mostMembersFile  = 20 << 20 // bytes
	mostMembersRows  = 20_000   // they are taken in one act, for which the tills wait
)

// MostMembersFile is the largest file of members that is taken, in bytes.
const MostMembersFile = mostMembersFile

// memberHeads are the columns of a file of members and how they are headed, folded; of two columns, the one that is headed by
// the earlier word is read.
var memberHeads = []struct {
	field string
	words []string
}{
	{"name", words("姓名 会员姓名 客户姓名 name fullname membername")}, {"phone", words("手机 手机号 手机号码 电话 联系电话 移动电话 流动电话 phone mobile mobilenumber phonenumber 联系方式")},
	{"email", words("邮箱 电邮 电子邮箱 email mail emailaddress")}, {"number", words("会员号 会员编号 卡号 membershipnumber membernumber number cardnumber")},
	{"tier", words("等级 会员等级 级别 tier level")}, {"points", words("积分 积分余额 余额 points balance pointsbalance")},
	{"expires", words("积分有效期 有效期 积分到期 到期日 expires expiry pointsexpire pointsexpiry")}, {"community", words("楼盘 屋苑 项目 小区 社区 community project estate")},
	{"language", words("语言 语种 language locale")}, {"joined", words("入会日期 入会时间 入会 joined joindate joinedon since")},
	{"birthday", words("生日 出生日期 birthday dateofbirth birthdate dob")},
}

// memberFileRow is one member of a file, as it is read.
type memberFileRow struct {
	record       int
	name         string
	phone, email string
	number       string
	tier         Tier
	points       int64
	expires      Day // "" for the club's rule
	community    string
	locale       Locale // "" for the club's
	joined       Day    // "" for today
	birthday     Birthday
}

// keys are what no two records have alike.
func (m memberFileRow) keys() [3]struct{ field, is string } {
	return [...]struct{ field, is string }{{"phone", m.phone}, {"email", m.email}, {"number", m.number}}
}

// RefusedRow is a record that is not taken: its number in the file (the header is 1), the column, and why.
type RefusedRow struct {
	Record int    `json:"record"`
	Field  string `json:"field"`
	Reason Reason `json:"reason"`
	Args   []int  `json:"args,omitempty"`
}

// memberFile is what a file of members holds.
type memberFile struct {
	rows    []memberFileRow
	refused []RefusedRow
}

// readMembers reads a CSV or XLSX of members. region is where a phone without a country is from; now bounds the days.
// Refused: the reader's reasons, MembersNoColumn, TableTooLarge.
func readMembers(r io.ReaderAt, size int64, region, letters string, today Day) (*memberFile, error) {
	t, err := openTable(r, size)
	if err != nil {
		return nil, err
	}
	f := &memberFile{}
	var at map[string]int
	seen := map[string]int{}
	record := 0
	for cells, err := range t.sheets[0] {
		if err != nil {
			return nil, err
		}
		if record++; isBlank(cells) {
			continue
		}
		if at == nil {
			if at = headsOf(cells); at["name"] < 0 || at["phone"] < 0 && at["email"] < 0 {
				return nil, refuse(MembersNoColumn)
			}
			continue
		}
		if len(f.rows)+len(f.refused) >= mostMembersRows {
			return nil, refuse(TableTooLarge, record)
		}
		row, refused := parseMember(cells, at, region, letters, today)
		for _, key := range row.keys() {
			if first, twice := seen[key.is]; twice && refused == nil {
				refused = &RefusedRow{Field: key.field, Reason: RowTwice, Args: []int{first}}
			}
		}
		if refused != nil {
			refused.Record = record
			f.refused = append(f.refused, *refused)
			continue
		}
		for _, key := range row.keys() {
			if key.is != "" {
				seen[key.is] = record
			}
		}
		row.record = record
		f.rows = append(f.rows, row)
	}
	if len(f.rows)+len(f.refused) == 0 {
		return nil, refuse(TableEmpty)
	}
	return f, nil
}

// headsOf answers in which column each field stands, -1 for none.
func headsOf(cells []string) map[string]int {
	names, at := make([]string, len(cells)), map[string]int{}
	for i, cell := range cells {
		names[i] = headerName(cell)
	}
	for _, h := range memberHeads {
		at[h.field] = -1
		for _, word := range h.words {
			if i := slices.Index(names, word); i >= 0 {
				at[h.field] = i
				break
			}
		}
	}
	return at
}

var tierWords = map[string]Tier{"": Classic, "雅": Classic, "银": Silver, "金": Gold, "玉": Jade, "classic": Classic, "silver": Silver, "gold": Gold, "jade": Jade}

// tierOf reads a tier as it is called: 金, 金卡会员, Gold Card.
func tierOf(text string) (Tier, bool) {
	text = strings.TrimRight(Fold(text), "会员卡")
	for _, end := range []string{"member", "card"} {
		text = strings.TrimSpace(strings.TrimSuffix(text, end))
	}
	t, ok := tierWords[text]
	return t, ok
}

// parseMember reads one record, and answers the first thing that is wrong with it.
func parseMember(cells []string, at map[string]int, region, letters string, today Day) (m memberFileRow, no *RefusedRow) {
	cell := func(field string) string {
		if i := at[field]; i >= 0 && i < len(cells) {
			return tidy(unquote(cells[i]))
		}
		return ""
	}
	wrong := func(field string, r Reason, args ...int) (memberFileRow, *RefusedRow) {
		return m, &RefusedRow{Field: field, Reason: r, Args: args}
	}
	var err error
	if m.name, err = CheckName("name", cell("name")); err != nil {
		if ReasonOf(err) == NameMissing {
			return wrong("name", NameMissing)
		}
		return wrong("name", NameWrong, mostNameSigns)
	}
	phone, email := cell("phone"), cell("email")
	if email == "" && strings.Contains(phone, "@") { // a column of whatever reaches them
		phone, email = "", phone
	}
	if phone != "" {
		ok := false
		if m.phone, ok = ParsePhone(phone, region); !ok {
			return wrong("phone", DestinationWrong)
		}
	}
	if email != "" {
		parsed, ok := ParseEmail(email)
		if !ok {
			return wrong("email", EmailWrong)
		}
		m.email = EmailKey(parsed)
	}
	if m.phone == "" && m.email == "" {
		return wrong("phone", RowNoContact)
	}
	if number := cell("number"); number != "" {
		ok := false
		if m.number, ok = ParseNumber(number); !ok || !strings.HasPrefix(m.number, letters) {
			return wrong("number", RowNumberWrong)
		}
	}
	ok := false
	if m.tier, ok = tierOf(cell("tier")); !ok {
		return wrong("tier", RowTierWrong)
	}
	if points := strings.ReplaceAll(cell("points"), ",", ""); points != "" {
		whole, part, _ := strings.Cut(points, ".")
		if m.points, err = strconv.ParseInt(whole, 10, 64); err != nil || strings.Trim(part, "0") != "" || m.points < 0 || m.points > mostImportPoints {
			return wrong("points", RowPointsWrong, mostImportPoints)
		}
	}
	for _, d := range []struct {
		field string
		into  *Day
		bad   func(Day) bool
	}{{"expires", &m.expires, func(d Day) bool { return d <= today }}, {"joined", &m.joined, func(d Day) bool { return d > today }}} {
		if text := cell(d.field); text != "" {
			day, ok := ParseDay(text)
			if !ok || d.bad(day) {
				return wrong(d.field, RowDayWrong)
			}
			*d.into = day
		}
	}
	if text := cell("birthday"); text != "" {
		if m.birthday, err = parseBirthday(text, region, today); err != nil {
			return wrong("birthday", ReasonOf(err))
		}
	}
	if text := cell("language"); text != "" {
		l, ok := languageOf(text)
		if !ok {
			return wrong("language", RowLanguageWrong)
		}
		m.locale = l
	}
	m.community = cell("community")
	return m, nil
}

func languageOf(text string) (Locale, bool) {
	if l, ok := ParseLocale(text); ok {
		return l, true
	}
	l, ok := map[string]Locale{"简体": Hans, "简体中文": Hans, "中文": Hans, "繁体": Hant, "繁体中文": Hant, "英文": En, "english": En, "en": En, "zh-cn": Hans, "zh-hk": Hant, "zh-tw": Hant}[strings.ToLower(Fold(text))]
	return l, ok
}

// Birthday is a day of the year, MM-DD, and the year where it is told, else 0. The zero Birthday is none.
type Birthday struct {
	Day  string
	Year int
}

// CheckBirthday answers the birthday of a day MM-DD and a year, 0 for none told. Refused: BirthdayWrong as of birthday,
// BirthdayYear and BirthdayYoung as of birth_year.
func CheckBirthday(day string, year int, today Day) (Birthday, error) {
	if year != 0 && year < 1900 {
		return Birthday{}, refuseField("birth_year", BirthdayYear)
	}
	leap := year == 0 || year%4 == 0 && (year%100 != 0 || year%400 == 0)
	full, ok := ParseDay(map[bool]string{true: "2000-", false: "2001-"}[leap] + day)
	if !ok || len(day) != 5 || string(full[5:]) != day {
		return Birthday{}, refuseField("birthday", BirthdayWrong)
	}
	y, err := strconv.Atoi(string(today[:4]))
	if err != nil {
		return Birthday{}, err
	}
	if year > y-18 || year == y-18 && day > string(today[5:]) {
		return Birthday{}, refuseField("birth_year", BirthdayYoung)
	}
	return Birthday{day, year}, nil
}

// birthForm is a day of the year. The month is first, but that in Hong Kong a slash or a point may stand between day and month.
var birthForm = regexp.MustCompile(`^(\d{1,2}) ?([-/.]|月) ?(\d{1,2}) ?[日号號]?$`)

// parseBirthday reads a birthday as a file has it: a day with its year, or the day alone (03-05, 3/5, 3月5日). Refused:
// RowDayUnclear where it could be either of two days, BirthdayWrong, BirthdayYear, BirthdayYoung.
func parseBirthday(text, region string, today Day) (Birthday, error) {
	text = strings.TrimSpace(plain(text))
	if m := serialForm.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[1])
		d := serialZero.AddDate(0, 0, n)
		return CheckBirthday(d.Format("01-02"), d.Year(), today)
	}
	if year, err := strconv.Atoi(text[:min(4, len(text))]); err == nil && len(text) > 5 { // ParseDay knows the years of contracts only
		if day, ok := ParseDay(map[bool]string{true: "2000", false: "2001"}[year%4 == 0 && (year%100 != 0 || year%400 == 0)] + text[4:]); ok {
			return CheckBirthday(string(day[5:]), year, today)
		}
		return Birthday{}, refuseField("birthday", BirthdayWrong)
	}
	if m := birthForm.FindStringSubmatch(text); m != nil {
		month, dayOf := m[1], m[3]
		if region == "HK" && (m[2] == "/" || m[2] == ".") {
			a, _ := strconv.Atoi(month)
			b, _ := strconv.Atoi(dayOf)
			if a <= 12 && b <= 12 && a != b {
				return Birthday{}, refuseField("birthday", RowDayUnclear)
			}
			if a > 12 {
				month, dayOf = dayOf, month
			}
		}
		if day, ok := ParseDay("2000-" + month + "-" + dayOf); ok {
			return CheckBirthday(string(day[5:]), 0, today)
		}
	}
	return Birthday{}, refuseField("birthday", BirthdayWrong)
}
