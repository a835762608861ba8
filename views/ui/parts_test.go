package ui

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"clubhouse/db"

	"github.com/a-h/templ"
)

var reader = Page{Locale: db.En, Prefix: "/en", Club: db.Text{En: "Club"}, Title: "Title", Token: "tok"}

func shown(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func has(t *testing.T, html string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in %s", want, html)
		}
	}
}

func hasNot(t *testing.T, html string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if strings.Contains(html, want) {
			t.Errorf("%s in %s", want, html)
		}
	}
}

func TestARefusedFieldKeepsWhatWasTypedAndSaysWhy(t *testing.T) {
	f := Form{Values: url.Values{"phone": {`1"38`}}, Errors: []FieldError{{Field: "phone", Text: "Enter 11 digits"}, {Text: "Too many tries", Link: Link{Label: "Why", Href: "/why"}}}}
	html := shown(t, Input(reader, f, Field{Name: "phone", Kind: Tel, Label: "Mobile", Hint: "We send a code", Value: "old"}))
	has(t, html, `type="tel"`, `autocomplete="tel"`, `value="1&#34;38"`, `aria-invalid="true"`, `aria-describedby="f-phone-hint f-phone-error"`, `for="f-phone"`)
	hint, fault, input := strings.Index(html, "We send a code"), strings.Index(html, "Enter 11 digits"), strings.Index(html, "<input")
	if hint < 0 || fault < hint || input < fault {
		t.Error("the error must stand between the hint and the field")
	}
	summary := shown(t, ErrorSummary(reader, f))
	has(t, summary, `href="#f-phone"`, "Too many tries", `href="/why"`, `tabindex="-1"`, "autofocus")
	if shown(t, ErrorSummary(reader, Form{})) != "" {
		t.Error("no summary without errors")
	}
}

func TestFieldsBeforeAndAfterSending(t *testing.T) {
	fresh, sent := Form{}, Form{Values: url.Values{"other": {"x"}}}
	yes := []Option{{Value: "a", Label: "A"}, {Value: "b", Label: "B"}}
	x := Field{Name: "n", Label: "N", Value: "a", Values: []string{"b"}}
	has(t, shown(t, Input(reader, fresh, Field{Name: "n", Label: "N", Value: "now"})), `value="now"`, "required")
	hasNot(t, shown(t, Input(reader, fresh, Field{Name: "n", Label: "N", Optional: true})), "required")
	if strings.Count(shown(t, Checks(reader, fresh, x, yes)), "checked") != 2 {
		t.Error("fresh: both are chosen")
	}
	hasNot(t, shown(t, Checks(reader, sent, x, yes)), "checked")
	has(t, shown(t, Checkbox(reader, fresh, Field{Name: "c", Label: "C", Values: []string{"1"}})), "checked", `value="1"`)
	hasNot(t, shown(t, Checkbox(reader, sent, Field{Name: "c", Label: "C", Values: []string{"1"}})), "checked")
	has(t, shown(t, Select(reader, fresh, Field{Name: "s", Label: "S", Value: "b"}, yes)), `<option value="b" selected>`)
	for _, kind := range []string{Password, NewPassword} {
		hasNot(t, shown(t, Input(reader, Form{Values: url.Values{"p": {"secret"}}}, Field{Name: "p", Label: "P", Kind: kind})), "secret")
	}
	has(t, shown(t, Input(reader, fresh, Field{Name: "o", Label: "O", Kind: Code})), `inputmode="numeric"`, `autocomplete="one-time-code"`)
	has(t, shown(t, Three(reader, fresh, Field{Name: "t", Label: "T", Values: []string{"x", "y", "z"}}, false)), `name="t_hans"`, `name="t_hant"`, `name="t_en"`, `lang="zh-Hant"`, `value="z"`)
}

func TestAButtonThatCannotBeUsedSaysWhy(t *testing.T) {
	html := shown(t, Button{Label: "Claim", Disabled: "Verify a home first"})
	has(t, html, `aria-disabled="true"`, "Verify a home first", `type="button"`)
	hasNot(t, shown(t, LinkButton{Label: "Go", Href: "/x", Disabled: "Not now"}), "href")
}

func TestADenialStays(t *testing.T) {
	r := Result{Page: reader, Tone: Good, Title: "Done", Next: Link{Label: "Next", Href: "/x"}, Return: 5}
	has(t, shown(t, r), `data-return="5"`)
	r.Tone = Bad
	html := shown(t, r)
	hasNot(t, html, "data-return")
	has(t, html, `role="alert"`)
}

