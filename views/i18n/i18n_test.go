package i18n

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"clubhouse/db"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// sentence is one Text written in the sources.
type sentence struct {
	at     string
	values []string // Hans, Hant, En
	keyed  bool     // though of this package, where a missing language must not compile
}

// sentences answers every Text literal of the files: those of this package, and db.Text elsewhere.
func sentences(t *testing.T, files []string) (list []sentence) {
	t.Helper()
	fset := token.NewFileSet()
	for _, file := range files {
		f, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		add := func(lit *ast.CompositeLit) {
			s := sentence{at: fset.Position(lit.Pos()).String()}
			for _, e := range lit.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok { // in the order of the fields, which a test of values holds
					_, own := lit.Type.(*ast.Ident)
					s.keyed = own || lit.Type == nil
					e = kv.Value
				}
				s.values = append(s.values, constant(e))
			}
			if len(lit.Elts) > 0 { // Text{} is the zero value
				list = append(list, s)
			}
		}
		var walk func(n ast.Node, elem ast.Expr)
		walk = func(n ast.Node, elem ast.Expr) {
			ast.Inspect(n, func(n ast.Node) bool {
				lit, ok := n.(*ast.CompositeLit)
				if !ok {
					return true
				}
				typ := lit.Type
				if typ == nil {
					typ = elem
				}
				if isText(typ) {
					add(lit)
					return false
				}
				inner := elementOf(typ)
				for _, e := range lit.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok {
						e = kv.Value
					}
					walk(e, inner)
				}
				return false
			})
		}
		walk(f, nil)
	}
	return list
}

func isText(typ ast.Expr) bool {
	switch x := typ.(type) {
	case *ast.Ident:
		return x.Name == "Text"
	case *ast.SelectorExpr:
		on, ok := x.X.(*ast.Ident)
		return ok && x.Sel.Name == "Text" && (on.Name == "i18n" || on.Name == "db")
	}
	return false
}

// elementOf answers the type that the elements of a slice, array or map literal may leave out.
func elementOf(typ ast.Expr) ast.Expr {
	switch x := typ.(type) {
	case *ast.ArrayType:
		return x.Elt
	case *ast.MapType:
		return x.Value
	}
	return nil
}

// constant answers the value of a string constant, "" for anything else.
func constant(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.BasicLit:
		if s, err := strconv.Unquote(x.Value); err == nil && x.Kind == token.STRING {
			return s
		}
	case *ast.BinaryExpr:
		return constant(x.X) + constant(x.Y)
	case *ast.ParenExpr:
		return constant(x.X)
	}
	return ""
}

func goFiles(t *testing.T, glob string) (files []string) {
	t.Helper()
	all, err := filepath.Glob(glob)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if !strings.HasSuffix(f, "_test.go") {
			files = append(files, f)
		}
	}
	return files
}

// Signs that the two encodings lack and every font has.
const (
	beyondGB2312 = "¥"
	beyondBig5   = "¥"
)

// Each sentence stands in three languages, each in its own signs.
func TestTexts(t *testing.T) {
	t.Parallel()
	list := sentences(t, goFiles(t, "*.go"))
	if len(list) < 200 {
		t.Fatalf("%d sentences: does this test look where they are?", len(list))
	}
	for _, fault := range faults(list) {
		t.Error(fault)
	}
}

// What the demo says of its club is written as carefully.
func TestDemoTexts(t *testing.T) {
	t.Parallel()
	files := goFiles(t, "../../cmd/clubhouse/demo*.go")
	if len(files) == 0 {
		t.Fatal("no text of the demo was found")
	}
	for _, fault := range faults(sentences(t, files)) {
		t.Error(fault)
	}
}

func faults(list []sentence) (out []string) {
	for _, s := range list {
		fault := func(format string, args ...any) {
			out = append(out, s.at+": "+fmt.Sprintf(format, args...))
		}
		if s.keyed || len(s.values) != 3 || slices.Contains(s.values, "") {
			fault("%q: want three texts, unkeyed", s.values)
			continue
		}
		hans, hant, en := s.values[0], s.values[1], s.values[2]
		if r := foreign(simplifiedchinese.HZGB2312, hans, beyondGB2312); r != "" {
			fault("%q in the Simplified %q is not of GB 2312", r, hans)
		}
		if r := foreign(traditionalchinese.Big5, hant, beyondBig5); r != "" {
			fault("%q in the Traditional %q is not of Big5", r, hant)
		}
		if i := strings.IndexFunc(en, notEnglish); i >= 0 {
			fault("%q in the English %q", []rune(en[i:])[0], en)
		}
		if h, t, e := verbs(hans), verbs(hant), verbs(en); h != t || h != e {
			fault("the verbs differ: %q, %q, %q in %q", h, t, e, en)
		}
		if b, c := braces(hans), braces(en); b != c || b != braces(hant) {
			fault("the names in braces differ in %q", en)
		}
		for _, v := range s.values {
			if strings.Contains(v, "  ") {
				fault("%q has a space too many", v)
			}
		}
	}
	return out
}

// foreign answers the signs of s that the encoding does not hold.
func foreign(enc encoding.Encoding, s, allowed string) (out string) {
	for _, r := range s {
		if r < 0x80 || strings.ContainsRune(allowed, r) {
			continue
		}
		if _, err := enc.NewEncoder().String(string(r)); err != nil {
			out += string(r)
		}
	}
	return out
}

func notEnglish(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}

