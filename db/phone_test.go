package db

import (
	"regexp"
	"strings"
	"testing"
)

func TestParsePhone(t *testing.T) {
	for _, c := range []struct{ in, region, want string }{
		{"13800138000", "", "+8613800138000"},
		{"１３８００１３８０００", "CN", "+8613800138000"},
		{" 138-0013-8000　", "CN", "+8613800138000"},
		{"138 0013 8000", "CN", "+8613800138000"},
		{"(138)00138000", "CN", "+8613800138000"},
		{"138.0013.8000", "CN", "+8613800138000"},
		{"[138] 0013–8000", "CN", "+8613800138000"},
		{"'13800138000", "CN", "+8613800138000"},
		{"\u200e\u202a13800138000\u202c\ufeff", "CN", "+8613800138000"},
		{"+86 138 0013 8000", "HK", "+8613800138000"},
		{"＋８６１３８００１３８０００", "CN", "+8613800138000"},
		{"(+86)13800138000", "CN", "+8613800138000"},
		{"0086-13800138000", "CN", "+8613800138000"},
		{"8613800138000", "CN", "+8613800138000"},
		{"013800138000", "CN", "+8613800138000"},
		{"13800138000", "HK", "+8613800138000"},
		{"91234567", "HK", "+85291234567"},
		{"6123 4567", "HK", "+85261234567"},
		{"(852)51234567", "HK", "+85251234567"},
		{"+852 9123 4567", "CN", "+85291234567"},
		{"0085291234567", "CN", "+85291234567"},
		{"66123456", "MO", "+85366123456"},
		{"+853 6612 3456", "CN", "+85366123456"},
		{"0912-345-678", "TW", "+886912345678"},
		{"+886 912 345 678", "CN", "+886912345678"},
		{"+1 415 555 2671", "CN", "+14155552671"},
		{"+44 7911 123456", "CN", "+447911123456"},
		{"+65 9123 4567", "CN", "+6591234567"},

		{"", "CN", ""}, {"待补", "CN", ""}, {"无", "CN", ""}, {"1380013", "CN", ""}, {"12800138000", "CN", ""}, {"138001380001", "CN", ""},
		{"91234567", "CN", ""}, {"21234567", "HK", ""}, {"+85221234567", "HK", ""}, {"+852912345678", "HK", ""}, {"41234567", "HK", ""},
		{"0755-26666666", "CN", ""}, {"+86 755 2666 6666", "CN", ""}, {"13800138000转1", "CN", ""}, {"1380013800o", "CN", ""},
		{"++8613800138000", "CN", ""}, {"86+13800138000", "CN", ""}, {"+0013800138000", "CN", ""}, {"02-2345-6789", "TW", ""}, {"28123456", "MO", ""},
		{"95588", "CN", ""}, {"4008001234", "CN", ""}, {strings.Repeat("1", 300), "CN", ""}, {"13800138000", "XX", ""},
	} {
		got, ok := ParsePhone(c.in, c.region)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("ParsePhone(%q, %q) = %q, %v; want %q", c.in, c.region, got, ok, c.want)
		}
	}
}

func TestMaskPhone(t *testing.T) {
	for in, want := range map[string]string{
		"+8613800135521": "138****5521", "+85261237075": "+852 61****75", "+85366123456": "+853 66****56",
		"+886912345678": "+886 91****78", "+14155552671": "+141****71", "+1234": "****", "": "****",
	} {
		if got := MaskPhone(in); got != want {
			t.Errorf("MaskPhone(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRegionOf(t *testing.T) {
	for city, want := range map[string]string{
		"深圳": "CN", "": "CN", "香港": "HK", "中國香港": "HK", "Hong Kong": "HK", "HONG  KONG SAR": "HK", "HK": "HK", "九龍": "HK",
		"澳门": "MO", "澳門": "MO", "Macau": "MO", "台北市": "TW", "臺北": "TW", "New Taipei City": "TW", "台湾": "TW", "台州": "CN", "武汉市": "CN",
	} {
		if got := RegionOf(city); got != want {
			t.Errorf("RegionOf(%q) = %s, want %s", city, got, want)
		}
	}
}

func FuzzPhone(f *testing.F) {
	for _, s := range []string{"13800138000", "+852 9123 4567", "0086-13800138000", "０９１２-345-678", "+1 415 555 2671", "'\u200e8613800138000"} {
		for _, region := range []string{"CN", "HK", "MO", "TW", "US"} {
			f.Add(s, region)
		}
	}
	e164 := regexp.MustCompile(`^\+[1-9]\d{4,16}$`)
	f.Fuzz(func(t *testing.T, s, region string) {
		phone, ok := ParsePhone(s, region)
		if !ok {
			return
		}
		if !e164.MatchString(phone) {
			t.Fatalf("ParsePhone(%q, %q) = %q", s, region, phone)
		}
		if again, ok := ParsePhone(phone, region); !ok || again != phone {
			t.Errorf("ParsePhone(%q, %q) = %q, then %q, %v", s, region, phone, again, ok)
		}
		if mask := MaskPhone(phone); strings.Contains(mask, phone[1:]) || len(regexp.MustCompile(`\d`).FindAllString(mask, -1)) > 7 {
			t.Errorf("MaskPhone(%q) = %q", phone, mask)
		}
	})
}

func BenchmarkParsePhone(b *testing.B) {
	for in, region := range map[string]string{"138 0013 8000": "CN", "66123456": "MO"} {
		b.Run(region, func(b *testing.B) {
			for b.Loop() {
				ParsePhone(in, region)
			}
		})
	}
}
