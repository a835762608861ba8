package main

import (
	"context"
	"crypto/rand"
	"fmt"

	"clubhouse/db"
	"clubhouse/views/i18n"
)

// openStore opens the database for a command that seals or signs, with the club's secret.
func openStore(ctx context.Context, c *call) (*db.Store, error) {
	r := &reader{getenv: c.getenv}
	secret := r.readSecret()
	if len(r.faults) > 0 {
		return nil, faultsError(r.faults)
	}
	return db.Open(ctx, db.Options{URL: *c.db, Secret: secret})
}

// openUnsealed opens it for a command that neither seals nor signs, and so asks for no secret. The books get one that
// nobody has seen and that goes with the command: what they signed with it after all would be worth nothing, where a
// constant would let anybody sign the same.
func openUnsealed(ctx context.Context, c *call) (*db.Store, error) {
	return db.Open(ctx, db.Options{URL: *c.db, Secret: unsealed()})
}

func unsealed() []byte {
	secret := make([]byte, leastSecret)
	rand.Read(secret)
	return secret
}

func staffAdd(ctx context.Context, c *call) error {
	email := c.String("email", "", "the person's e-mail address, with which they sign in")
	name := c.String("name", "", "how they are called")
	role := c.String("role", string(db.Admin), "reader, service, marketing, merchant_desk, events_desk, sales_desk, finance or admin")
	if _, err := c.parse(0); err != nil {
		return err
	}
	r := &reader{getenv: c.getenv}
	base := r.readBase()
	if len(r.faults) > 0 {
		return faultsError(r.faults)
	}
	store, err := openStore(ctx, c)
	if err != nil {
		return err
	}
	defer store.Close()
	token, err := store.InviteStaff(ctx, db.SystemActor, db.Invitation{Email: *email, Name: *name, Locale: db.Hans, Role: db.Role(*role), Scope: db.ScopeAll})
	if err != nil {
		return inWords(store, err)
	}
	fmt.Fprintf(c.out, "%s is invited as %s. Within a day, open this address to choose a password and set up the authenticator:\n\n  %s/staff/setup/%s\n\n",
		*name, i18n.Roles[db.Role(*role)].En, base, token)
	return nil
}

// inWords turns a refusal into its English sentence.
func inWords(store *db.Store, err error) error {
	if e, ok := err.(*db.Error); ok && e.Reason != "" {
		words := i18n.Refusal(db.En, store.Club(), e)
		if e.Field != "" {
			words = e.Field + ": " + words
		}
		return fmt.Errorf("%s", words)
	}
	return err
}