var verbForm = regexp.MustCompile(`%(?:%|[-+#0]*(?:\[(\d+)\])?(?:\d+)?(?:\.\d+)?([bcdefgqstvxX]))`)

// verbs answers the kinds of a format's verbs, by the arguments that they take: "ds" for one number and one string.
func verbs(s string) string {
	kinds := map[int]string{}
	next := 1
	for _, m := range verbForm.FindAllStringSubmatch(s, -1) {
		if m[2] == "" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		kinds[next] = m[2]
		next++
	}
	var b strings.Builder
	for i := 1; len(kinds) > 0 && i < 20; i++ {
		if k, ok := kinds[i]; ok {
			b.WriteString(k)
		} else if i <= len(kinds) {
			b.WriteString("_")
		}
	}
	return b.String()
}

var braceForm = regexp.MustCompile(`\{\w+\}`)

func braces(s string) string {
	found := braceForm.FindAllString(s, -1)
	slices.Sort(found)
	return strings.Join(slices.Compact(found), "")
}

func TestFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		values []string
		want   string
	}{
		{[]string{"好", "好", "Good"}, ""}, {[]string{"%d 张", "%d 張", "%d left"}, ""}, {[]string{"%s 在%d", "%s 在%d", "%[2]d of %[1]s"}, ""},
		{[]string{"好", "", "Good"}, "three texts"}, {[]string{"張", "張", "Left"}, "GB 2312"}, {[]string{"张", "张", "Left"}, "Big5"},
		{[]string{"好", "好", "好"}, "English"}, {[]string{"好。", "好。", "Good。"}, "English"}, {[]string{"%d", "%d", "%s"}, "verbs"},
		{[]string{"%d", "%d", "none"}, "verbs"}, {[]string{"{club}好", "{club}好", "Good"}, "braces"}, {[]string{"好", "好", "Good  day"}, "space"},
	} {
		got := strings.Join(faults([]sentence{{at: "x", values: c.values}}), "\n")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%q: %q, want %q", c.values, got, c.want)
		}
	}
}

// tree walks the sources of the project.
func tree(t *testing.T, suffix string, look func(path, text string)) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name != ".." && strings.HasPrefix(name, ".") || name == "node_modules" {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, suffix) {
			return nil
		}
		b, err := os.ReadFile(path)
		seen++
		look(path, string(b))
		return err
	})
	if err != nil || seen == 0 {
		t.Fatalf("%d files of *%s, %v", seen, suffix, err)
	}
}

// No page holds a sentence of its own.
func TestNoHanInTemplates(t *testing.T) {
	t.Parallel()
	tree(t, ".templ", func(path, text string) {
		for i, line := range strings.Split(text, "\n") {
			if strings.ContainsFunc(line, func(r rune) bool {
				return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
			}) {
				t.Errorf("%s:%d: %s", path, i+1, strings.TrimSpace(line))
			}
		}
	})
}

// unsaid are reasons that no page shows.
var unsaid = map[db.Reason]string{"ledger": "a fault of ours, which the error page tells as one", "field_changed": "changedField makes its sentence"}

// Every reason of the books has its sentence, with as many verbs as it has arguments.
func TestRefusalsComplete(t *testing.T) {
	t.Parallel()
	fset := token.NewFileSet()
	found := 0
	for _, file := range goFiles(t, "../../db/*.go") {
		f, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if typ, ok := spec.Type.(*ast.Ident); !ok || typ.Name != "Reason" {
				return true
			}
			for i, name := range spec.Names {
				r := db.Reason(constant(spec.Values[i]))
				found++
				if _, ok := refusals[r]; !ok && unsaid[r] == "" {
					t.Errorf("%s: %s has no sentence in refusals", fset.Position(spec.Pos()), name.Name)
				}
			}
			return true
		})
	}
	if found < 80 {
		t.Errorf("%d reasons found", found)
	}
}

var flashCall = regexp.MustCompile(`\.Flash\("([^"]*)"( ?\+)?`)

// Every flash that a handler sets has its sentence; of one that is put together, one that begins so.
func TestFlashesComplete(t *testing.T) {
	t.Parallel()
	tree(t, ".go", func(path, text string) {
		for _, m := range flashCall.FindAllStringSubmatch(text, -1) {
			found := false
			for key := range Flashes {
				found = found || key == m[1] || m[2] != "" && strings.HasPrefix(key, m[1])
			}
			if !found && !strings.HasSuffix(path, "_test.go") {
				t.Errorf("%s: the flash %q has no sentence", path, m[1])
			}
		}
	})
}

// The message of every template that the books send is there.
func TestMessagesComplete(t *testing.T) {
	t.Parallel()
	for name, m := range Messages {
		for _, l := range db.Locales {
			subject, body := m.Fill(l, db.Text{Hans: "云栖会", Hant: "雲棲會", En: "Club"}, map[string]string{"code": "123456", "reason": "x", "name": "x", "base": "x", "path": "/x", "was": "x", "is": "x", "hotline": "x", "merchant": "x", "outlet": "x"})
			if subject == "" || body == "" || strings.ContainsAny(subject+body, "{}") {
				t.Errorf("%s in %s: %q %q", name, l, subject, body)
			}
		}
	}
	for _, s := range []db.ClaimState{db.ClaimVerified, db.ClaimRefused} {
		if _, ok := Messages["claim."+string(s)]; !ok {
			t.Errorf("claim.%s has no message", s)
		}
	}
}
