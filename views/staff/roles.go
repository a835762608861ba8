package staff

import (
	"slices"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

func holds(r db.RoleRow, right db.Right) bool { return slices.Contains(r.Rights, right) }

// heldFor names the scopes of the role.
func heldFor(p ui.Page, r db.RoleRow) string {
	var words []string
	for _, s := range r.Scopes {
		words = append(words, p.T(i18n.Scopes[s]))
	}
	return list(p, words)
}

// holders names the roles that give the right.
func holders(p ui.Page, right db.Right) (words []string) {
	for _, r := range db.Roles {
		if holds(r, right) {
			words = append(words, p.T(i18n.Roles[r.Role]))
		}
	}
	return words
}
