package db

import (
	"context"
	"database/sql"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clubhouse/db/sqlcdb"
)

// query is one named query of the query files.
type query struct{ file, name, sql string }

var queryName = regexp.MustCompile(`-- name: (\w+) :\w+\n`)

func allQueries(t *testing.T) (list []query) {
	t.Helper()
	files, err := filepath.Glob("queries/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no query files", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		at := queryName.FindAllStringSubmatchIndex(string(b), -1)
		for i, m := range at {
			end := len(b)
			if i+1 < len(at) {
				end = at[i+1][0]
			}
			list = append(list, query{file, string(b[m[2]:m[3]]), strings.TrimSpace(string(b[m[1]:end]))})
		}
		for i, c := range b {
			if c > 126 || c < 32 && c != '\n' {
				t.Errorf("%s: byte %d is no plain ASCII: sqlc counts runes where SQLite counts bytes", file, i)
				break
			}
		}
	}
	return list
}

var (
	aggregate  = regexp.MustCompile(`(?i)\b(?:SUM|COUNT|MAX|MIN|AVG|TOTAL)\s*\(`)
	castOpen   = regexp.MustCompile(`(?i)\bCAST\s*\(`)
	positional = regexp.MustCompile(`\?|\$\d|:[a-z]`)
	unportable = regexp.MustCompile(`(?i)\browid\b|\bIFNULL\b|\bstrftime\b|\bjson_|\bINSERT\s+OR\b|\bREPLACE\s+INTO\b|\blower\s*\(|\bdatetime\s*\(|\bGLOB\b|\btotal\s*\(`)
	readsView  = regexp.MustCompile(`FROM (full_|names )`)
	argument   = regexp.MustCompile(`@(\w+)`)
	slice      = regexp.MustCompile(`sqlc\.slice\('\w+'\)`)
	argsAfter  = regexp.MustCompile(`(?is)\b(?:HAVING|ORDER\s+BY|FILTER)\b[^)]*?(?:LIMIT|$|\))`)
)

// The traps of sqlc and the words that only one engine knows stay out of the query files.
func TestQueriesPortable(t *testing.T) {
	t.Parallel()
	for _, q := range allQueries(t) {
		if n := strings.Count(q.sql, "sqlc.slice("); n > 1 {
			t.Errorf("%s: %d slices; sqlc numbers the arguments after one wrongly", q.name, n)
		} else if n == 1 {
			_, after, _ := strings.Cut(q.sql, "sqlc.slice(")
			if strings.Contains(after, "@") || strings.Contains(after, "sqlc.") {
				t.Errorf("%s: an argument after the slice", q.name)
			}
		}
		if w := unportable.FindString(q.sql); w != "" {
			t.Errorf("%s: %q is not portable", q.name, w)
		}
		if w := positional.FindString(q.sql); w != "" {
			t.Errorf("%s: %q: name the argument", q.name, w)
		}
		for _, part := range argsAfter.FindAllString(q.sql, -1) {
			if strings.Contains(part, "@") || strings.Contains(part, "sqlc.") {
				t.Errorf("%s: an argument in %q", q.name, part)
			}
		}
		for _, at := range aggregate.FindAllStringIndex(q.sql, -1) {
			if !insideBigint(q.sql, at[0]) {
				t.Errorf("%s: %s... is not inside CAST(... AS BIGINT): its type would differ between engines", q.name, q.sql[at[0]:at[1]])
			}
		}
	}
}

// insideBigint tells whether the position lies inside a CAST(... AS BIGINT).
func insideBigint(sql string, at int) bool {
	for _, open := range castOpen.FindAllStringIndex(sql, -1) {
		if open[0] > at {
			break
		}
		depth := 1
		for i := open[1]; i < len(sql); i++ {
			switch sql[i] {
			case '(':
				depth++
			case ')':
				depth--
			}
			if depth == 0 {
				if i > at && strings.HasSuffix(strings.ToUpper(sql[:i]), " AS BIGINT") {
					return true
				}
				break
			}
		}
	}
	return false
}

func TestInsideBigint(t *testing.T) {
	const sql = "SELECT CAST(COALESCE(SUM(x), 0) AS BIGINT), SUM(y), CAST(SUM(z) AS TEXT)"
	for word, want := range map[string]bool{"SUM(x)": true, "SUM(y)": false, "SUM(z)": false} {
		if insideBigint(sql, strings.Index(sql, word)) != want {
			t.Errorf("%s: want %v", word, want)
		}
	}
}

// marked prepares statements in PostgreSQL's words.
type marked struct{ *sql.DB }

