package wallet

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"

	"clubhouse/db"
	"clubhouse/views/i18n"
)

// Google signs links that save a card.
type Google struct {
	Issuer string // the issuer's number
	Email  string // of the service account
	Key    *rsa.PrivateKey
}

// saveAt is where a signed card is saved.
const saveAt = "https://pay.google.com/gp/v/save/"

// Link answers the address that saves the card. It holds the card in the language of who asks alone, or it would be too long
// for some browsers.
func (g *Google) Link(c Card, now int64) (string, error) {
	said := func(s string) map[string]any {
		return map[string]any{"defaultValue": map[string]string{"language": string(c.Locale), "value": s}}
	}
	class := g.Issuer + ".club_card"
	claims, err := json.Marshal(map[string]any{
		"iss": g.Email, "aud": "google", "typ": "savetowallet", "iat": now,
		"payload": map[string]any{
			"genericClasses": []any{map[string]string{"id": class}},
			"genericObjects": []any{map[string]any{
				// One that was saved before is not saved again: a card that was made anew is another.
				"id": g.Issuer + "." + c.Member.Number + "-" + strconv.FormatInt(c.Member.Epoch, 10), "classId": class,
				"cardTitle": said(c.Club.In(c.Locale)), "header": said(c.Member.Name),
				"subheader":          said(i18n.Tiers[c.Member.Tier].In(c.Locale) + " · " + i18n.Classes[c.Member.Class].In(c.Locale)),
				"barcode":            map[string]string{"type": "QR_CODE", "value": c.Code, "alternateText": db.FormatNumber(c.Member.Number)},
				"hexBackgroundColor": ground,
				"textModulesData":    []any{map[string]string{"id": "note", "header": i18n.CardWalletNote.In(c.Locale), "body": i18n.CardWalletOnly.In(c.Locale)}},
			}},
		},
	})
	if err != nil {
		return "", err
	}
	b64 := base64.RawURLEncoding.EncodeToString
	signed := b64([]byte(`{"alg":"RS256","typ":"JWT"}`)) + "." + b64(claims)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, g.Key, crypto.SHA256, sum[:])
	if err != nil {
		return "", err
	}
	return saveAt + signed + "." + b64(signature), nil
}
