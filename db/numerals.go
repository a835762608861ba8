package db

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

const hanDigits = "〇一二三四五六七八九"

var hanVariants = strings.NewReplacer("零", "〇", "廿", "二十", "卅", "三十")

// hanNumber answers the figures of a number that is written in Chinese and in nothing else: 二 is 2, 十二 12, 廿一 21, and
// signs without a ten stand for their digits, 二〇一 for 201. It knows no hundreds.
func hanNumber(s string) (figures string, ok bool) {
	s = hanVariants.Replace(s)
	digits := func(s string) (out string, ok bool) {
		for _, r := range s {
			at := strings.IndexRune(hanDigits, r)
			if at < 0 {
				return "", false
			}
			out += strconv.Itoa(at / len("〇"))
		}
		return out, true
	}
	tens, ones, ten := strings.Cut(s, "十")
	if !ten {
		out, ok := digits(s)
		return out, ok && s != ""
	}
	t, okTens := digits(tens)
	o, okOnes := digits(ones)
	if tens == "" {
		t = "1"
	}
	if ones == "" {
		o = "0"
	}
	return t + o, okTens && okOnes && len(t) == 1 && len(o) == 1 && t != "0" && (o != "0" || ones == "")
}

// inFigures answers a number, in whichever way it is written, in figures without leading zeros, and s itself for anything else.
func inFigures(s string) string {
	if s != "" && s[0] >= utf8.RuneSelf {
		if figures, ok := hanNumber(s); ok {
			s = figures
		}
	}
	if bare := strings.TrimLeft(s, "0"); bare != "" && strings.Trim(bare, "0123456789") == "" {
		s = bare
	}
	return s
}

// hanSpelling answers how a number from 1 to 99 is written in Chinese, and s itself for anything else. Books from before
// such numbers were read as figures may have it so.
func hanSpelling(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 99 || strconv.Itoa(n) != s {
		return s
	}
	digit := func(n int) string { return hanDigits[n*len("〇") : (n+1)*len("〇")] }
	var out string
	if n >= 20 {
		out = digit(n / 10)
	}
	if n >= 10 {
		out += "十"
	}
	if n%10 > 0 {
		out += digit(n % 10)
	}
	return out
}
