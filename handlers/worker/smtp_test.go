package worker

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// mailServer is a real SMTP server (Debian: python3-aiosmtpd), on which one has to sign in over STARTTLS. It prints what
// it takes.
const mailServer = `
import asyncio, ssl, sys
from aiosmtpd.smtp import SMTP, AuthResult

class Take:
    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos == ["full@club.example"]:
            return "452 mailbox of full@club.example is full"
        print("took", envelope.mail_from, ",".join(envelope.rcpt_tos), int(session.ssl is not None), session.auth_data, envelope.content.hex(), flush=True)
        return "250 taken"

def sign_in(server, session, envelope, mechanism, data):
    ok = data.login == b"club" and data.password == b"open sesame"
    return AuthResult(success=ok, handled=ok, auth_data="club" if ok else None)

async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    make = lambda: SMTP(Take(), tls_context=context, require_starttls=True, auth_required=True, authenticator=sign_in, enable_SMTPUTF8=True)
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    print("listens", server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
`

// pair is a certificate for 127.0.0.1 and its key, one for all tests: what a process trusts it reads once.
var pair = sync.OnceValues(func() (pair [2][]byte, err error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return pair, err
	}
	template := x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "mail"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &private.PublicKey, private)
	if err != nil {
		return pair, err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	return [2][]byte{pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})}, err
})

// certificate answers the files of the pair, and has this process trust it.
func certificate(t *testing.T) (cert, key string) {
	t.Helper()
	p, err := pair()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	if err := errors.Join(os.WriteFile(cert, p[0], 0o600), os.WriteFile(key, p[1], 0o600)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", cert)
	return cert, key
}

func startMailServer(t *testing.T) (port int, lines *bufio.Scanner) {
	t.Helper()
	const python = "/usr/bin/python3"
	if exec.Command(python, "-c", "import aiosmtpd").Run() != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("python3-aiosmtpd is not installed")
		}
		t.Skip("skipped: no SMTP server is installed (Debian: python3-aiosmtpd)")
	}
	cert, key := certificate(t)
	cmd := exec.CommandContext(t.Context(), python, "-c", mailServer, cert, key)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Wait() })
	lines = bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	if !lines.Scan() {
		t.Fatal("the mail server did not start")
	}
	if _, err := fmt.Sscan(lines.Text(), new(string), &port); err != nil {
		t.Fatal(lines.Text(), err)
	}
	return port, lines
}

// A mail arrives whole at a real server, over STARTTLS and signed in; what the server refuses is told without anybody's
// address.
func TestSMTP(t *testing.T) {
	port, lines := startMailServer(t)
	s := SMTP{Host: "127.0.0.1", Port: port, User: "club", Password: "open sesame", From: "云栖会 <club@club.example>", TLS: "starttls"}
	letter := Letter{To: "member@club.example", Subject: "您的房产已认证", Text: "【云栖会】欢迎。\n第二行", HTML: "<p>【云栖会】欢迎。</p>"}
	if err := s.Send(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	if !lines.Scan() {
		t.Fatal("nothing was taken")
	}
	f := strings.Fields(lines.Text())
	if len(f) != 6 || f[1] != "club@club.example" || f[2] != letter.To || f[3] != "1" || f[4] != "club" {
		t.Fatalf("the envelope: %q", f[:5])
	}
	var raw []byte
	if _, err := fmt.Sscanf(f[5], "%x", &raw); err != nil {
		t.Fatal(err)
	}
	got, err := mail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	words := mime.WordDecoder{}
	subject, _ := words.DecodeHeader(got.Header.Get("Subject"))
	from, _ := mail.ParseAddress(got.Header.Get("From"))
	if subject != letter.Subject || from == nil || from.Name != "云栖会" || got.Header.Get("Date") == "" || got.Header.Get("Message-Id") == "" {
		t.Errorf("the head: %v", got.Header)
	}
	_, params, err := mime.ParseMediaType(got.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(got.Body, params["boundary"])
	for _, want := range []string{letter.Text, letter.HTML} {
		p, err := parts.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(quotedprintable.NewReader(p))
		if strings.ReplaceAll(strings.TrimSpace(string(body)), "\r\n", "\n") != want {
			t.Errorf("a part holds %q", body)
		}
	}
	refused := func(what string, s SMTP, to, words string) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		err := s.Send(ctx, Letter{To: to, Subject: "x", Text: "x", HTML: "x"})
		if err == nil || strings.Contains(err.Error(), to) || strings.Contains(err.Error(), "sesame") || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v", what, err)
		}
	}
	refused("a full mailbox", s, "full@club.example", "busy: ")
	wrong := s
	wrong.Password = "sesame"
	refused("a wrong password", wrong, letter.To, "sign_in: ")
	wrong = s
	wrong.TLS = "none"
	refused("a server that wants STARTTLS", wrong, letter.To, "")
	wrong = s
	wrong.Port = 1
	refused("no server", wrong, letter.To, "unreachable: ")
	wrong = s
	wrong.Host = "localhost" // not in the certificate
	refused("another's certificate", wrong, letter.To, "unsafe: ")
}
