package layout

import (
	"bytes"
	"context"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"clubhouse/db"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

func page(path string) ui.Page {
	return ui.Page{Locale: db.En, Prefix: "/en", Path: path, Club: db.Text{Hans: "甲", En: "Club"}, Title: "Offers", User: "Ann"}
}

func text(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTitleSaysFirstThatTheFormFailed(t *testing.T) {
	p := page("/offers")
	if got := title(p); got != "Offers · Club" {
		t.Errorf("title = %q", got)
	}
	p.Failed = true
	if got := title(p); got != "Error: Offers · Club" {
		t.Errorf("title = %q", got)
	}
}

func TestMemberMarksWhereOneIs(t *testing.T) {
	for path, want := range map[string]string{"/offers": "/offers", "/offers/7?x=1": "/offers", "/home": "/home", "/offersale": "", "/me/homes": "/me", "/points": "/me", "/homes/new": "/me"} {
		if got := current(path); got != want {
			t.Errorf("current(%q) = %q, want %q", path, got, want)
		}
	}
	html := text(t, Member(page("/offers/7")))
	if n := strings.Count(html, `aria-current="page"`); n != 1 {
		t.Errorf("%d places marked", n)
	}
	if !strings.Contains(html, `href="/en/card"`) {
		t.Error("no way to the card in the page's language")
	}
}

func TestLanguagesLeadToTheSamePage(t *testing.T) {
	html := text(t, Plain(page("/offers?kind=food&x=1")))
	if !strings.Contains(html, `href="/zh-Hans/offers?kind=food&amp;x=1"`) {
		t.Error("no link to the page in Chinese")
	}
	for _, path := range []string{"//evil.example", `/\evil.example`, "javascript:alert(1)"} {
		if html := text(t, Plain(page(path))); strings.Contains(html, "evil") || strings.Contains(html, "javascript:") {
			t.Errorf("%q got into the page", path)
		}
	}
}

// A page that has to be asked for again says so to browsers without scripts alone.
func TestRefresh(t *testing.T) {
	p := page("/card")
	if html := text(t, Full(p)); strings.Contains(html, "refresh") {
		t.Error("a page that stays is asked for again")
	}
	for _, p.Refresh = range []int{7, 41} {
		if html := text(t, Full(p)); !strings.Contains(html, `<noscript><meta http-equiv="refresh" content="`+strconv.Itoa(p.Refresh)+`"></noscript>`) {
			t.Errorf("not asked for again after %d s", p.Refresh)
		}
	}
}

func TestStaffSeeOnlyWhatTheyMayDo(t *testing.T) {
	p := page("/staff/members")
	p.Allows = func(right string) bool { return right == "members.read" }
	html := text(t, Staff(p))
	for path, want := range map[string]bool{"/staff/members": true, "/staff": true, "/staff/audit": false, "/staff/club": false, "/staff/offers": false} {
		if got := strings.Contains(html, `href="/en`+path+`"`); got != want {
			t.Errorf("%s named: %v", path, got)
		}
	}
	p.Allows = nil
	if html := text(t, Staff(p)); !strings.Contains(html, `href="/en/staff/audit"`) {
		t.Error("without Allows everything is named")
	}
}

var forbidden = regexp.MustCompile(`\sstyle=|<style|\son[a-z]+=|javascript:`)

func TestNothingThatThePolicyForbids(t *testing.T) {
	p := page("/offers")
	p.Flash, p.Demo = "Saved", true
	for name, c := range map[string]templ.Component{"member": Member(p), "merchant": Merchant(p), "staff": Staff(p), "plain": Plain(p), "full": Full(p)} {
		if bad := forbidden.FindString(text(t, c)); bad != "" {
			t.Errorf("%s holds %q", name, bad)
		}
	}
}

func BenchmarkMember(b *testing.B) {
	c := Member(page("/home"))
	b.ReportAllocs()
	for b.Loop() {
		_ = c.Render(context.Background(), io.Discard)
	}
}
