package main

import (
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/json"
	"encoding/pem"
	"errors"
	"regexp"
	"strings"

	"clubhouse/handlers/wallet"
)

var (
	passType = regexp.MustCompile(`^pass\.[A-Za-z0-9.-]+$`)
	team     = regexp.MustCompile(`^[A-Z0-9]{10}$`)
	issuer   = regexp.MustCompile(`^[0-9]{4,30}$`)
)

// readApple reads what signs passes for Apple's wallet; nil where the club has none.
func (r *reader) readApple() *wallet.Apple {
	const cert, key, wwdr, kind, of = "CLUB_WALLET_APPLE_CERT", "CLUB_WALLET_APPLE_KEY", "CLUB_WALLET_APPLE_WWDR", "CLUB_WALLET_APPLE_PASS_TYPE", "CLUB_WALLET_APPLE_TEAM"
	set, missing := 0, []string{}
	values := map[string]string{kind: r.get(kind, ""), of: r.get(of, "")}
	for _, name := range []string{cert, key, wwdr} {
		values[name] = r.secret(name)
	}
	for _, name := range []string{cert, key, wwdr, kind, of} {
		if values[name] == "" {
			missing = append(missing, name)
		} else {
			set++
		}
	}
	if set == 0 {
		return nil
	}
	if len(missing) > 0 {
		r.fault("%s: missing, without which no pass can be made for Apple Wallet", strings.Join(missing, ", "))
	}
	a := &wallet.Apple{PassType: values[kind], Team: values[of]}
	var err error
	if a.PassType != "" && !passType.MatchString(a.PassType) {
		r.fault("%s: %q is not a pass type such as pass.com.example.club", kind, a.PassType)
	}
	if a.Team != "" && !team.MatchString(a.Team) {
		r.fault("%s: %q is not a team's ten signs", of, a.Team)
	}
	if values[cert] != "" {
		if a.Cert, err = readCertificate(values[cert]); err != nil {
			r.fault("%s: %v", cert, err)
		}
	}
	if values[wwdr] != "" {
		if a.WWDR, err = readCertificate(values[wwdr]); err != nil {
			r.fault("%s: %v", wwdr, err)
		}
	}
	if values[key] != "" {
		if a.Key, err = readKey(values[key]); err != nil {
			r.fault("%s: %v", key, err)
		}
	}
	if a.Cert == nil {
		return a
	}
	if a.Key != nil && !a.Key.Public().(interface{ Equal(crypto.PublicKey) bool }).Equal(a.Cert.PublicKey) {
		r.fault("%s is not the key of %s", key, cert)
	}
	if a.WWDR != nil && a.Cert.CheckSignatureFrom(a.WWDR) != nil {
		r.fault("%s did not issue %s", wwdr, cert)
	}
	for _, n := range a.Cert.Subject.Names {
		if n.Type.Equal(userID) && a.PassType != "" && n.Value != a.PassType {
			r.fault("%s is for %v, not for %s's %q", cert, n.Value, kind, a.PassType)
		}
	}
	if unit := a.Cert.Subject.OrganizationalUnit; len(unit) == 1 && a.Team != "" && unit[0] != a.Team {
		r.fault("%s is of the team %s, not of %s's %q", cert, unit[0], of, a.Team)
	}
	return a
}

// userID is the part of a certificate's name where Apple puts the pass type.
var userID = asn1.ObjectIdentifier{0, 9, 2342, 19200300, 100, 1, 1}

// readGoogle reads what signs cards for Google's wallet; nil where the club has none.
func (r *reader) readGoogle() *wallet.Google {
	const key, of = "CLUB_WALLET_GOOGLE_KEY", "CLUB_WALLET_GOOGLE_ISSUER"
	text, g := r.secret(key), &wallet.Google{Issuer: r.get(of, "")}
	if text == "" && g.Issuer == "" {
		return nil
	}
	if text == "" {
		r.fault("%s (or %s_FILE) is missing for %s: the service account's key, as JSON", key, key, of)
	}
	if !issuer.MatchString(g.Issuer) {
		r.fault("%s: %q is not an issuer's number", of, g.Issuer)
	}
	if text == "" {
		return g
	}
	var account struct {
		Email string `json:"client_email"`
		Key   string `json:"private_key"`
	}
	if err := json.Unmarshal([]byte(text), &account); err != nil || account.Email == "" || account.Key == "" {
		r.fault("%s: not the key of a service account, a JSON file with client_email and private_key", key)
		return g
	}
	k, err := readKey(account.Key)
	if err != nil {
		r.fault("%s: its private_key: %v", key, err)
		return g
	}
	var ok bool
	if g.Key, ok = k.(*rsa.PrivateKey); !ok {
		r.fault("%s: its private_key is no RSA key", key)
	}
	g.Email = account.Email
	return g
}

func readCertificate(text string) (*x509.Certificate, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil || block.Type != "CERTIFICATE" {
		return nil, errors.New("not a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----")
	}
	return x509.ParseCertificate(block.Bytes)
}

// readKey reads a private key of any usual form, which no password protects.
func readKey(text string) (crypto.Signer, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, errors.New("not a private key in PEM, which begins with -----BEGIN PRIVATE KEY-----")
	}
	if k, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
		if signer, ok := k.(crypto.Signer); ok {
			return signer, nil
		}
	}
	if k, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return k, nil
	}
	if k, err := x509.ParseECPrivateKey(block.Bytes); err == nil {
		return k, nil
	}
	return nil, errors.New("a private key that cannot be read: is it sealed with a password?")
}
