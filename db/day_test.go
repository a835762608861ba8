package db

import (
	"testing"
	"time"
)

func TestParseDay(t *testing.T) {
	for in, want := range map[string]Day{
		"2013-03-05": "2013-03-05", "2010/8/8": "2010-08-08", "2010.01.26": "2010-01-26", "20010907": "2001-09-07", "2002年10月13日": "2002-10-13",
		"2019年3月4日": "2019-03-04", "２０１９年３月４日": "2019-03-04", "2019年3月4號": "2019-03-04", " 2010-08-08 ": "2010-08-08", "44834": "2022-09-30",
		"39283": "2007-07-20", "44834.75": "2022-09-30", "29221": "1980-01-01", "73415": "2100-12-31", "2010-08-08 00:00:00": "2010-08-08",
		"2010-08-08T12:30:00Z": "2010-08-08", "2010/8/8 0:00": "2010-08-08", "2020-02-29": "2020-02-29", "2100-12-31": "2100-12-31",
		"": "", "2月30日": "", "2019-13-40": "", "2019-02-29": "", "2019-02-30": "", "20190230": "", "2019-00-01": "", "2019-01-00": "", "1979-12-31": "",
		"2101-01-01": "", "29220": "", "73416": "", "99999": "", "2019/3-4": "", "2019-3": "", "201934": "", "待定": "", "2010-08-08 later": "", "-2010-08-08": "",
	} {
		if got, ok := ParseDay(in); got != want || ok != (want != "") {
			t.Errorf("ParseDay(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
}

func TestDayOf(t *testing.T) {
	shanghai := time.FixedZone("UTC+8", 8*3600)
	at := time.Date(2026, 3, 1, 16, 30, 0, 0, time.UTC).Unix()
	if got := DayOf(at, shanghai); got != "2026-03-02" {
		t.Errorf("got %s", got)
	}
	if got := DayOf(at, time.UTC); got != "2026-03-01" {
		t.Errorf("got %s", got)
	}
}

func FuzzDay(f *testing.F) {
	for _, s := range []string{"2013-03-05", "2010/8/8", "2010.01.26", "20010907", "2002年10月13日", "44834.5", "2月30日", "2019-13-40", "2010-08-08T00:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		day, ok := ParseDay(s)
		if !ok {
			return
		}
		if _, err := time.Parse(time.DateOnly, string(day)); err != nil {
			t.Fatalf("ParseDay(%q) = %q", s, day)
		}
		if again, ok := ParseDay(string(day)); !ok || again != day || day < "1980-01-01" || day > "2100-12-31" {
			t.Errorf("ParseDay(%q) = %q, then %q", s, day, again)
		}
	})
}
