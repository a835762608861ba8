package db

import (
	"net/netip"

	"clubhouse/db/sqlcdb"
)

// limit bounds how often something may happen within a window of time, counted from fixed starts.
type limit struct {
	name   string
	window int64 // seconds
	most   int64
}

// The club's limits. They hold for all processes, since they are counted in the books.
var (
	codesPerDestination = limit{"code.destination", 86400, 10}
	codesPerAddress     = limit{"code.address", 3600, 30}
	codesPerAddressDay  = limit{"code.address.day", 86400, 100}
	codeFailuresPerDay  = limit{"code.failures", 86400, 20}
	signInFailures      = limit{"signin.failures", 900, 10}
	signInFailuresFrom  = limit{"signin.failures.address", 3600, 100}
	passkeyTries        = limit{"passkey.address", 3600, 300}
	claimsPerDay        = limit{"home.claims", 86400, 0} // as many as staff have set: HomeClaims
	testsPerMinute      = limit{"sender.tests", 60, 5}
	tillFailures        = limit{"till.failures", 60, 10}
	tillCodes           = limit{"till.codes", 3600, 20}
	tillCodesTo         = limit{"till.codes.to", 86400, 10}      // a member, or a phone that was typed: see sought
	tillCodeFailures    = limit{"till.code.failures", 86400, 20} // of the same: those of a till shut nobody out elsewhere
	cardRenewals        = limit{"card.renewals", 86400, 5}
	revealsPerDay       = limit{"member.reveals", 86400, MostReveals}
	probes              = limit{"ready", 3600, 3600} // counted only to have something to write
)

// MostReveals is how many members' details a person may open in full within a day.
const MostReveals = 100

// counter answers what who is counted by at the instant: a name, and the start of the window.
func (l limit) counter(who string, now int64) (name string, starts int64) {
	return l.name + ":" + who, now - now%l.window
}

// of answers the limit with as many as the club has set.
func (l limit) of(most int64) limit {
	l.most = most
	return l
}

// hit counts one more for who and tells whether that is still within the limit.
func (l limit) hit(tx *Tx, who string) (bool, error) {
	name, start := l.counter(who, tx.Now)
	n, err := tx.Count(background, sqlcdb.CountParams{Name: name, Starts: start, Ends: start + l.window})
	return n <= l.most, err
}

// spent tells whether who has used up the limit, counting nothing.
func (l limit) spent(rx *Rx, who string) (bool, error) {
	name, start := l.counter(who, rx.Now)
	n, err := rx.Counted(background, sqlcdb.CountedParams{Name: name, Starts: start})
	if isNoRows(err) {
		return false, nil
	}
	return n >= l.most, err
}

// network answers what an address is counted by: itself, or the /64 of an IPv6 address, of which one person has many.
func network(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if a = a.Unmap(); a.Is6() {
		p, _ := a.WithZone("").Prefix(64)
		return p.String()
	}
	return a.String()
}
