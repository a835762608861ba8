package db

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Day is a day of the calendar in the club's time zone, as YYYY-MM-DD; "" is no day. Days compare as strings.
type Day string

// The years that a day may lie in.
const (
	firstYear = 1980
	lastYear  = 2100
)

var (
	dayForm = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|` +
		`年 ?(\d{1,2})月 ?(\d{1,2})[日号號]|(\d{2})(\d{2}))(?:(?:T| +)\d{1,2}:\d{2}.*)?$`)
	serialForm = regexp.MustCompile(`^(\d{5})(?:\.\d+)?$`)
	serialZero = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
)

// ParseDay reads a day as sales systems and spreadsheets write it: 2013-03-05, 2010/8/8, 2010.01.26, 20010907,
// 2002年10月13日, or the serial number of a spreadsheet (1900 system). A time after the day is cut. A day that does
// not exist, or lies outside 1980 to 2100, is refused.
func ParseDay(s string) (Day, bool) {
	s = strings.TrimSpace(plain(s))
	if m := serialForm.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		return dayOf(serialZero.AddDate(0, 0, n))
	}
	m := dayForm.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	part := strings.Fields(strings.Join(m[1:], " ")) // the year, and the month and day of the one form that matched
	year, _ := strconv.Atoi(part[0])
	month, _ := strconv.Atoi(part[1])
	day, _ := strconv.Atoi(part[2])
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Month() != time.Month(month) || t.Day() != day {
		return "", false
	}
	return dayOf(t)
}

func dayOf(t time.Time) (Day, bool) {
	if t.Year() < firstYear || t.Year() > lastYear {
		return "", false
	}
	return Day(t.Format(time.DateOnly)), true
}

// DayOf answers the day on which an instant, in unix seconds, falls in loc.
func DayOf(unix int64, loc *time.Location) Day {
	return Day(time.Unix(unix, 0).In(loc).Format(time.DateOnly))
}

// Start answers the instant at which the day begins in loc.
func (d Day) Start(loc *time.Location) int64 { return d.midnight(loc, 0) }

// End answers the instant at which the day after it begins.
func (d Day) End(loc *time.Location) int64 { return d.midnight(loc, 1) }

func (d Day) midnight(loc *time.Location, later int) int64 {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0
	}
	return time.Date(t.Year(), t.Month(), t.Day()+later, 0, 0, 0, 0, loc).Unix()
}
