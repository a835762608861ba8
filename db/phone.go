package db

import (
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

// ParsePhone reads a mobile number as people type it and answers it in E.164. region (CN, HK, MO, TW, ...) is where
// a number without a country code belongs; "" means CN. Mainland mobiles are 1[3-9] and 9 digits, Hong Kong ones 8
// digits from 5, 6 or 9; both are told here. For other countries libphonenumber decides, and only numbers that can
// be mobiles pass.
func ParsePhone(s, region string) (e164 string, ok bool) {
	if region == "" {
		region = "CN"
	}
	digits, international, ok := phoneDigits(s)
	if !ok {
		return "", false
	}
	if !international {
		switch {
		case isMainlandMobile(digits) && isChinese(region):
			digits = "86" + digits
		case isHongKongMobile(digits) && region == "HK":
			digits = "852" + digits
		default:
			if mobile, _ := ruleOfPhone(digits); !mobile { // not a country code without its plus either
				return parseForeignPhone(digits, region)
			}
		}
	}
	switch mobile, known := ruleOfPhone(digits); {
	case mobile:
		return "+" + digits, true
	case known:
		return "", false
	}
	return parseForeignPhone("+"+digits, region)
}

// phoneDigits strips what people put between digits and tells whether a plus or 00 stood before them.
func phoneDigits(s string) (digits string, international, ok bool) {
	if len(s) > 200 {
		return "", false, false
	}
	var b strings.Builder
	for _, r := range strings.TrimLeft(strings.TrimSpace(plain(s)), "'") {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '+' && b.Len() == 0 && !international:
			international = true
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), strings.ContainsRune("−.()[]", r):
		default:
			return "", false, false
		}
	}
	digits = b.String()
	if rest, found := strings.CutPrefix(digits, "00"); found && !international {
		digits, international = rest, true
	}
	return digits, international, len(digits) >= 5 && len(digits) <= 17
}

// ruleOfPhone tells for digits with a country code whether the club's own rule knows the country and passes them.
func ruleOfPhone(digits string) (mobile, known bool) {
	if rest, found := strings.CutPrefix(digits, "86"); found {
		return isMainlandMobile(rest), true
	}
	if rest, found := strings.CutPrefix(digits, "852"); found {
		return isHongKongMobile(rest), true
	}
	return false, false
}

func isMainlandMobile(d string) bool {
	return len(d) == 11 && d[0] == '1' && d[1] >= '3'
}

func isHongKongMobile(d string) bool {
	return len(d) == 8 && (d[0] == '5' || d[0] == '6' || d[0] == '9')
}

func isChinese(region string) bool {
	return region == "CN" || region == "HK" || region == "MO" || region == "TW"
}

func parseForeignPhone(s, region string) (string, bool) {
	n, err := phonenumbers.Parse(s, region)
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return "", false
	}
	switch phonenumbers.GetNumberType(n) {
	case phonenumbers.MOBILE, phonenumbers.FIXED_LINE_OR_MOBILE:
	default:
		return "", false
	}
	e164 := phonenumbers.Format(n, phonenumbers.E164)
	if mobile, known := ruleOfPhone(e164[1:]); known && !mobile {
		return "", false
	}
	return e164, true
}

// MaskPhone answers an E.164 number as lists show it: enough to recognise one's own, never enough to call.
func MaskPhone(e164 string) string {
	digits := strings.TrimPrefix(e164, "+")
	if mobile, _ := ruleOfPhone(digits); mobile && digits[:2] == "86" {
		return digits[2:5] + "****" + digits[9:]
	}
	for _, code := range []string{"852", "853", "886"} {
		if rest, found := strings.CutPrefix(digits, code); found && len(rest) >= 8 {
			return "+" + code + " " + rest[:2] + "****" + rest[len(rest)-2:]
		}
	}
	if len(digits) < 8 {
		return "****"
	}
	return "+" + digits[:3] + "****" + digits[len(digits)-2:]
}

// cityRegions names the cities outside the Mainland in their folded form.
var cityRegions = map[string]string{
	"hk": "HK", "九龙": "HK", "新界": "HK", "kowloon": "HK", "new territories": "HK",
	"氹仔": "MO", "路环": "MO", "taipa": "MO", "coloane": "MO",
	"台北": "TW", "新北": "TW", "桃园": "TW", "台中": "TW", "台南": "TW", "高雄": "TW", "基隆": "TW", "新竹": "TW", "嘉义": "TW",
	"苗栗": "TW", "彰化": "TW", "南投": "TW", "云林": "TW", "屏东": "TW", "宜兰": "TW", "花莲": "TW", "台东": "TW", "澎湖": "TW",
	"taipei": "TW", "new taipei": "TW", "taoyuan": "TW", "taichung": "TW", "tainan": "TW", "kaohsiung": "TW",
	"keelung": "TW", "hsinchu": "TW", "chiayi": "TW", "hualien": "TW", "taitung": "TW", "yilan": "TW", "pingtung": "TW",
}

// RegionOf answers the phone region of a city by its name in any of the club's languages: HK, MO, TW, else CN.
func RegionOf(city string) string {
	city = Fold(city)
	for _, place := range []struct{ word, region string }{
		{"香港", "HK"}, {"hong kong", "HK"}, {"hongkong", "HK"}, {"澳门", "MO"}, {"macau", "MO"}, {"macao", "MO"},
		{"台湾", "TW"}, {"taiwan", "TW"},
	} {
		if strings.Contains(city, place.word) {
			return place.region
		}
	}
	for _, suffix := range []string{"市", "县", " city"} {
		city = strings.TrimSuffix(city, suffix)
	}
	if region, ok := cityRegions[city]; ok {
		return region
	}
	return "CN"
}
