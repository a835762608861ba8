package worker

import (
	"context"
	"errors"
	"fmt"
	"regexp"

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
		return errors.New("an address cannot be used")
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
			return fmt.Errorf("mail server: %s%s", e.Reason, code) // its text would hold the address
		}
		return fmt.Errorf("mail server %s cannot be used: %s", s.Host, addresses.ReplaceAllString(err.Error(), "***"))
	}
	return nil
}
