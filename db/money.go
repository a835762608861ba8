package db

import (
	"regexp"
	"strconv"
	"strings"
)

// maxMoney is the largest sum that is typed anywhere: 100,000,000.00.
const maxMoney = 100_000_000_00

var moneyForm = regexp.MustCompile(`^(?:¥|\$|HK\$|MOP\$|NT\$|US\$|RMB|CNY|HKD|MOP|TWD|USD)? ?` +
	`(\d{1,9}|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))? ?元?$`)

// ParseMoney reads a sum as it is typed at a till, like 88.5, ¥1,234.50 or １２元, and answers it in minor units.
// The currency is the caller's: a sign before the sum is passed over. Negative sums, a third decimal and more than
// 100,000,000.00 are refused.
func ParseMoney(s string) (minor int64, ok bool) {
	m := moneyForm.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(plain(s))))
	if m == nil {
		return 0, false
	}
	minor, err := strconv.ParseInt(strings.ReplaceAll(m[1], ",", "")+(m[2] + "00")[:2], 10, 64)
	if err != nil || minor > maxMoney {
		return 0, false
	}
	return minor, true
}

var moneySigns = map[string]string{"CNY": "¥", "HKD": "HK$", "MOP": "MOP$", "TWD": "NT$", "USD": "US$"}

// Currencies lists the currencies that the club can keep, by their codes.
var Currencies = []string{"CNY", "HKD", "MOP", "TWD", "USD"}

// FormatMoney answers a sum of minor units for people, like ¥1,234.50 or HK$88.00. A currency without a sign of
// ours stands before the sum by its code.
func FormatMoney(minor int64, currency string) string {
	sign, ok := moneySigns[currency]
	if !ok {
		sign = currency + " "
	}
	n := uint64(minor)
	if minor < 0 {
		sign, n = "-"+sign, -n
	}
	whole := strconv.FormatUint(n/100, 10)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	cents := strconv.FormatUint(100+n%100, 10)[1:]
	return sign + whole + "." + cents
}
