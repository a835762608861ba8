package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// walletFiles makes Apple's certificate, the club's, their keys, and a service account's key, and answers where they are.
func walletFiles(t *testing.T) func(name string) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name string, b []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	key := func(name string) *rsa.PrivateKey {
		k, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			t.Fatal(err)
		}
		der, _ := x509.MarshalPKCS8PrivateKey(k)
		put(name+".key", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
		return k
	}
	certificate := func(name string, own *rsa.PrivateKey, by *x509.Certificate, byKey *rsa.PrivateKey) *x509.Certificate {
		c := &x509.Certificate{
			SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), BasicConstraintsValid: true, IsCA: by == nil,
			Subject: pkix.Name{CommonName: name, OrganizationalUnit: []string{"ABCDE12345"}, ExtraNames: []pkix.AttributeTypeAndValue{{Type: userID, Value: "pass.com.example.club"}}},
		}
		if by == nil {
			by = c
		}
		der, err := x509.CreateCertificate(rand.Reader, c, by, &own.PublicKey, byKey)
		if err != nil {
			t.Fatal(err)
		}
		put(name+".pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
		c, _ = x509.ParseCertificate(der)
		return c
	}
	apple, club := key("apple"), key("club")
	certificate("club", club, certificate("apple", apple, nil, apple), apple)
	der, _ := x509.MarshalPKCS8PrivateKey(apple)
	account, _ := json.Marshal(map[string]string{"client_email": "club@example.iam.gserviceaccount.com", "private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))})
	put("google.json", account)
	curve, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	der, _ = x509.MarshalPKCS8PrivateKey(curve)
	account, _ = json.Marshal(map[string]string{"client_email": "x", "private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))})
	put("curve.json", account)
	return func(name string) string { return filepath.Join(dir, name) }
}

// What wallets need is checked at the start, and all that is wrong with it is named.
func TestWalletSettings(t *testing.T) {
	t.Parallel()
	file := walletFiles(t)
	whole := append(wellSet[:len(wellSet):len(wellSet)], "CLUB_WALLET_APPLE_CERT_FILE="+file("club.pem"), "CLUB_WALLET_APPLE_KEY_FILE="+file("club.key"), "CLUB_WALLET_APPLE_WWDR_FILE="+file("apple.pem"),
		"CLUB_WALLET_APPLE_PASS_TYPE=pass.com.example.club", "CLUB_WALLET_APPLE_TEAM=ABCDE12345", "CLUB_WALLET_GOOGLE_KEY_FILE="+file("google.json"), "CLUB_WALLET_GOOGLE_ISSUER=3388000000012345678")
	s, err := readSettings(settingsOf(whole))
	if err != nil || !s.Apple.Good(time.Now().Unix()) || s.Google == nil || s.Google.Email != "club@example.iam.gserviceaccount.com" {
		t.Fatalf("well set: %+v, %+v, %v", s.Apple, s.Google, err)
	}
	if s, err = readSettings(settingsOf(wellSet)); err != nil || s.Apple != nil || s.Google != nil {
		t.Errorf("not set: %+v, %+v, %v", s.Apple, s.Google, err)
	}
	over := func(whole []string, set ...string) []string { return slices.Concat(set, whole) } // the first of a name counts
	for _, c := range []struct {
		set, want []string
	}{
		{[]string{"CLUB_WALLET_APPLE_TEAM=ABCDE12345"}, []string{"CLUB_WALLET_APPLE_CERT, CLUB_WALLET_APPLE_KEY, CLUB_WALLET_APPLE_WWDR, CLUB_WALLET_APPLE_PASS_TYPE: missing"}},
		{over(whole, "CLUB_WALLET_APPLE_KEY_FILE="+file("apple.key")), []string{"CLUB_WALLET_APPLE_KEY is not the key of CLUB_WALLET_APPLE_CERT"}},
		{over(whole, "CLUB_WALLET_APPLE_WWDR_FILE="+file("club.pem")), []string{"CLUB_WALLET_APPLE_WWDR did not issue"}},
		{over(whole, "CLUB_WALLET_APPLE_TEAM=ZZZZZ12345", "CLUB_WALLET_APPLE_PASS_TYPE=pass.com.example.other"), []string{"is of the team ABCDE12345", "is for pass.com.example.club"}},
		{over(whole, "CLUB_WALLET_APPLE_TEAM=x", "CLUB_WALLET_APPLE_PASS_TYPE=com.example"), []string{"CLUB_WALLET_APPLE_TEAM", "CLUB_WALLET_APPLE_PASS_TYPE"}},
		{over(whole, "CLUB_WALLET_APPLE_CERT_FILE="+file("club.key"), "CLUB_WALLET_APPLE_KEY_FILE="+file("google.json"), "CLUB_WALLET_APPLE_WWDR_FILE=nowhere"),
			[]string{"CLUB_WALLET_APPLE_CERT: not a certificate", "CLUB_WALLET_APPLE_KEY: not a private key", "CLUB_WALLET_APPLE_WWDR_FILE: open nowhere"}},
		{[]string{"CLUB_WALLET_GOOGLE_KEY_FILE=" + file("google.json")}, []string{"CLUB_WALLET_GOOGLE_ISSUER"}},
		{[]string{"CLUB_WALLET_GOOGLE_ISSUER=3388000000012345678"}, []string{"CLUB_WALLET_GOOGLE_KEY (or CLUB_WALLET_GOOGLE_KEY_FILE) is missing"}},
		{[]string{"CLUB_WALLET_GOOGLE_ISSUER=x", "CLUB_WALLET_GOOGLE_KEY={}"}, []string{"CLUB_WALLET_GOOGLE_ISSUER", "CLUB_WALLET_GOOGLE_KEY: not the key"}},
		{[]string{"CLUB_WALLET_GOOGLE_ISSUER=33880000", "CLUB_WALLET_GOOGLE_KEY_FILE=" + file("curve.json")}, []string{"is no RSA key"}},
	} {
		_, err := readSettings(settingsOf(slices.Concat(c.set, wellSet)))
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v: %q is not said: %v", c.set, want, err)
			}
		}
	}
}
