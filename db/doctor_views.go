package db

import (
	"fmt"
	"net/url"
	"strings"
)

const viewsTold = 3 // views are named, and the others counted

// examineViews asks that what has been saved of lists is there still. A page passes over what is not, and says so; here it is
// told for all.
func (rx *Rx) examineViews(name string, deep bool) (Finding, error) {
	since, err := rx.since("list_views", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	rows, err := rx.db.QueryContext(background, "SELECT id, list, query FROM list_views WHERE id >= ?1 ORDER BY id", since)
	if err != nil {
		return Finding{}, err
	}
	defer rows.Close()
	var told []string
	n := 0
	for rows.Next() {
		var id int64
		var list, query string
		if err := rows.Scan(&id, &list, &query); err != nil {
			return Finding{}, err
		}
		fault := ""
		values, err := url.ParseQuery(query)
		l := ListOf(list)
		switch {
		case l == nil:
			fault = fmt.Sprintf("view %d is of a list %q that is no more", id, list)
		case err != nil:
			fault = fmt.Sprintf("view %d of %s cannot be read", id, list)
		default:
			if gone := l.Query(values).Passed; len(gone) > 0 {
				fault = fmt.Sprintf("view %d of %s asks for what is no more in %q", id, list, gone)
			}
		}
		if fault == "" {
			continue
		}
		if n++; n <= viewsTold {
			told = append(told, fault)
		}
	}
	if err := rows.Err(); err != nil {
		return Finding{}, err
	}
	if n == 0 {
		return Fine(name, "what saved views ask for is there: looked at %s", ofAll(since)), nil
	}
	text := strings.Join(told, ", ")
	if n > viewsTold {
		text += fmt.Sprintf(", and %d more", n-viewsTold)
	}
	return Worry(name, "have who made them save them anew or drop them; until then their pages leave out what is no more, and a view whose list is gone is seen by nobody", "%s", text), nil
}
