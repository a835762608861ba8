package merchant

import (
	"net/url"

	"clubhouse/db"
)

// OutletsView lists where the till may stand.
type OutletsView struct {
	List []db.TillOutlet
	Here int64 // the present outlet, or 0
	Next string
}

// WithNext puts next into an address, save where it is the till's own start.
func WithNext(path, next string) string {
	if next == "" || next == "/merchant" {
		return path
	}
	return path + "?next=" + url.QueryEscape(next)
}
