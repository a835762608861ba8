package db

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"time"

	"clubhouse/db/sqlcdb"
)

// Revision names how a thing of the desk stands. A form carries the one that it was made from, so that of two people
// who edit the same thing the later does not undo the earlier unawares. "" was made from none and is never refused.
type Revision string

// ChangedMeanwhile refuses an edit of what somebody else has changed since. Args: their name, and the Revision that
// stands now.
const ChangedMeanwhile Reason = "changed_meanwhile"

func revisionOf(v any) Revision {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // our own types, all of which can be told
	}
	sum := sha256.Sum256(text)
	return Revision(base64.RawURLEncoding.EncodeToString(sum[:12]))
}

// Revision answers how the offer stands; what members claim of it is no edit.
func (o Offer) Revision() Revision {
	o.Version, o.Issued, o.CreatedAt, o.MerchantName, o.MerchantKind = 0, 0, 0, Text{}, ""
	return revisionOf(o)
}

// Revision answers how the merchant stands, without its outlets.
func (m Merchant) Revision() Revision {
	m.Outlets = nil
	return revisionOf(m)
}

// Revision answers how the outlet stands.
func (o Outlet) Revision() Revision { return revisionOf(o) }

// Revision answers how the brand stands.
func (b Brand) Revision() Revision { return revisionOf(b) }

// Revision answers how the community stands, whatever homes it has.
func (c Community) Revision() Revision {
	c.Homes = 0
	return revisionOf(c)
}

// Revision answers how the club's settings stand.
func (c Club) Revision() Revision {
	zone := c.Zone
	if zone == nil {
		zone = time.UTC
	}
	return revisionOf(struct {
		Club
		Zone string
	}{c, zone.String()})
}

// fresh refuses an edit of the noun that was made from another revision than was, unless it leads to what stands. act is
// what the audit log calls such an edit.
func (tx *Tx) fresh(act string, noun int64, seen, was, is Revision) error {
	if seen == "" || seen == was || is == was {
		return nil
	}
	name, err := tx.LastActor(background, sqlcdb.LastActorParams{NounID: noun, Act: act})
	if err != nil && !isNoRows(err) {
		return err
	}
	return &Error{Kind: Conflict, Reason: ChangedMeanwhile, Args: []any{name, was}}
}
