// Package web is the hallway that every request walks: language, limits, session, guard, forms, rendering, errors.
// The doors (member, merchant, staff, public) hang their handlers on it; the table of routes stands in handlers.
package web

import (
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"

	"clubhouse/db"
	"clubhouse/handlers/wallet"
)

// Settings are what the hallway needs to know of how it is run.
type Settings struct {
	Base    *url.URL       // the address that people and QR codes use
	Proxies []netip.Prefix // whose X-Forwarded-For is believed
	Demo    bool
	Mail    *Sender // what staff may know of how mail is sent; nil: it is not
	SMS     *Sender
	Apple   *wallet.Apple // what makes cards for phones' wallets; nil: nothing does
	Google  *wallet.Google
}

// Sender is what may be told of a sender: no secret, and no address that may hold one.
type Sender struct {
	Server   string // host and port
	From     string
	Security string // of a mail server: starttls, tls or none
	Body     string // of an SMS hook: its Content-Type
}

// secure tells whether people come by https, so that cookies may insist on it.
func (s Settings) secure() bool { return s.Base.Scheme == "https" }

// App is what all handlers share.
type App struct {
	Store    *db.Store
	Settings Settings
	Log      *slog.Logger
	Stopping atomic.Bool // set once the process has begun to stop: it is ready no more

	base    string // Settings.Base without a slash at its end
	cookies cookieStore
	origins *http.CrossOriginProtection
	probes  probes
	traffic traffic
	relying *db.Relying // nil where passkeys cannot be had
}

// New makes the hallway of a club.
func New(store *db.Store, s Settings, log *slog.Logger) *App {
	return &App{
		Store: store, Settings: s, Log: log, base: strings.TrimSuffix(s.Base.String(), "/"), cookies: cookieStore{secure: s.secure()}, origins: http.NewCrossOriginProtection(),
		relying: db.NewRelying(s.Base),
	}
}

// Address answers a local path as people outside the club's pages use it, in a QR code or a letter.
func (a *App) Address(path string) string { return a.base + path }

// Handler answers one request. It parses what came, asks one act of the Store, and renders or redirects.
type Handler func(c *Context) error

// Access says who may use a route: a door's session, and at the staff's and merchants' doors a right. The zero Access
// is anyone.
type Access struct {
	Door  db.Door
	Right db.Right
	Also  db.Right // a second one, or ""
}

// Who may use a route.
var (
	Anyone = Access{}
	Member = Access{Door: db.MemberDoor}
	Till   = Access{Door: db.MerchantDoor, Right: db.TillRedeem}
)

// Staff are staff who hold the right for anything at all; how far it reaches is the acts' business.
func Staff(right db.Right) Access { return Access{Door: db.StaffDoor, Right: right} }

// And asks for a second right.
func (a Access) And(right db.Right) Access { a.Also = right; return a }

// Rights names the rights that are asked for.
func (a Access) Rights() string {
	if a.Also != "" {
		return string(a.Right) + " and " + string(a.Also)
	}
	return string(a.Right)
}

// Allows tells whether the actor holds the rights.
func (a Access) Allows(who db.Actor) bool {
	return (a.Right == "" || who.May(a.Right)) && (a.Also == "" || who.May(a.Also))
}

func (a Access) String() string {
	switch {
	case a.Door == "":
		return "anyone"
	case a.Right == "":
		return string(a.Door)
	}
	return string(a.Door) + ": " + a.Rights()
}

// Route is one line of the table of routes.
type Route struct {
	Method   string
	Path     string
	Who      Access
	Handler  Handler
	Body     int64    // the largest body it takes, in bytes; 64 KiB when 0
	TooLarge Handler  // answers 413 for a larger one, in the page's own frame; nil: the page of any error
	Scripts  bool     // the page runs WebAssembly (the scanner)
	Ahead    db.Ahead // of a member's page: what it is going to ask
	Unagreed bool     // of a member's: also for whoever has not agreed to the terms yet
	Fresh    bool     // of a member's: whoever has not proven for a while who they are is asked to first
	Page     string   // of a form's address that is no page: where the form stands, if not at the nearest page above; see formPage
	Keeps    []string // fields that a sign-in in the middle brings back, in the address of the form's page
}

const usualBody = 64 << 10
