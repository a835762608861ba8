package staff

import "strings"

// SetupView is an open invitation.
type SetupView struct {
	Name, Email string
	Action      string // local path of the form
	Link        string // what the authenticator scans
	Secret      string // what is typed into it instead
}

// groups puts the signs of a secret into groups of four, for reading and typing.
func groups(s string) string {
	var parts []string
	for len(s) > 4 {
		parts, s = append(parts, s[:4]), s[4:]
	}
	return strings.Join(append(parts, s), " ")
}
