package db

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
)

// Revision names how a thing of the desk stands. A form carries the one that it was made from, so that of two people
// who edit the same thing the later does not undo the earlier unawares. "" was made from none and is never refused.
type Revision string

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

// Revision answers how the community stands, whatever homes it has; its theme has a form of its own.
func (c Community) Revision() Revision {
	c.Homes, c.Theme = 0, Theme{}
	return revisionOf(c)
}

// Revision answers how the theme stands.
func (t Theme) Revision() Revision { return revisionOf(t) }

// Revision answers how the club's own page stands.
func (c Club) Revision() Revision { return c.fields().Revision() }

// Revision answers how the club's own page stands.
func (c clubFields) Revision() Revision { return revisionOf(c) }

// Revision answers how the languages stand.
func (l Speaking) Revision() Revision { return revisionOf(l) }

// Revision answers how the numbers stand.
func (v Values) Revision() Revision { return revisionOf(v) }

// Revision answers how the draft stands.
func (d Draft) Revision() Revision { return revisionOf(d) }
