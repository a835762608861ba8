package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"clubhouse/db"
)

// TestActs reads the sources of the books: every act that is written to the audit log has its sentence, and every
// sentence its act. An act that is put together ("home." + state) is held by its beginning.
func TestActs(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	check := func(where string, e ast.Expr) {
		switch e := e.(type) {
		case *ast.BasicLit:
			act, _ := strconv.Unquote(e.Value)
			used[act] = true
			if _, ok := Acts[act]; !ok {
				t.Errorf("%s: %q has no sentence in Acts", where, act)
			}
		case *ast.BinaryExpr:
			lit, ok := e.X.(*ast.BasicLit)
			if !ok {
				t.Errorf("%s: an act that cannot be read", where)
				return
			}
			begins, _ := strconv.Unquote(lit.Value)
			found := false
			for act := range Acts {
				if strings.HasPrefix(act, begins) {
					used[act], found = true, true
				}
			}
			if !found {
				t.Errorf("%s: no sentence in Acts begins with %q", where, begins)
			}
		}
	}
	const dir = "../../db/"
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, dir+entry.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "act" {
					check(entry.Name(), n.Value)
				}
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "auditEdit" {
					check(entry.Name(), n.Args[0])
				}
			}
			return true
		})
	}
	for act := range Acts {
		if !used[act] {
			t.Errorf("Acts: nothing writes %q", act)
		}
		if !slices.Contains(db.Acts, act) {
			t.Errorf("db.Acts lacks %q", act)
		}
	}
	for _, act := range db.Acts {
		if _, ok := Acts[act]; !ok {
			t.Errorf("db.Acts: nothing writes %q", act)
		}
	}
	for _, end := range []string{"home.claimed", "home.verified", "home.refused", "register.change_accepted", "register.change_refused"} {
		if !used[end] {
			t.Errorf("%q has no sentence in Acts", end)
		}
	}
}

// An act of what settings are made of is offered with the settings, and not among what is left.
func TestAuditGroupOfSettings(t *testing.T) {
	t.Parallel()
	for _, act := range []string{"club.edited", "club.languages", "community.themed", "setting.edited", "text.edited", "text.published", "sender.tested"} {
		if g := db.ActGroupOf(act); g != "settings" {
			t.Errorf("%s is offered among %q", act, g)
		}
	}
}
