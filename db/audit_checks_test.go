package db

import (
	"crypto/hmac"
	"crypto/sha256"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
)

// writers answers the public methods of Store that call Write, themselves or through another method.
func (w *world) writers() map[string]bool {
	w.t.Helper()
	files, _ := filepath.Glob("*.go")
	out := map[string]bool{}
	fset := token.NewFileSet()
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || !fn.Name.IsExported() {
				continue
			}
			ast.Inspect(fn, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok && (sel.Sel.Name == "Write" || sel.Sel.Name == "writeApart" || sel.Sel.Name == "failTry") {
					if on, ok := sel.X.(*ast.Ident); ok && on.Name == "s" {
						out[fn.Name.Name] = true
					}
				}
				return true
			})
		}
	}
	if len(out) < 25 {
		w.t.Errorf("only %d methods write: does this test look where they are?", len(out))
	}
	return out
}

var phoneOrMail = regexp.MustCompile(`\+\d{8,}|\b1[3-9]\d{9}\b|[^"\s]+@[^"\s]+`)

// auditHoldsNoPerson checks that the facts name nobody, and that each digest covers its personal facts.
func (w *world) auditHoldsNoPerson() {
	w.t.Helper()
	var names []string
	rows, err := w.query("SELECT name FROM members WHERE name <> '—' UNION SELECT name FROM accounts WHERE name <> '—' UNION SELECT name FROM register_owners")
	if err != nil {
		w.t.Fatal(err)
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			w.t.Fatal(err)
		}
		names = append(names, name)
	}
	rows.Close()
	rows, err = w.query(`SELECT a.act, a.facts, a.digest, p.salt, p.facts, CASE WHEN m.left_at IS NULL THEN 0 ELSE 1 END
		FROM audit a LEFT JOIN audit_personal p ON p.audit_id = a.id LEFT JOIN members m ON m.id = a.member_id`)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	personal := 0
	for rows.Next() {
		var act, facts string
		var digest, salt, apart []byte
		var erased int
		if err := rows.Scan(&act, &facts, &digest, &salt, &apart, &erased); err != nil {
			w.t.Fatal(err)
		}
		for _, name := range names {
			if strings.Contains(facts, name) {
				w.t.Errorf("%s names %s among its facts: %s", act, name, facts)
			}
		}
		if found := phoneOrMail.FindString(facts); found != "" {
			w.t.Errorf("%s holds %s among its facts: %s", act, found, facts)
		}
		mac := hmac.New(sha256.New, salt)
		mac.Write(apart)
		switch {
		case erased == 1 && apart == nil:
		case (digest == nil) != (apart == nil):
			w.t.Errorf("%s: a digest without personal facts, or these without a digest", act)
		case digest != nil:
			if personal++; len(salt) != 16 || !hmac.Equal(mac.Sum(nil), digest) {
				w.t.Errorf("%s: the digest does not cover its personal facts", act)
			}
		}
	}
	if personal < 5 || len(names) < 8 {
		w.t.Errorf("%d rows with personal facts, %d names", personal, len(names))
	}
}
