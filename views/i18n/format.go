package i18n

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"clubhouse/db"
)

// Number answers n with its thousands apart: 12,060.
func Number(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

var months = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// Date answers the day of an instant: 2026年11月21日, 21 Nov 2026.
func Date(l db.Locale, t time.Time) string {
	if l == db.En {
		return fmt.Sprintf("%d %s %d", t.Day(), months[t.Month()-1], t.Year())
	}
	return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
}

// ShortDate leaves out the year: 11月21日, 21 Nov.
func ShortDate(l db.Locale, t time.Time) string {
	if l == db.En {
		return strconv.Itoa(t.Day()) + " " + months[t.Month()-1]
	}
	return strconv.Itoa(int(t.Month())) + "月" + strconv.Itoa(t.Day()) + "日"
}

// DateTime answers day and minute: 11月21日 19:42, with the year when it is not now's.
func DateTime(l db.Locale, t, now time.Time) string {
	if t.Year() == now.Year() {
		return ShortDate(l, t) + " " + t.Format("15:04")
	}
	return Date(l, t) + " " + t.Format("15:04")
}

// Until answers the last day on which something that ends at an instant still holds: what ends at midnight holds
// through the day before.
func Until(l db.Locale, end, now time.Time) string {
	last := end.Add(-time.Second)
	if last.Year() == now.Year() {
		return ShortDate(l, last)
	}
	return Date(l, last)
}

// Unbroken answers words for a page, with nowhere in them for a line to end.
func Unbroken(s string) string { return Joined(strings.ReplaceAll(s, " ", "\u00a0")) }

// Joined answers words for a page in which a line may end at a space, and nowhere else beside a Han character: 12月12日 stays whole.
func Joined(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range s {
		if last != 0 && last != ' ' && r != ' ' && (unicode.Is(unicode.Han, last) || unicode.Is(unicode.Han, r)) {
			b.WriteRune('\u2060')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// Clock answers minutes after midnight as 09:30.
func Clock(minutes int64) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

var weekdays = [...]Text{
	{"周日", "週日", "Sun"}, {"周一", "週一", "Mon"}, {"周二", "週二", "Tue"}, {"周三", "週三", "Wed"},
	{"周四", "週四", "Thu"}, {"周五", "週五", "Fri"}, {"周六", "週六", "Sat"},
}

// Weekday answers the short name of a day of the week, Sunday being 0.
func Weekday(l db.Locale, day int) string { return weekdays[day].In(l) }

// DayDate answers a day with its name: 2026年11月21日 周六, Sat 21 Nov 2026.
func DayDate(l db.Locale, t time.Time) string {
	day := Weekday(l, int(t.Weekday()))
	if l == db.En {
		return day + " " + Date(l, t)
	}
	return Date(l, t) + " " + day
}

// Opening answers days and hours in words: 周一至周五 11:00–22:00.
func Opening(l db.Locale, days, from, to int64) string {
	var parts []string
	if days != 127 {
		if days == 0b0111110 {
			parts = append(parts, Text{"周一至周五", "週一至週五", "Mon to Fri"}.In(l))
		} else {
			var names []string
			for _, d := range []int{1, 2, 3, 4, 5, 6, 0} {
				if days&(1<<d) != 0 {
					names = append(names, weekdays[d].In(l))
				}
			}
			parts = append(parts, strings.Join(names, Text{"、", "、", ", "}.In(l)))
		}
	}
	if from != 0 || to != 1440 {
		parts = append(parts, Clock(from)+"–"+Clock(to))
	}
	return strings.Join(parts, " ")
}

// Version names a version of a text: the club's own name for it, such as 2026-11, or a number that counts.
func Version(l db.Locale, version string) string {
	if strings.Trim(version, "0123456789") == "" {
		return Text{"第 %s 版", "第 %s 版", "version %s"}.Format(l, version)
	}
	return Text{"%s 版", "%s 版", "version %s"}.Format(l, version)
}
