package main

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/wallet"
	"clubhouse/handlers/web"
	"clubhouse/handlers/worker"
)

// settings are what a club needs from its surroundings. They are read from CLUB_* variables; a secret may stand in a
// file that CLUB_…_FILE names.
type settings struct {
	Secret  []byte
	Address string
	Metrics string // where monitoring alone may ask; "" for nowhere
	Base    *url.URL
	Proxies []netip.Prefix
	Cert    string
	Key     string
	Erased  string        // the file outside the backups that lists whom the club has erased; "" for none
	Drain   time.Duration // how long to go on serving once told to stop
	Mail    worker.Sender
	SMS     worker.Sender
	Apple   *wallet.Apple
	Google  *wallet.Google
}

// reader reads settings and gathers all faults, so that they are named at once.
type reader struct {
	getenv func(string) string
	faults []string
}

func (r *reader) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

// get answers a variable, or fallback where it is not set.
func (r *reader) get(name, fallback string) string {
	if v := strings.TrimSpace(r.getenv(name)); v != "" {
		return v
	}
	return fallback
}

// secret answers a variable, or the content of the file that name_FILE names.
func (r *reader) secret(name string) string {
	file := r.get(name+"_FILE", "")
	if file == "" {
		return r.get(name, "")
	}
	if r.get(name, "") != "" {
		r.fault("%s and %s_FILE are both set: keep one", name, name)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		r.fault("%s_FILE: %v", name, err)
	}
	return strings.TrimSpace(string(text))
}

// need faults names that are set in vain, since head, which they belong to, is not.
func (r *reader) need(head string, names ...string) {
	names = slices.DeleteFunc(names, func(name string) bool { return r.get(name, "") == "" })
	if r.get(head, "") == "" && len(names) > 0 {
		r.fault("%s is missing, without which %s does nothing", head, strings.Join(names, ", "))
	}
}

// faultsError names every missing or wrong setting.
type faultsError []string

func (e faultsError) Error() string {
	return "the settings are not complete:\n  " + strings.Join(e, "\n  ")
}

const leastSecret = 32

// readSettings reads what serve needs. The error is a faultsError that names all faults.
func readSettings(getenv func(string) string) (settings, error) {
	r := &reader{getenv: getenv}
	s := settings{Address: r.get("CLUB_ADDRESS", ":8080"), Metrics: r.get("CLUB_METRICS_ADDRESS", ""), Cert: r.get("CLUB_TLS_CERT", ""), Key: r.get("CLUB_TLS_KEY", "")}
	s.Secret = r.readSecret()
	s.Base = r.readBase()
	for _, part := range strings.FieldsFunc(r.get("CLUB_TRUSTED_PROXIES", ""), func(c rune) bool { return c == ',' || c == ' ' }) {
		p, err := netip.ParsePrefix(part)
		if a, alone := netip.ParseAddr(part); alone == nil {
			p, err = netip.PrefixFrom(a, a.BitLen()), nil
		}
		if err != nil {
			r.fault("CLUB_TRUSTED_PROXIES: %q is not a network such as 10.0.0.0/8", part)
		}
		s.Proxies = append(s.Proxies, p)
	}
	if _, _, err := net.SplitHostPort(s.Address); err != nil {
		r.fault("CLUB_ADDRESS: %q is not an address such as :8080", s.Address)
	}
	if _, _, err := net.SplitHostPort(s.Metrics); err != nil && s.Metrics != "" {
		r.fault("CLUB_METRICS_ADDRESS: %q is not an address such as 127.0.0.1:9090", s.Metrics)
	} else if s.Metrics == s.Address {
		r.fault("CLUB_METRICS_ADDRESS is CLUB_ADDRESS, where the public comes: choose another")
	}
	if (s.Cert == "") != (s.Key == "") {
		r.fault("CLUB_TLS_CERT and CLUB_TLS_KEY go together: set both or neither")
	} else if s.Cert != "" {
		if _, err := tls.LoadX509KeyPair(s.Cert, s.Key); err != nil {
			r.fault("CLUB_TLS_CERT, CLUB_TLS_KEY: %v", err)
		}
	}
	if s.Erased = r.get("CLUB_ERASURES", ""); s.Erased != "" {
		if err := db.AppendErasures(s.Erased, nil); err != nil {
			r.fault("CLUB_ERASURES: %v", err)
		}
	}
	if n, err := strconv.Atoi(r.get("CLUB_DRAIN", "0")); err != nil || n < 0 || n > 60 {
		r.fault("CLUB_DRAIN: not a number of seconds up to 60")
	} else {
		s.Drain = time.Duration(n) * time.Second
	}
	s.Mail, s.SMS = r.readMail(), r.readSMS()
	s.Apple, s.Google = r.readApple(), r.readGoogle()
	if r.get("CLUB_SMTP_HOST", "") == "" && r.get("CLUB_SMS_URL", "") == "" {
		r.fault("CLUB_SMTP_HOST or CLUB_SMS_URL: one of them must be set, or nobody can be sent a code to sign in")
	}
	if len(r.faults) > 0 {
		return s, faultsError(r.faults)
	}
	return s, nil
}

