package wallet

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // as the format asks for
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"image/png"
	"io"
	"maps"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clubhouse/db"

	"github.com/smallstep/pkcs7"
)

var card = Card{
	Member: &db.MemberCard{ID: 7, Number: "YQ860211473", Name: `陈"美玲\`, Tier: db.Jade, Class: db.Owner, Epoch: 3},
	Places: []db.Text{{Hans: "云栖湾", Hant: "雲棲灣", En: "Cloud Bay"}, {Hans: "海韵", Hant: "海韻", En: "Sea Rhyme"}},
	Club:   db.Text{Hans: "云栖会", Hant: "雲棲會", En: "Cloudrest Club"}, Code: "https://club.example.com/c/AAAAAAAAAAcAA3_still-and-signed", Locale: db.Hant,
}

// issued makes a certificate and its key, by the issuer's or, where there is none, by its own.
func issued(t *testing.T, name string, by *x509.Certificate, key *rsa.PrivateKey) (*x509.Certificate, *rsa.PrivateKey) {
	t.Helper()
	own, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		BasicConstraintsValid: true, IsCA: by == nil, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	if by == nil {
		by, key = c, own
	}
	der, err := x509.CreateCertificate(rand.Reader, c, by, &own.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	c, err = x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c, own
}

func opened(t *testing.T, b []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// A pass is signed by the club's certificate, which Apple's issued, over the hash of each of its files, and holds a code that
// identifies only, in the words of each language.
func TestApplePass(t *testing.T) {
	t.Parallel()
	wwdr, key := issued(t, "Apple", nil, nil)
	cert, own := issued(t, "Pass Type ID", wwdr, key)
	a := &Apple{PassType: "pass.com.example.club", Team: "ABCDE12345", Cert: cert, WWDR: wwdr, Key: own}
	b, err := a.Pass(card)
	if err != nil {
		t.Fatal(err)
	}
	files := opened(t, b)
	manifest := files["manifest.json"]
	var sums map[string]string
	if err := json.Unmarshal(manifest, &sums); err != nil {
		t.Fatal(err)
	}
	for name, b := range files {
		sum := sha1.Sum(b) //nolint:gosec // as the format asks for
		if own := name == "manifest.json" || name == "signature"; own != (sums[name] == "") || !own && sums[name] != hex.EncodeToString(sum[:]) {
			t.Errorf("the manifest says %q of %s", sums[name], name)
		}
	}
	if len(sums) != len(files)-2 {
		t.Errorf("the manifest tells of %d files, there are %d", len(sums), len(files)-2)
	}
	p7, err := pkcs7.Parse(files["signature"])
	if err != nil {
		t.Fatal(err)
	}
	if len(p7.Content) != 0 {
		t.Error("the signature is not apart from what it signs")
	}
	roots := x509.NewCertPool()
	roots.AddCert(wwdr)
	p7.Content = manifest
	if err := p7.VerifyWithChain(roots); err != nil {
		t.Errorf("the signature does not hold: %v", err)
	}
	p7.Content = append([]byte(" "), manifest...)
	if p7.VerifyWithChain(roots) == nil {
		t.Error("it holds for another manifest")
	}
	byOpenSSL(t, files, wwdr)

	var pass struct {
		PassTypeIdentifier, TeamIdentifier, SerialNumber string
		Barcodes                                         []map[string]string
		Generic                                          map[string][]map[string]string
	}
	if err := json.Unmarshal(files["pass.json"], &pass); err != nil {
		t.Fatal(err)
	}
	if pass.PassTypeIdentifier != a.PassType || pass.TeamIdentifier != a.Team || pass.SerialNumber != "YQ860211473" || len(pass.Barcodes) != 1 || pass.Barcodes[0]["message"] != card.Code || pass.Generic["primaryFields"][0]["value"] != card.Member.Name {
		t.Errorf("the pass is %s", files["pass.json"])
	}
	for l, words := range map[string][]string{"zh-Hans": {"云栖会", "玉", "业主", "云栖湾、海韵", "只用来识别"}, "zh-Hant": {"雲棲會", "業主", "只用來識別"}, "en": {"Cloudrest Club", "Jade", "Cloud Bay, Sea Rhyme", "identifies you only"}} {
		text := string(files[l+".lproj/pass.strings"])
		for _, w := range words {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %q:\n%s", l, w, text)
			}
		}
		for _, fields := range pass.Generic { // each word has its translation
			for _, f := range fields {
				for _, name := range []string{f["label"], f["value"]} {
					if name != "" && name != card.Member.Name && !strings.Contains(text, `"`+name+`" = "`) {
						t.Errorf("%s has no %s", l, name)
					}
				}
			}
		}
	}
	for name, side := range map[string]int{"icon.png": 29, "icon@2x.png": 58, "icon@3x.png": 87, "logo.png": 50} {
		if c, err := png.DecodeConfig(bytes.NewReader(files[name])); err != nil || c.Width != side || c.Height != side {
			t.Errorf("%s is %dx%d: %v", name, c.Width, c.Height, err)
		}
	}
	if now := time.Now().Unix(); !a.Good(now) || a.Good(now+7200) || (*Apple)(nil).Good(now) {
		t.Error("when the certificates hold is wrong")
	}
	if quoted("a\"\\\n") != `"a\"\\\n"` {
		t.Error(quoted("a\"\\\n"))
	}
}

