package db

import (
	"math"
	"strings"
	"testing"
)

func TestParseMoney(t *testing.T) {
	for in, want := range map[string]int64{
		"1,234.50": 123450, "¥88": 8800, "￥88.00": 8800, "88.5": 8850, "８８．５": 8850, "HK$88": 8800, "hk$ 1,000": 100000, "88元": 8800, " 0.01 ": 1,
		"0": 0, "007": 700, "100,000,000.00": maxMoney, "100000000": maxMoney, "１，２３４．５０": 123450,
		"": -1, ".5": -1, "5.": -1, "1.234": -1, "-1": -1, "+1": -1, "1,23": -1, "12,34.5": -1, "1,2345": -1, "100000000.01": -1, "100,000,001": -1,
		"999999999999999999999": -1, "1e3": -1, "八十": -1, "¥": -1, "1 234": -1, "1.5.5": -1, "$$1": -1, "1,234,": -1,
	} {
		got, ok := ParseMoney(in)
		if ok != (want >= 0) || ok && got != want {
			t.Errorf("ParseMoney(%q) = %d, %v; want %d", in, got, ok, want)
		}
	}
}

func TestFormatMoney(t *testing.T) {
	for _, c := range []struct {
		minor    int64
		currency string
		want     string
	}{
		{123450, "CNY", "¥1,234.50"}, {8800, "HKD", "HK$88.00"}, {0, "CNY", "¥0.00"}, {5, "TWD", "NT$0.05"}, {-123456789, "MOP", "-MOP$1,234,567.89"},
		{maxMoney, "CNY", "¥100,000,000.00"}, {100, "EUR", "EUR 1.00"}, {math.MinInt64, "CNY", "-¥92,233,720,368,547,758.08"},
	} {
		if got := FormatMoney(c.minor, c.currency); got != c.want {
			t.Errorf("FormatMoney(%d, %s) = %q, want %q", c.minor, c.currency, got, c.want)
		}
	}
}

func FuzzMoney(f *testing.F) {
	for _, s := range []string{"1,234.50", "¥88", "88.5", "８８．５", "HK$1", "-1", "1.234", "100,000,000.00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		minor, ok := ParseMoney(s)
		if !ok {
			return
		}
		for _, currency := range []string{"CNY", "HKD", "TWD"} {
			if again, ok := ParseMoney(FormatMoney(minor, currency)); !ok || again != minor || minor < 0 || minor > maxMoney {
				t.Errorf("ParseMoney(%q) = %d, then %d", s, minor, again)
			}
		}
		if strings.Contains(s, "-") {
			t.Errorf("ParseMoney(%q) = %d", s, minor)
		}
	})
}
