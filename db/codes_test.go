package db

import (
	"strings"
	"sync"
	"testing"
	"time"
)

// The check sign finds every single wrong sign and every swap of two neighbours, at every position.
func TestCheckSign(t *testing.T) {
	t.Parallel()
	for range 200 {
		code := newCode()
		if got, ok := ParseCode(code); !ok || got != code || len(code) != codeSigns {
			t.Fatalf("%q is not read back: %q", code, got)
		}
		for i := range code {
			for _, sign := range []byte(crockford) {
				if wrong := code[:i] + string(sign) + code[i+1:]; wrong != code {
					if _, ok := ParseCode(wrong); ok {
						t.Errorf("%q passes for %q", wrong, code)
					}
				}
			}
			if i+1 < len(code) && code[i] != code[i+1] {
				swapped := code[:i] + string(code[i+1]) + string(code[i]) + code[i+2:]
				if _, ok := ParseCode(swapped); ok {
					t.Errorf("%q passes for %q", swapped, code)
				}
			}
		}
	}
}

func TestParseCode(t *testing.T) {
	t.Parallel()
	code := "01" + strings.Repeat("A", 9)
	code += string(checkSign([]byte(code)))
	wide := strings.Map(func(r rune) rune { return r - '!' + '！' }, code)
	for _, typed := range []string{code, strings.ToLower(code), FormatCode(code), strings.ReplaceAll(FormatCode(code), " ", "-"), " " + code + " ",
		"OI" + code[2:], "ol" + code[2:], wide, strings.ReplaceAll(FormatCode(code), " ", "\t")} {
		if got, ok := ParseCode(typed); !ok || got != code {
			t.Errorf("ParseCode(%q) = %q, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", code[:11], code + "0", "U" + code[1:], code[:11] + "!", "零" + code[1:], strings.Repeat(" ", 300) + code} {
		if got, ok := ParseCode(typed); ok {
			t.Errorf("ParseCode(%q) = %q", typed, got)
		}
	}
	if got := FormatCode("K3M9V7QTX2B0"); got != "K3M9 V7QT X2B0" {
		t.Errorf("FormatCode = %q", got)
	}
}

func FuzzParseCode(f *testing.F) {
	for _, s := range []string{newCode(), "k3m9-v7qt-x2b0", "ｋ３ｍ９", "", "OIL", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		code, ok := ParseCode(s)
		if !ok {
			return
		}
		if again, ok := ParseCode(code); !ok || again != code || len(code) != codeSigns || strings.Trim(code, crockford) != "" {
			t.Errorf("ParseCode(%q) = %q, then %q", s, code, again)
		}
		if again, ok := ParseCode(FormatCode(code)); !ok || again != code {
			t.Errorf("%q formatted is %q", code, FormatCode(code))
		}
	})
}

func TestNumber(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 500 {
		n := newNumber("YQ")
		if got, ok := ParseNumber(n); !ok || got != n || seen[n] {
			t.Fatalf("%q: %q %v, twice %v", n, got, ok, seen[n])
		}
		seen[n] = true
		for i := 2; i < len(n); i++ {
			wrong := n[:i] + string('0'+(n[i]-'0'+1)%10) + n[i+1:]
			if _, ok := ParseNumber(wrong); ok {
				t.Errorf("%q passes for %q", wrong, n)
			}
		}
	}
	n := "YQ86021147"
	n += string(luhn([]byte(n[2:])))
	for _, typed := range []string{n, strings.ToLower(n), FormatNumber(n), "yq-8602-1147-" + n[10:], "ＹＱ８６０２１１４７" + n[10:]} {
		if got, ok := ParseNumber(typed); !ok || got != n {
			t.Errorf("ParseNumber(%q) = %q, %v", typed, got, ok)
		}
	}
	if FormatNumber(n) != "YQ 8602 1147 "+n[10:] || FormatNumber("x") != "x" {
		t.Errorf("FormatNumber = %q", FormatNumber(n))
	}
	for _, typed := range []string{"", "8602114712", n[:10], n + "0", "12" + n[2:], "YQ8602114X" + n[10:], strings.Repeat("Y", 200)} {
		if got, ok := ParseNumber(typed); ok {
			t.Errorf("ParseNumber(%q) = %q", typed, got)
		}
	}
}

func TestMaskName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"": "", "陈": "陈", "陈玲": "陈*", "陈美玲": "陈*玲", "欧阳美玲": "欧*玲", "John": "J***n", "Jo": "J*", "Mary Ann": "M***n"} {
		if got := MaskName(name); got != want {
			t.Errorf("MaskName(%q) = %q, want %q", name, got, want)
		}
	}
}

// Ids grow, whatever the clock does, and many ask at once.
func TestIDs(t *testing.T) {
	t.Parallel()
	var m idMaker
	m.process = 1023
	last, now := int64(0), time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for i := range 20_000 {
		at := now
		if i%1000 == 999 {
			at = now.Add(-time.Hour) // a clock that is set back
		}
		if id := m.next(at); id <= last {
			t.Fatalf("id %d after %d", id, last)
		} else {
			last = id
		}
	}
	if id := m.next(now.Add(time.Hour)); id>>22 != now.Add(time.Hour).UnixMilli()-idEpoch || id>>12&1023 != 1023 {
		t.Errorf("id %d does not tell its time and process", id)
	}
	if at := now.Unix(); idAt(at) >= (&idMaker{}).next(now) || idAt(at) <= (&idMaker{process: 1023}).next(now.Add(-time.Minute)) || idAt(0) != 0 {
		t.Error("idAt is no bound")
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	seen := map[int64]bool{}
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				id := m.next(now)
				mu.Lock()
				if seen[id] {
					t.Errorf("id %d twice", id)
				}
				seen[id] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}
