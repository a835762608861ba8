package db

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"陳大文", "陈 大文"}, {"段國秀", "段国秀"}, {" 王　伟 ", "王伟"}, {"鍾", "锺"}, {"衞", "卫"}, {"溫", "温"}, {"葉", "叶"},
		{"ＡＢＣ　Ltd", "abc ltd"}, {"Park  Vista 柏景灣", "park vista 柏景湾"}, {"買買提・艾力", "买买提·艾力"},
		{"王\u200b伟\ufeff", "王伟"}, {"葛\U000e0100", "葛"}, {"凉", "凉"}, {"STRASSE", "straße"}, {"", "  "},
	} {
		if Fold(c.a) != Fold(c.b) {
			t.Errorf("Fold(%q) = %q, Fold(%q) = %q", c.a, Fold(c.a), c.b, Fold(c.b))
		}
	}
	for _, c := range []struct{ a, b string }{{"王伟", "王玮"}, {"沈", "沉"}, {"喆", "哲"}, {"芸", "艺"}, {"de la", "dela"}} {
		if Fold(c.a) == Fold(c.b) {
			t.Errorf("%q and %q are one: %q", c.a, c.b, Fold(c.a))
		}
	}
}

// What is folded without looking twice is folded as everything else is.
func TestFoldOrdinary(t *testing.T) {
	t.Parallel()
	for r := rune(' '); r <= lastHan; r++ {
		if s := "Ab " + string(r) + " 1"; isOrdinary(s) && Fold(s) != Fold(s+"\u200b") {
			t.Errorf("%q is folded to %q, and to %q the long way", s, Fold(s), Fold(s+"\u200b"))
		}
	}
}

func TestFoldTable(t *testing.T) {
	if n := len(foldHan()); n < 3200 {
		t.Errorf("%d characters", n)
	}
	for from, to := range foldHan() {
		if _, again := foldHan()[to]; again || from == to || plain(string(to)) != string(to) {
			t.Errorf("%c becomes %c, which is not the end of it", from, to)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"陳 大文", "Ａ　b", "İ", "ǰ", "ϓ", "㋐", "e\u0301\u200d", "·・", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, then %q", s, once, twice)
		}
		if strings.TrimSpace(once) != once {
			t.Errorf("Fold(%q) = %q", s, once)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for b.Loop() {
		Fold("段 國秀")
	}
}
