package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"clubhouse/db"
)

const (
	actsAtOnce  = 64
	actsASecond = 3000
	mostLog     = 200 << 20 // bytes of SQLite's log
	signIns     = 120       // of each kind: one person signs in once with a code of their authenticator
	signInTurns = 3
)

// under measures what who reads and who signs in notices of those who are many: cards while the tills redeem, and the
// rate of sign-ins, whose passwords take a processor each for a while.
func (b *benching) under(ctx context.Context) error {
	if err := b.cardsUnder(); err != nil {
		return err
	}
	return b.signInsUnder(ctx)
}

func (b *benching) cardsUnder() error {
	unpin()
	path, err := b.copy("under.db")
	if err != nil {
		return err
	}
	c, err := startChild("club", path, -1)
	if err != nil {
		return err
	}
	defer c.stop()
	cards := crowd{clients: readers, next: func(client, n int) []byte { return get("/card", b.club.members[(client*7919+n)%len(b.club.members)]) }}
	tills := crowd{clients: actsAtOnce, every: time.Second * actsAtOnce / actsASecond, next: b.club.redeem(&atomic.Int64{})}
	var quiet, busy, acts series
	longest := int64(0)
	for range actTurns {
		o, err := load(c.address, b.lasts/2, true, cards)
		if err != nil {
			return err
		}
		quiet = append(quiet, o[0])
		if o, err = load(c.address, b.lasts, true, cards, tills); err != nil {
			return err
		}
		busy, acts = append(busy, o[0]), append(acts, o[1])
		if log, err := os.Stat(path + "-wal"); err == nil {
			longest = max(longest, log.Size())
		}
	}
	b.row("/card, quiet", quiet)
	b.row("/card, while the tills redeem", busy)
	b.row("redeem, beside /card", acts)
	b.least("redemptions beside /card", acts.rate(), actsASecond*0.95, "a second")
	b.most("/card p99 while they redeem, to quiet", busy.to(quiet, func(o outcome) float64 { return o.p99.Seconds() }), 3, "times")
	b.most("SQLite's log after it", float64(longest)/(1<<20), mostLog>>20, "MB")
	return nil
}

func (b *benching) signInsUnder(ctx context.Context) error {
	unpin()
	path := filepath.Join(b.dir, "signin.db")
	begun := time.Now()
	// In the past, since nobody signs in with the code that they have set up their authenticator with.
	store, err := db.Open(ctx, db.Options{URL: path, Secret: benchSecret, Clock: func() time.Time { return time.Now().Add(-5 * time.Minute) }})
	if err != nil {
		return err
	}
	secrets := make([]string, 2*signInTurns*signIns)
	err = parallel(len(secrets), func(i int) (err error) {
		secrets[i], _, err = enterStaff(ctx, store, signInLogin(i), i)
		return err
	})
	store.Close()
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "%d staff made in %v\n", len(secrets), time.Since(begun).Round(time.Second/10))
	c, err := startChild("club", path, -1)
	if err != nil {
		return err
	}
	defer c.stop()
	next := 0
	some := func(clients int) (outcome, error) {
		first := next
		next += signIns
		var taken atomic.Int64
		return c.drive(clients, time.Minute, func(int, int) []byte {
			n := first + int(taken.Add(1)) - 1
			if n >= first+signIns {
				return nil
			}
			code, err := db.TOTP(secrets[n], time.Now().Unix())
			if err != nil {
				return nil
			}
			return post("/staff/signin", "", url.Values{"login": {signInLogin(n)}, "password": {benchPassword}, "second": {code}}.Encode())
		})
	}
	var few, many series
	for range signInTurns {
		for _, clients := range []int{2, 64} {
			o, err := some(clients)
			if err != nil {
				return err
			}
			if o.statuses[303] != signIns {
				return fmt.Errorf("signing in answered %s", statusText(o.statuses))
			}
			if clients == 2 {
				few = append(few, o)
			} else {
				many = append(many, o)
			}
		}
	}
	b.row("sign-in, 2 clients", few)
	b.row("sign-in, 64 clients", many)
	b.least("sign-ins, 64 clients to 2", many.to(few, outcome.rate), 0.9, "of the rate")
	return nil
}

func signInLogin(n int) string { return fmt.Sprintf("bench%d@club.example", n) }

const benchPassword = "a long enough passphrase"

// enterStaff makes an administrator and answers the authenticator's secret and a session's token.
func enterStaff(ctx context.Context, store *db.Store, login string, n int) (secret, session string, err error) {
	token, err := store.InviteStaff(ctx, db.SystemActor, db.Invitation{Email: login, Name: "测量", Locale: db.Hans, Role: db.Admin, Scope: db.ScopeAll})
	if err != nil {
		return "", "", err
	}
	setup, err := store.Setup(ctx, token)
	if err != nil {
		return "", "", err
	}
	code, err := db.TOTP(setup.Secret, store.Now())
	if err != nil {
		return "", "", err
	}
	session, _, err = store.FinishSetup(ctx, token, benchPassword, code, db.Client{Address: fmt.Sprintf("10.255.%d.%d", n>>8, n&255), Agent: "bench"})
	return setup.Secret, session, err
}