func (r *reader) readSecret() []byte {
	secret := r.secret("CLUB_SECRET")
	switch {
	case secret == "":
		r.fault("CLUB_SECRET (or CLUB_SECRET_FILE) is missing: at least %d random characters, such as `openssl rand -base64 48` prints; keep it, for it seals what is in the database", leastSecret)
	case len(secret) < leastSecret:
		r.fault("CLUB_SECRET is too short: at least %d characters", leastSecret)
	}
	return []byte(secret)
}

func (r *reader) readBase() *url.URL {
	text := r.get("CLUB_BASE_URL", "")
	if text == "" {
		r.fault("CLUB_BASE_URL is missing: the address that people use, such as https://club.example.com")
		return nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		r.fault("CLUB_BASE_URL: %q is not an address such as https://club.example.com", text)
		return nil
	}
	u.Path = ""
	return u
}

func (r *reader) readMail() worker.Sender {
	r.need("CLUB_SMTP_HOST", "CLUB_SMTP_PORT", "CLUB_SMTP_USER", "CLUB_SMTP_PASSWORD", "CLUB_SMTP_PASSWORD_FILE", "CLUB_SMTP_TLS", "CLUB_MAIL_FROM")
	r.need("CLUB_SMTP_USER", "CLUB_SMTP_PASSWORD", "CLUB_SMTP_PASSWORD_FILE")
	host := r.get("CLUB_SMTP_HOST", "")
	if host == "" {
		return nil
	}
	s := worker.SMTP{Host: host, User: r.get("CLUB_SMTP_USER", ""), Password: r.secret("CLUB_SMTP_PASSWORD"), From: r.get("CLUB_MAIL_FROM", ""), TLS: r.get("CLUB_SMTP_TLS", "starttls")}
	var err error
	if s.Port, err = strconv.Atoi(r.get("CLUB_SMTP_PORT", "587")); err != nil || s.Port < 1 || s.Port > 65535 {
		r.fault("CLUB_SMTP_PORT: not a port number")
	}
	if _, err := mail.ParseAddress(s.From); err != nil && s.From != "" {
		r.fault("CLUB_MAIL_FROM: %q is not a sender such as Owners' Club <club@example.com>", s.From)
	} else if s.From == "" {
		r.fault("CLUB_MAIL_FROM is missing: the sender of the club's mail, such as Owners' Club <club@example.com>")
	}
	if s.TLS != "starttls" && s.TLS != "tls" && s.TLS != "none" {
		r.fault("CLUB_SMTP_TLS: %q is none of starttls, tls, none", s.TLS)
	}
	if s.User != "" && s.Password == "" {
		r.fault("CLUB_SMTP_PASSWORD (or CLUB_SMTP_PASSWORD_FILE) is missing for CLUB_SMTP_USER")
	}
	return s
}

func (r *reader) readSMS() worker.Sender {
	r.need("CLUB_SMS_URL", "CLUB_SMS_BODY", "CLUB_SMS_TYPE", "CLUB_SMS_HEADERS", "CLUB_SMS_HEADERS_FILE")
	address := r.get("CLUB_SMS_URL", "")
	if address == "" {
		return nil
	}
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		r.fault("CLUB_SMS_URL: not an address")
	}
	body, err := worker.ParseSMSBody(r.get("CLUB_SMS_BODY", `{"to":{{json .To}},"text":{{json .Text}}}`))
	if err == nil {
		err = body.Execute(io.Discard, worker.Letter{To: "+8613800138000", Text: "test"})
	}
	if err != nil {
		r.fault("CLUB_SMS_BODY: %v", err)
	}
	headers := http.Header{}
	for line := range strings.SplitSeq(r.secret("CLUB_SMS_HEADERS"), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			r.fault("CLUB_SMS_HEADERS: a line is not of the form Name: value")
			continue
		}
		headers.Set(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	return worker.NewSMSHook(address, r.get("CLUB_SMS_TYPE", "application/json"), body, headers)
}

// tellOf answers what staff may know of a sender: not what it signs in with, nor the path of an address, where gateways
// have their keys.
func tellOf(s worker.Sender) *web.Sender {
	switch s := s.(type) {
	case worker.SMTP:
		return &web.Sender{Server: net.JoinHostPort(s.Host, strconv.Itoa(s.Port)), From: s.From, Security: s.TLS}
	case *worker.SMSHook:
		u, err := url.Parse(s.URL)
		if err != nil {
			return &web.Sender{Body: s.Type}
		}
		return &web.Sender{Server: u.Host, Security: map[string]string{"https": "tls", "http": "none"}[u.Scheme], Body: s.Type}
	}
	return nil
}
