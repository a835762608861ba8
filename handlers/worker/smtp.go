package worker

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"regexp"

	"clubhouse/db"

	"github.com/wneessen/go-mail"
)

// addresses are what a server's words may hold of a person.
var addresses = regexp.MustCompile(`[^\s<>"]+@[^\s<>"]+`)

// SMTP sends mail through a server.
type SMTP struct {
	Host     string
	Port     int
	User     string // "" sends without signing in
	Password string
	From     string // a name and address, as in a From header
	TLS      string // "starttls" (required), "tls" (from the start), "none"
}

// Send sends one mail.
func (s SMTP) Send(ctx context.Context, l Letter) error {
	m := mail.NewMsg()
	if err := errors.Join(m.From(s.From), m.To(l.To)); err != nil {
		return because(db.CauseAddress, "an address cannot be used")
	}
	m.Subject(l.Subject)
	m.SetBodyString(mail.TypeTextPlain, l.Text)
	m.AddAlternativeString(mail.TypeTextHTML, l.HTML)
	options := []mail.Option{mail.WithPort(s.Port)}
	switch s.TLS {
	case "tls":
		options = append(options, mail.WithSSL())
	case "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	c, err := mail.NewClient(s.Host, options...)
	if err != nil {
		return fmt.Errorf("mail settings: %w", err)
	}
	if err := c.DialAndSendWithContext(ctx, m); err != nil {
		if e, ok := errors.AsType[*mail.SendError](err); ok {
			code := ""
			if e.ErrorCode() != 0 {
				code = fmt.Sprintf(" (%d)", e.ErrorCode())
			}
			return because(refusedMail(e), "mail server: %s%s", e.Reason, code) // its text would hold the address
		}
		return because(unusedMail(err), "mail server %s cannot be used: %s", s.Host, addresses.ReplaceAllString(err.Error(), "***"))
	}
	return nil
}

// refusedMail answers why a server that took the connection did not take the mail.
func refusedMail(e *mail.SendError) string {
	switch {
	case e.ErrorCode() >= 400 && e.ErrorCode() < 500:
		return db.CauseBusy
	case e.Reason == mail.ErrSMTPRcptTo:
		return db.CauseAddress
	}
	return db.CauseRefused
}

// unusedMail answers why no mail could be handed to a server.
func unusedMail(err error) string {
	if e, ok := errors.AsType[*textproto.Error](err); ok {
		switch e.Code {
		case 530, 534, 535, 538:
			return db.CauseSignIn
		case 421, 450, 451, 452, 454:
			return db.CauseBusy
		}
		return db.CauseRefused
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return db.CauseUnsafe
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return db.CauseUnreachable
	}
	return db.CauseOther
}
