package db

import (
	"slices"
	"strings"
	"testing"
)

// tellsOfPeople are the names of columns that lead to a person or tell of one.
var tellsOfPeople = strings.Fields("member_id account_id actor_id phone email name name_folded destination address agent owners payload body id4 password totp building stair room reason")

// ofNobody are columns of such a name that tell of no person.
var ofNobody = strings.Fields("merchants.phone pictures.body texts.name homes.building homes.stair homes.room")

// Every table that names a member, an account or what tells of a person declares what merging, exporting and erasing
// do with it, column by column.
func TestPersonalTables(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	declared := map[string]personalTable{}
	rules := map[rule][]rule{"merge": {ruleMoves, ruleStays, ruleDrops, ruleBlanks}, "export": {ruleGiven, ruleHeld}, "erase": {ruleStays, ruleDrops, ruleBlanks}}
	for _, p := range personalTables {
		if _, twice := declared[p.Table]; twice {
			t.Errorf("%s is declared twice", p.Table)
		}
		declared[p.Table] = p
		if !slices.Contains(rules["merge"], p.Merge) || !slices.Contains(rules["export"], p.Export) || !slices.Contains(rules["erase"], p.Erase) {
			t.Errorf("%s: %s, %s, %s is no declaration", p.Table, p.Merge, p.Export, p.Erase)
		}
		if p.Erase == ruleBlanks && p.Personal == "" {
			t.Errorf("%s: nothing to blank", p.Table)
		}
	}
	tables := w.tables()
	for _, table := range tables {
		columns := w.columns(table)
		p, ok := declared[table]
		personal := strings.Split(p.Personal, ",")
		for _, c := range columns {
			if !slices.Contains(tellsOfPeople, c) || slices.Contains(ofNobody, table+"."+c) {
				continue
			}
			leads := strings.HasSuffix(c, "_id")
			if !ok {
				t.Errorf("%s.%s tells of a person: declare the table in personal.go", table, c)
			} else if !leads && !slices.Contains(personal, c) {
				t.Errorf("%s.%s is not among the personal columns in personal.go", table, c)
			}
		}
		if ok {
			for _, c := range append(personal, p.By) {
				if c != "" && !slices.Contains(columns, c) {
					t.Errorf("%s has no column %s", table, c)
				}
			}
		}
	}
	for table := range declared {
		if !slices.Contains(tables, table) {
			t.Errorf("%s is declared and does not exist", table)
		}
	}
}

func (w *world) columns(table string) (names []string) {
	w.t.Helper()
	query := "SELECT name FROM pragma_table_info(?)"
	if testServer != "" {
		query = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ?"
	}
	rows, err := w.query(query, table)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			w.t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}
