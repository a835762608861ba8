package wallet

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/sha1" //nolint:gosec // the manifest's hashes are what the format asks for; the signature is over SHA-256
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"maps"
	"slices"
	"strings"
	"sync"

	"clubhouse/db"
	"clubhouse/static"
	"clubhouse/views/i18n"

	"github.com/smallstep/pkcs7"
	"golang.org/x/image/draw"
)

// Apple signs passes.
type Apple struct {
	PassType, Team string
	Cert, WWDR     *x509.Certificate // of the pass type, and of Apple, who issued it
	Key            crypto.Signer
}

// Good tells whether the certificates hold at the instant. Phones refuse a pass that is signed later.
func (a *Apple) Good(now int64) bool {
	return a != nil && now < a.Cert.NotAfter.Unix() && now < a.WWDR.NotAfter.Unix()
}

// Pass answers the card as a .pkpass file.
func (a *Apple) Pass(c Card) ([]byte, error) {
	files, err := pictures()
	if err != nil {
		return nil, err
	}
	files = maps.Clone(files)
	words := map[string]db.Text{
		"club.name": c.Club, "card.name": db.Text(i18n.CardShort), "note.label": db.Text(i18n.CardWalletNote), "note": db.Text(i18n.CardWalletOnly),
	}
	if files["pass.json"], err = json.Marshal(a.pass(c, words)); err != nil {
		return nil, err
	}
	for _, l := range db.Locales {
		var b strings.Builder
		for _, name := range slices.Sorted(maps.Keys(words)) {
			fmt.Fprintf(&b, "%s = %s;\n", quoted(name), quoted(words[name].In(l)))
		}
		files[string(l)+".lproj/pass.strings"] = []byte(b.String())
	}
	sums := map[string]string{}
	for name, b := range files {
		sum := sha1.Sum(b) //nolint:gosec // see above
		sums[name] = hex.EncodeToString(sum[:])
	}
	if files["manifest.json"], err = json.Marshal(sums); err != nil {
		return nil, err
	}
	if files["signature"], err = a.sign(files["manifest.json"]); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(files[name]); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// quoted is a string of a .strings file.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// pass answers pass.json. What it says by a name of words is said in the phone's language.
func (a *Apple) pass(c Card, words map[string]db.Text) map[string]any {
	type field struct {
		Key   string `json:"key"`
		Label string `json:"label,omitempty"`
		Value string `json:"value"`
	}
	fields := func(lines []line) (out []field) {
		for _, l := range lines {
			words[l.name+".label"], words[l.name+".text"] = db.Text(l.label), l.text
			out = append(out, field{l.name, l.name + ".label", l.name + ".text"})
		}
		return out
	}
	header, second, third := c.lines()
	return map[string]any{
		"formatVersion": 1, "passTypeIdentifier": a.PassType, "teamIdentifier": a.Team, "serialNumber": c.Member.Number,
		"organizationName": "club.name", "description": "card.name", "logoText": "club.name", "sharingProhibited": true,
		"foregroundColor": "rgb(255, 255, 255)", "backgroundColor": "rgb(0, 73, 60)", "labelColor": label,
		"barcodes": []map[string]string{{"format": "PKBarcodeFormatQR", "message": c.Code, "messageEncoding": "iso-8859-1", "altText": db.FormatNumber(c.Member.Number)}},
		"generic": map[string]any{
			"headerFields": fields(header), "primaryFields": []field{{"name", "card.name", c.Member.Name}}, "secondaryFields": fields(second),
			"auxiliaryFields": fields(third), "backFields": []field{{"note", "note.label", "note"}},
		},
	}
}

// sign answers the detached PKCS #7 signature of the manifest.
func (a *Apple) sign(manifest []byte) ([]byte, error) {
	s, err := pkcs7.NewSignedData(manifest)
	if err != nil {
		return nil, err
	}
	s.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	if err := s.AddSignerChain(a.Cert, a.Key, []*x509.Certificate{a.WWDR}, pkcs7.SignerInfoConfig{}); err != nil {
		return nil, err
	}
	s.Detach()
	return s.Finish()
}

// pictures are the club's sign in the sizes that a pass asks for.
var pictures = sync.OnceValues(func() (map[string][]byte, error) {
	sign, err := png.Decode(bytes.NewReader(static.File("icon-512.png")))
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for name, side := range map[string]int{"icon.png": 29, "icon@2x.png": 58, "icon@3x.png": 87, "logo.png": 50, "logo@2x.png": 100} {
		small := image.NewNRGBA(image.Rect(0, 0, side, side))
		draw.CatmullRom.Scale(small, small.Bounds(), sign, sign.Bounds(), draw.Src, nil)
		var b bytes.Buffer
		if err := png.Encode(&b, small); err != nil {
			return nil, err
		}
		out[name] = b.Bytes()
	}
	return out, nil
})