func (m marked) PrepareContext(ctx context.Context, q string) (*sql.Stmt, error) {
	return m.DB.PrepareContext(ctx, markNumbers(q))
}

// Every query compiles against the migrated schema.
func TestQueriesPrepare(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	asked := rawDB(s)
	if testServer != "" {
		url, _ := urls.Load(s)
		db := must(sql.Open("pgx", url.(string)))(t)
		defer db.Close()
		asked = marked{db}
	}
	q, err := sqlcdb.Prepare(ctx, asked)
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Close(); err != nil {
		t.Error(err)
	}
}

// A view costs nothing beside its tables: a reading of one goes by their indexes, and builds no copy of it.
func TestViewsByIndex(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	seen := 0
	for _, q := range allQueries(t) {
		if !readsView.MatchString(q.sql) {
			continue
		}
		seen++
		var args []any
		for _, name := range argument.FindAllStringSubmatch(q.sql, -1) {
			args = append(args, sql.Named(name[1], 1))
		}
		rows, err := lite(t, s).readers.db.Query("EXPLAIN QUERY PLAN "+slice.ReplaceAllString(q.sql, "1, 2"), args...)
		if err != nil {
			t.Fatal(q.name, err)
		}
		for rows.Next() {
			var skip int
			var step string
			if err := rows.Scan(&skip, &skip, &skip, &step); err != nil {
				t.Fatal(err)
			}
			// What the indexes found of the compound view is handed on row by row: a scan of no table.
			if strings.HasPrefix(step, "SCAN") && step != "SCAN names" || strings.Contains(step, "MATERIALIZE") {
				t.Errorf("%s: %s", q.name, step)
			}
		}
		if err := rows.Err(); err != nil {
			t.Error(err)
		}
	}
	if seen < 8 {
		t.Errorf("%d queries read a view: does this test look where they are?", seen)
	}
}

// A STRICT table keeps text out of numbers, as PostgreSQL does.
func TestTablesStrict(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	rows, err := lite(t, s).readers.db.Query("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var name string
		var strict bool
		if err := rows.Scan(&name, &strict); err != nil {
			t.Fatal(err)
		}
		if n++; !strict {
			t.Errorf("%s is not STRICT", name)
		}
	}
	if err := rows.Err(); err != nil || n < 20 {
		t.Errorf("%d tables, %v", n, err)
	}
}

// mayCancel are the functions that hand the caller's context to the database: before there are any books to harm, or
// passing on what they were given.
var mayCancel = []string{
	"openSQLite", "migrate", "settle", "bringUp", "migratePostgres", "ownSchema", "renewTriggers", "arrange", "catalog",
	"ExecContext", "PrepareContext", "QueryContext", "QueryRowContext",
}

// No cancellable context reaches a statement: a cancelled one makes SQLite roll back in the middle of a transaction,
// and the next statement then commits by itself.
func TestStatementsNotCancellable(t *testing.T) {
	t.Parallel()
	statements := map[string]bool{"ExecContext": true, "QueryContext": true, "QueryRowContext": true, "PrepareContext": true, "BeginTx": true}
	for m := range reflect.TypeFor[*sqlcdb.Queries]().Methods() {
		if m.Name != "Close" && m.Name != "WithTx" {
			statements[m.Name] = true
		}
	}
	files, _ := filepath.Glob("*.go")
	fset := token.NewFileSet()
	seen := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || slices.Contains(mayCancel, fn.Name.Name) {
				continue
			}
			ast.Inspect(fn, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) == 0 {
					return true
				}
				sel, ok := call.Fun.(*ast.SelectorExpr)
				if !ok || !statements[sel.Sel.Name] {
					return true
				}
				if on, ok := sel.X.(*ast.Ident); ok && on.Name == "s" { // an act of the Store of the same name
					return true
				}
				seen++
				if first, ok := call.Args[0].(*ast.Ident); !ok || first.Name != "background" {
					t.Errorf("%s: %s must get background", fset.Position(call.Pos()), sel.Sel.Name)
				}
				return true
			})
		}
	}
	if seen < 100 {
		t.Errorf("%d statements seen: does this test look where they are?", seen)
	}
}

// WithTx of the generated code would prepare every statement again for each transaction; the writer has its own.
func TestNoWithTx(t *testing.T) {
	t.Parallel()
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() {
			if name != ".." && strings.HasPrefix(name, ".") || name == "sqlcdb" || name == "node_modules" {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "queries_test.go") {
			return nil
		}
		b, err := os.ReadFile(path)
		if strings.Contains(string(b), ".WithTx(") {
			t.Errorf("%s uses WithTx", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
