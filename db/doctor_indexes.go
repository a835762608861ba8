package db

import (
	"slices"
	"strings"

	"clubhouse/db/migrations"
)

// examineIndexes asks that each index stands which the migrations declare that the books have had. A fill takes them away and
// makes them again, and by hand one is dropped soon; without it the club goes on, slowly, and where it is to keep something
// from being there twice, wrongly.
func (rx *Rx) examineIndexes(name string, _ bool) (Finding, error) {
	has, _, err := rx.schema()
	if err != nil {
		return Finding{}, err
	}
	declared, err := migrations.Indexes(has)
	if err != nil {
		return Finding{}, err
	}
	query, by := "SELECT name FROM sqlite_master WHERE type = 'index'", "sqlite3"
	if !rx.s.lite() {
		query, by = `SELECT CAST(c.relname AS TEXT) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
			WHERE i.indisvalid AND c.relnamespace = to_regnamespace(quote_ident(current_schema()))`, "psql"
	}
	stand, err := rx.texts(query)
	if err != nil {
		return Finding{}, err
	}
	var missing, again []string
	grade := Warn
	for _, i := range declared {
		if slices.Contains(stand, i.Name) || !rx.s.lite() && i.Name == vouchersMember && slices.Contains(stand, vouchersOfMember) {
			continue
		}
		missing, again = append(missing, i.Name), append(again, i.Make)
		if strings.HasPrefix(i.Make, "CREATE UNIQUE") {
			grade = Bad
		}
	}
	if len(missing) == 0 {
		return Fine(name, "all %d indexes of the migrations stand", len(declared)), nil
	}
	f := Worry(name, "make them again with "+by+", in a quiet moment: "+strings.Join(again, "; "), "%d of %d indexes are missing: %s", len(missing), len(declared), strings.Join(missing, ", "))
	f.Grade = grade
	return f, nil
}
