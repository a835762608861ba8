package db

import (
	"net/mail"
	"strings"
)

// ParseEmail reads an address as a person types it, full-width signs included, and answers it with its domain in
// lower case. It takes a bare address of ASCII letters only: no display name, quotes, address literal or local domain.
func ParseEmail(s string) (address string, ok bool) {
	s = strings.TrimSpace(plain(s))
	if len(s) > 254 || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return "", false
	}
	parsed, err := mail.ParseAddress(s)
	if err != nil || parsed.Name != "" || parsed.Address != s {
		return "", false
	}
	local, domain, _ := strings.Cut(s, "@")
	domain = strings.ToLower(domain)
	if len(local) > 64 || !isDomain(domain) {
		return "", false
	}
	return local + "@" + domain, true
}

// isDomain tells whether s is a host name of at least two labels whose last is no number.
func isDomain(s string) bool {
	labels := strings.Split(s, ".")
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' ||
			strings.Trim(l, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return false
		}
	}
	return len(labels) > 1 && strings.Trim(labels[len(labels)-1], "0123456789") != ""
}

// EmailKey answers the form of an address that is unique in the books: two that differ only in case are one.
func EmailKey(address string) string { return strings.ToLower(address) }

// MaskEmail answers an address as lists show it, like c***n@example.com.
func MaskEmail(address string) string {
	local, domain, ok := strings.Cut(address, "@")
	switch {
	case !ok || local == "":
		return "***"
	case len(local) < 3:
		return local[:1] + "***@" + domain
	}
	return local[:1] + "***" + local[len(local)-1:] + "@" + domain
}
