package db

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clubhouse/db/sqlcdb"

	"golang.org/x/text/unicode/norm"
)

// Refusals of a new password.
const (
	PasswordWeak   Reason = "password_weak"   // too short or too long; args: least and most signs
	PasswordCommon Reason = "password_common" // among the first that anybody would try
	PasswordOwn    Reason = "password_own"    // it is their own phone, e-mail or membership number
)

const (
	leastPassword, mostPassword = 10, 200

	leastRun   = 3 // signs that make a run: 345, fed, aaa
	mostOdd    = 3 // signs beside what can be guessed that make no password of it: 1234567890abx
	mostPeriod = 8 // of a piece that is repeated over and over: passwordpassword
)

// checkPassword refuses a new password that is too short, or that anybody would try first. Refused: PasswordWeak, PasswordCommon.
func checkPassword(p string) error {
	if n := utf8.RuneCountInString(p); n < leastPassword || n > mostPassword {
		return refuseField("password", PasswordWeak, leastPassword, mostPassword)
	}
	if typed := []rune(strings.ToLower(norm.NFKC.String(p))); guessable(typed) || guessable([]rune(bare(p))) {
		return refuseField("password", PasswordCommon)
	}
	return nil
}

// bare answers the letters and digits of a password, small: what is set between them keeps nobody from guessing.
func bare(p string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, strings.ToLower(norm.NFKC.String(p)))
}

// guessable tells whether a password is common, one piece over and over, or little beside runs.
func guessable(p []rune) bool {
	if len(p) == 0 {
		return false // signs alone, of which the other reading tells
	}
	if commonPasswords[string(p)] {
		return true
	}
	for period := 1; period <= min(mostPeriod, len(p)/2); period++ {
		if repeats(p, period) {
			return true
		}
	}
	odd := 0
	for i := 0; i < len(p); {
		if n := run(p[i:]); n >= leastRun {
			i += n
			continue
		}
		odd++
		i++
	}
	return odd <= mostOdd
}

func repeats(p []rune, period int) bool {
	for i := period; i < len(p); i++ {
		if p[i] != p[i-period] {
			return false
		}
	}
	return true
}

// run answers how many signs p begins with that are one and the same, or follow one another in a line, to either side.
func run(p []rune) (longest int) {
	for longest < len(p) && p[longest] == p[0] {
		longest++
	}
	for _, line := range passwordLines {
		n := 1
		for n < len(p) && strings.Contains(line, string(p[:n+1])) {
			n++
		}
		longest = max(longest, n)
	}
	return longest
}

// passwordLines are what fingers run along, there and back.
var passwordLines = thereAndBack("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "!@#$%^&*()",
	"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p", "a1b2c3d4e5f6g7h8i9", "1a2b3c4d5e6f7g8h9i")

func thereAndBack(lines ...string) (both []string) {
	for _, line := range lines {
		back := []byte(line)
		for i, j := 0, len(back)-1; i < j; i, j = i+1, j-1 {
			back[i], back[j] = back[j], back[i]
		}
		both = append(both, line, string(back))
	}
	return both
}

// commonPasswords are known to whoever guesses, and long enough to come by the first rule, as typed or bare. Runs and
// repetitions are found without them.
var commonPasswords = func() map[string]bool {
	known := map[string]bool{}
	for _, p := range strings.Fields(`
		password12 password123 password1234 password12345 password123456 mypassword mypassword1 thisismypassword passwordpassword
		passw0rd12 passw0rd123 passw0rd1234 p@ssw0rd12 p@ssw0rd123 p@ssword123 pa55word123 password2026 password2025 password2024
		iloveyou12 iloveyou123 iloveyou1314 iloveyou520 iloveyou5201314 ilovechina loveyou1314 woaini1314 woaini1314520 woaini520
		woaini5201314 woaini123456 woaiwojia520 woaizhongguo wodemima123 mima123456 zhongguo123 nihao123456 woshishui123
		5201314520 1314520520 5201314123 1314521521 5845201314 1472583690 147258369a 1598753642 7894561230 3141592653
		welcome123 welcome1234 letmein123 changeme123 administrator admin12345 admin123456 administrator1 superman123 football123
		baseball123 sunshine123 princess123 starwars123 whatever123 computer123 internet123 correcthorsebatterystaple
		clubhouse1 clubhouse123 member1234 huiyuan123 beijing2008 hongkong1997 shanghai123 guangzhou123 shenzhen123`) {
		known[p] = true
	}
	return known
}()

// checkOwn refuses a password that is little beside the account's own phone, e-mail or membership number: whoever knows the
// person knows these. Refused: PasswordOwn.
func (rx *Rx) checkOwn(a sqlcdb.Account, password string) error {
	own := []string{deref(a.Email), deref(a.Phone)}
	if name, _, ok := strings.Cut(own[0], "@"); ok {
		own = append(own, name)
	}
	for _, n := range []int{8, 11} { // without its country
		if phone := own[1]; len(phone) > n {
			own = append(own, phone[len(phone)-n:])
		}
	}
	if member, err := rx.MemberOfAccount(background, a.ID); err == nil {
		m, err := rx.GetMember(background, member)
		if err != nil {
			return err
		}
		own = append(own, m.Number)
	} else if !isNoRows(err) {
		return err
	}
	typed := bare(password)
	for _, piece := range own {
		if piece = bare(piece); piece != "" && strings.Contains(typed, piece) &&
			utf8.RuneCountInString(strings.ReplaceAll(typed, piece, "")) <= mostOdd {
			return refuseField("password", PasswordOwn)
		}
	}
	return nil
}
