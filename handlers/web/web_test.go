package web

import (
	"net/url"
	"strings"
	"testing"

	"clubhouse/db"
)

func TestLocal(t *testing.T) {
	for path, want := range map[string]string{
		"/home": "/home", "/offers?kind=golf": "/offers?kind=golf", "/": "/",
		"": "/else", "home": "/else", "//evil.example": "/else", `/\evil.example`: "/else", "https://evil.example": "/else",
		"/a\nb": "/else", "/a\\b": "/else", "\t/home": "/else", "/" + strings.Repeat("x", 600): "/else",
	} {
		if got := Local(path, "/else"); got != want {
			t.Errorf("Local(%q) = %q, want %q", path, got, want)
		}
	}
}

// Whatever is asked for, a redirect stays on this site.
func FuzzLocal(f *testing.F) {
	for _, s := range []string{"/home", "//evil", `/\evil`, "/%2f%2fevil", "/;//evil", "javascript:alert(1)", "/\x00", "/..//evil"} {
		f.Add(s)
	}
	base, _ := url.Parse("https://club.example/signin")
	f.Fuzz(func(t *testing.T, s string) {
		to, err := base.Parse(Local(s, "/"))
		if err != nil {
			return // no browser follows it anywhere
		}
		if to.Host != "club.example" || to.Scheme != "https" {
			t.Errorf("%q leads to %s", s, to)
		}
	})
}

func TestLocaleOf(t *testing.T) {
	all := db.Speaking{Languages: db.EveryLanguage, Language: db.Hans}
	two := db.Speaking{Languages: db.LanguagesOf(db.Hant, db.En), Language: db.En}
	for _, c := range []struct {
		prefix, account db.Locale
		accept          string
		all, two        db.Locale // where all are offered; where two are
	}{
		{"", "", "", db.Hans, db.En}, {"", "", "zh-HK,zh;q=0.9,en;q=0.8", db.Hant, db.Hant}, {"", "", "zh-TW", db.Hant, db.Hant}, {"", "", "zh-CN", db.Hans, db.En},
		{"", "", "zh-Hant-MO", db.Hant, db.Hant}, {"", "", "en-GB,zh;q=0.5", db.En, db.En}, {"", "", "fr, en;q=0.5", db.En, db.En}, {"", "", "fr", db.Hans, db.En},
		{"", db.Hant, "en", db.Hant, db.Hant}, {db.En, db.Hant, "zh-CN", db.En, db.En}, {"", db.Hans, "zh-HK", db.Hans, db.En}, {db.Hans, "", "zh-HK", db.Hans, db.Hant},
	} {
		if got := localeOf(c.prefix, c.account, c.accept, all); got != c.all {
			t.Errorf("localeOf(%q, %q, %q) = %q, want %q", c.prefix, c.account, c.accept, got, c.all)
		}
		if got := localeOf(c.prefix, c.account, c.accept, two); got != c.two {
			t.Errorf("of two: localeOf(%q, %q, %q) = %q, want %q", c.prefix, c.account, c.accept, got, c.two)
		}
	}
}

// A text of signs that nobody sees is none, so that no name stands there as nothing.
func TestText3(t *testing.T) {
	t.Parallel()
	form := url.Values{"name_hans": {" \u200b\u3000\ufeff"}, "name_hant": {"\u202e港灣 一期\u200b\r\n"}, "name_en": {"\u00ad"}}
	if got, want := Text3(form, "name"), (db.Text{Hant: "港灣 一期"}); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