// everything is one of each part.
func everything() []templ.Component {
	f := Form{Values: url.Values{}, Errors: []FieldError{{Field: "x", Text: "Wrong"}}}
	x := Field{Name: "x", Label: "X", Hint: "H", Before: "¥", After: "%"}
	opts := []Option{{Value: "a", Label: "A", Hint: "h", Group: "g"}}
	link := Link{Label: "L", Href: "/l", Here: true, Count: "1"}
	return []templ.Component{
		Button{Label: "B", Icon: IconCheck}, LinkButton{Label: "B", Href: "/x"}, Opener{Label: "O", Dialog: "d"},
		Copy{Page: reader, Text: "t"}, OneButton(reader, "/x", Button{Label: "B"}),
		PostForm(reader, f, "/x"), FileForm(reader, f, "/x"), Hidden("a", "b"), Input(reader, f, x), Textarea(reader, f, x),
		Select(reader, f, x, opts), Checkbox(reader, f, x), Radios(reader, f, x, opts), Checks(reader, f, x, opts), File(reader, f, x),
		Fieldset("L"), Three(reader, f, x, true), Card("T"), Section("T", link), Tag{"T", Good}, Notice{Tone: Warn, Title: "T", Text: "t", Link: link},
		Empty{Icon: IconGift, Text: "t", Action: link}, PageHead{Page: reader, Crumbs: []Link{link}, Back: link, Tags: []Tag{{"T", Bad}}},
		Flash(Page{Flash: "Saved"}), Stats([]Stat{{Label: "L", Value: "1", Note: "n", Href: "/x"}}), Facts([]Fact{{Term: "T", Text: "t", Href: "/x"}}),
		Steps(reader, []Step{{"A"}, {"B"}}, 2),
		Dialog(reader, "d", "T"), DialogActions(reader), Tabs("T", []Link{link}), Chips("T", []Link{link}), Chosen(reader, []Link{link}),
		Filters(reader, "/x", 2), Table("T"), Head([]Column{{Label: "A", Sort: "/x", Order: "ascending"}, {Label: "B", Hidden: true}}),
		Cell("L"), NumberCell("L", "1"), NameCell("N", "/x"), Tick("n", "v", "s", "f"), TickAll("f", "s"), Batch("1", "%d"),
		ListOf([]Row{{Title: "T", Href: "/x", Icon: IconGift, Tag: Tag{"T", Good}}}), Pager{Page: reader, Next: "/x"}, QR("q", "Q"),
		MemberCard{Club: "C", Name: "N", Href: "/x", Label: "L"}, Pass{Page: reader, Code: "C", Left: 60, Life: 60, Renew: "/card", Back: "/home"},
		OfferCard{Value: Value{"¥1", "s"}, Title: "T", Href: "/x", Off: true}, VoucherCard{Title: "T", Href: "/x"}, VoucherPass{Page: reader, QR: "Q"},
		Result{Page: reader, Tone: Warn, Title: "T", Facts: []Fact{{Term: "T", Text: "t"}}, Next: link, Other: link}, ScanBox{Page: reader, Action: "/x", Photo: "/y"},
	}
}

var forbidden = regexp.MustCompile(`\sstyle=|<style|\son[a-z]+=|javascript:|https?://`)

func TestNothingThatThePolicyForbids(t *testing.T) {
	for i, c := range everything() {
		html := shown(t, c)
		if html == "" {
			t.Errorf("part %d shows nothing", i)
		}
		if bad := forbidden.FindString(html); bad != "" {
			t.Errorf("%q in %s", bad, html)
		}
	}
}

// TestEveryWordComesFromI18n holds the parts' sources to saying nothing themselves.
func TestEveryWordComesFromI18n(t *testing.T) {
	files, err := filepath.Glob("*.templ")
	if err != nil || len(files) == 0 {
		t.Fatal("no sources", err)
	}
	han := regexp.MustCompile(`\p{Han}`)
	for _, file := range files {
		b, err := os.ReadFile(file) //nolint:gosec // the package's own sources
		if err != nil {
			t.Fatal(err)
		}
		if m := han.Find(b); m != nil {
			t.Errorf("%s says %s", file, m)
		}
	}
}

// What is made once goes round the children and says nothing of them, whatever its own words are.
func TestAround(t *testing.T) {
	t.Parallel()
	type key struct{ n int }
	for n, title := range []string{"楼层", "a\x00b", "<gap>", "a & b"} {
		var want bytes.Buffer
		ctx := context.Background()
		if err := section(title, Link{}).Render(templ.WithChildren(ctx, Tag{Text: "first"}), &want); err != nil {
			t.Fatal(err)
		}
		for _, child := range []string{"first", "second"} {
			var got bytes.Buffer
			part := Around(key{n}, func() templ.Component { return section(title, Link{}) })
			if err := part.Render(templ.WithChildren(ctx, Tag{Text: child}), &got); err != nil {
				t.Fatal(err)
			}
			if w := strings.Replace(want.String(), "first", child, 1); got.String() != w {
				t.Errorf("%q: %q, want %q", title, got.String(), w)
			}
		}
	}
}

// A refusal of the whole act does not ask to mend fields.
func TestSummaryHeading(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]string{"": "This was not done", "name": "Please fix the following"} {
		if got := shown(t, ErrorSummary(reader, Form{Errors: []FieldError{{Field: field, Text: "Somebody was first."}}})); !strings.Contains(got, want) {
			t.Errorf("%q: %s", field, got)
		}
	}
}
