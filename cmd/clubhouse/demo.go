package main

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/handlers/worker"
	"clubhouse/views/i18n"
)

func demo(ctx context.Context, c *call) error {
	address := c.String("address", ":8080", "where to listen; without a host, on all of this machine's addresses, so that phones on its network reach it")
	secure := c.Bool("tls", false, "serve https with a certificate of its own, so that a phone may use its camera (it will warn once)")
	if _, err := c.parse(0); err != nil {
		return err
	}
	// Only --db itself names a file: a demo must not find its way into the club that the environment names.
	path := ""
	if named(c, "db") {
		path = strings.TrimPrefix(*c.db, "file:")
	}
	if db.OnPostgres(path) {
		return errors.New("the demo keeps its club in a file: name one with --db FILE, or leave --db out")
	}
	listener, err := demoListen(*address)
	if err != nil {
		return err
	}
	defer listener.Close()
	base, here, lan := demoAddresses(listener.Addr(), *address, *secure)
	var certificates []tls.Certificate
	if *secure {
		pair, err := ownCertificate(time.Now(), append(lan, here.Hostname()))
		if err != nil {
			return err
		}
		certificates = []tls.Certificate{pair}
	}
	if path == "" {
		dir, err := os.MkdirTemp("", "clubhouse-demo-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		path = filepath.Join(dir, "club.db")
	}
	kept, err := openDemo(ctx, path, time.Now(), func(format string, args ...any) { fmt.Fprintf(c.out, format, args...) })
	if ctx.Err() != nil {
		return nil // stopped before it began
	}
	if err != nil {
		return err
	}
	log, flush := newLog(c.err)
	defer flush()
	store, err := db.Open(ctx, db.Options{URL: path, Secret: kept.Secret, Log: log})
	if err != nil {
		return err
	}
	defer store.Close()
	outbox := &worker.Outbox{Log: log, SignIns: kept.signIns()}
	app := web.New(store, web.Settings{Base: base, Demo: true, Mail: demoSender, SMS: demoSender}, log)
	greet(c.out, here, lan, kept)
	return runClub(ctx, club{app: app, outbox: outbox, listener: listener, certificates: certificates, mail: outbox, sms: outbox})
}

// named tells whether the flag was given.
func named(c *call, flagName string) (found bool) {
	c.Visit(func(f *flag.Flag) { found = found || f.Name == flagName })
	return found
}

func demoListen(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		_, port, _ := net.SplitHostPort(address)
		n, _ := strconv.Atoi(port)
		return nil, fmt.Errorf("port %s is taken by another program. Choose another: clubhouse demo --address :%d", port, n+1)
	}
	return l, err
}

// keptDemo is what stands beside a demo's file and makes it one that can be opened again.
type keptDemo struct {
	Secret  []byte
	SignIns []demoSignIn
	Looks   []demoLook `json:",omitempty"`
}

// demoSignIn is somebody who can sign in, and what is told of them beside.
type demoSignIn struct {
	worker.SignIn
	About string `json:",omitempty"`
}

// demoLook is a page that is worth a look.
type demoLook struct{ Path, What string }

// signIns are those who can sign in, as the outbox shows them.
func (k keptDemo) signIns() []worker.SignIn {
	list := make([]worker.SignIn, len(k.SignIns))
	for i, p := range k.SignIns {
		list[i] = p.SignIn
	}
	return list
}

// openDemo answers the demo club at path, making it where there is none yet.
func openDemo(ctx context.Context, path string, now time.Time, say func(string, ...any)) (kept keptDemo, err error) {
	beside := path + ".demo.json"
	text, err := os.ReadFile(beside)
	if err == nil {
		if _, err := os.Stat(path); err != nil {
			return kept, fmt.Errorf("%s is there but its club is not: remove it, and the demo is made anew", beside)
		}
		return kept, json.Unmarshal(text, &kept)
	}
	if !errors.Is(err, os.ErrNotExist) {
		return kept, err
	}
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return kept, fmt.Errorf("%s is there already and is no finished demo club: name another file", path)
	}
	say("Making a club with a year of life in it; this takes a few seconds.\n")
	kept.Secret = make([]byte, leastSecret)
	rand.Read(kept.Secret)
	if kept.SignIns, kept.Looks, err = makeDemo(ctx, path, kept.Secret, now, say); err != nil {
		for _, end := range []string{"", "-wal", "-shm"} {
			os.Remove(path + end)
		}
		return kept, err
	}
	if text, err = json.MarshalIndent(kept, "", "  "); err != nil {
		return kept, err
	}
	return kept, os.WriteFile(beside, text, 0o600)
}

// greet prints where the club is, who can sign in, and what is worth a look.
func greet(w io.Writer, here *url.URL, lan []string, kept keptDemo) {
	fmt.Fprintf(w, "\nThe demo club is open:\n\n  on this machine   %s\n", here)
	for _, host := range lan {
		fmt.Fprintf(w, "  on its network    %s://%s\n", here.Scheme, net.JoinHostPort(host, here.Port()))
	}
	if here.Scheme == "https" {
		fmt.Fprint(w, "\n  The certificate is the demo's own: the browser warns once, and may be told to go on.\n")
	}
	fmt.Fprintf(w, "\nCodes and messages are shown at %s/demo/outbox, and so are the six digits of each authenticator.\n\n", here)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "  WHO\tSIGN IN AT\tWITH\tPASSWORD")
	for _, p := range kept.SignIns {
		who, path, with, password := "Homeowner", "/signin", strings.TrimPrefix(p.Login, "+86"), "code from the outbox"
		switch p.Door {
		case db.MerchantDoor:
			who, path = "Till, "+p.For.En, "/merchant/signin"
		case db.StaffDoor:
			who, path, password = i18n.Roles[p.Role].En, "/staff/signin", p.Password+" + authenticator"
			if p.For.En != "" {
				who += ", " + p.For.En + " only"
			}
		}
		password += p.About
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", who, path, with, password)
	}
	if len(kept.Looks) > 0 {
		fmt.Fprintln(t, "\n  WORTH A LOOK\tAT")
	}
	for _, l := range kept.Looks {
		fmt.Fprintf(t, "  %s\t%s\n", l.What, l.Path)
	}
	t.Flush()
	fmt.Fprint(w, "\nCtrl-C stops it.\n\n")
}

// demoSender is what the desk tells of the demo's senders: all that they send is at /demo/outbox.
var demoSender = &web.Sender{Server: "/demo/outbox"}
