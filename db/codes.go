package db

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// crockford are the 32 signs of the codes that people read and type: no I, L, O, U.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// codeSigns is the length of a voucher's code, its check sign included.
const codeSigns = 12

var crockfordValue = func() (t [256]int8) {
	for i := range t {
		t[i] = -1
	}
	for i := range len(crockford) {
		t[crockford[i]] = int8(i)
		t[crockford[i]|0x20] = int8(i)
	}
	for typed, meant := range map[byte]byte{'O': '0', 'o': '0', 'I': '1', 'i': '1', 'L': '1', 'l': '1'} {
		t[typed] = t[meant]
	}
	return t
}()

// newCode answers a random code of codeSigns signs, the last one its check sign: 55 random bits.
func newCode() string {
	var b [codeSigns]byte
	for i, r := range randomBytes(codeSigns - 1) {
		b[i] = crockford[r&31]
	}
	b[codeSigns-1] = checkSign(b[:codeSigns-1])
	return string(b[:])
}

// ParseCode reads a typed or scanned code: any case, full-width signs, spaces and hyphens, O for 0 and I or L for 1.
// It answers false for a wrong length, a foreign sign or a wrong check sign, so that most slips never reach the books.
func ParseCode(s string) (string, bool) {
	if len(s) > 200 {
		return "", false
	}
	var b []byte
	for _, r := range norm.NFKC.String(s) {
		switch {
		case r == ' ' || r == '-' || r == '.' || r == '\t':
		case r < 256 && crockfordValue[r] >= 0:
			b = append(b, crockford[crockfordValue[r]])
		default:
			return "", false
		}
	}
	if len(b) != codeSigns || checkSign(b[:codeSigns-1]) != b[codeSigns-1] {
		return "", false
	}
	return string(b), true
}

// FormatCode answers the code in groups of four for reading.
func FormatCode(code string) string {
	var b strings.Builder
	for i, r := range code {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// checkSign weighs the signs by the powers of a generator of GF(32), which, unlike a weighted sum mod 32, finds every
// single wrong sign and every swap of two neighbours.
func checkSign(signs []byte) byte {
	var sum int
	for _, c := range signs {
		sum = double(sum ^ int(crockfordValue[c]))
	}
	return crockford[sum]
}

// double multiplies by x in GF(32) with the polynomial x^5+x^2+1.
func double(v int) int {
	v <<= 1
	if v&32 != 0 {
		v ^= 0b100101
	}
	return v
}

// newNumber answers a random membership number: the club's two letters, eight digits, a check digit (Luhn's).
func newNumber(letters string) string {
	b := []byte(letters)
	n := randomBits(40) % 100_000_000
	for div := int64(10_000_000); div > 0; div /= 10 {
		b = append(b, byte('0'+n/div%10))
	}
	return string(append(b, luhn(b[len(letters):])))
}

// ParseNumber reads a membership number as a person types it, in any case, width and grouping.
func ParseNumber(s string) (string, bool) {
	if len(s) > 100 {
		return "", false
	}
	s = strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(norm.NFKC.String(s)))
	if len(s) != 11 || s[0] < 'A' || s[0] > 'Z' || s[1] < 'A' || s[1] > 'Z' {
		return "", false
	}
	for _, c := range []byte(s[2:]) {
		if c < '0' || c > '9' {
			return "", false
		}
	}
	return s, luhn([]byte(s[2:10])) == s[10]
}

// FormatNumber answers the number grouped for reading: YQ 8602 1147 3.
func FormatNumber(n string) string {
	if len(n) != 11 {
		return n
	}
	return n[:2] + " " + n[2:6] + " " + n[6:10] + " " + n[10:]
}

func luhn(digits []byte) byte {
	sum := 0
	for i := range digits {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return byte('0' + (10-sum%10)%10)
}