// byOpenSSL has another program judge the signature, where there is one.
func byOpenSSL(t *testing.T, files map[string][]byte, root *x509.Certificate) {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		return
	}
	dir := t.TempDir()
	files = maps.Clone(files)
	files["root.pem"] = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root.Raw})
	for _, name := range []string{"manifest.json", "signature", "root.pem"} {
		if err := os.WriteFile(filepath.Join(dir, name), files[name], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	verify := exec.Command("openssl", "smime", "-verify", "-binary", "-inform", "DER", "-in", "signature", "-content", "manifest.json", "-CAfile", "root.pem", "-purpose", "any", "-out", "out")
	verify.Dir = dir
	if out, err := verify.CombinedOutput(); err != nil {
		t.Errorf("openssl: %v: %s", err, out)
	}
}

// A link is signed by the service account, and holds a code that identifies only; it is short enough for any browser.
func TestGoogleLink(t *testing.T) {
	t.Parallel()
	_, key := issued(t, "service account", nil, nil)
	g := &Google{Issuer: "3388000000012345678", Email: "club@example.iam.gserviceaccount.com", Key: key}
	link, err := g.Link(card, 1764200000)
	if err != nil {
		t.Fatal(err)
	}
	token, ok := strings.CutPrefix(link, "https://pay.google.com/gp/v/save/")
	parts := strings.Split(token, ".")
	if !ok || len(parts) != 3 || len(token) > 1800 {
		t.Fatalf("%d signs: %s", len(token), link)
	}
	raw := [][]byte{}
	for _, p := range parts {
		b, err := base64.RawURLEncoding.DecodeString(p)
		if err != nil {
			t.Fatal(err)
		}
		raw = append(raw, b)
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err := rsa.VerifyPKCS1v15(&key.PublicKey, crypto.SHA256, sum[:], raw[2]); err != nil || string(raw[0]) != `{"alg":"RS256","typ":"JWT"}` {
		t.Errorf("%s: %v", raw[0], err)
	}
	var claims struct {
		Iss, Aud, Typ string
		Iat           int64
		Payload       struct {
			GenericClasses []struct{ ID string }
			GenericObjects []struct {
				ID, ClassID string
				Barcode     struct{ Type, Value string }
				CardTitle   struct {
					DefaultValue struct{ Language, Value string }
				}
			}
		}
	}
	if err := json.Unmarshal(raw[1], &claims); err != nil {
		t.Fatal(err)
	}
	o := claims.Payload.GenericObjects[0]
	if claims.Iss != g.Email || claims.Aud != "google" || claims.Typ != "savetowallet" || claims.Iat != 1764200000 || o.ID != g.Issuer+".YQ860211473-3" ||
		o.ClassID != claims.Payload.GenericClasses[0].ID || o.Barcode.Type != "QR_CODE" || o.Barcode.Value != card.Code || o.CardTitle.DefaultValue.Value != "雲棲會" || o.CardTitle.DefaultValue.Language != "zh-Hant" {
		t.Errorf("the claims are %s", raw[1])
	}
}
