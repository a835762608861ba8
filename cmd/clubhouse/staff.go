package main

import (
	"context"
	"fmt"

	"clubhouse/db"
	"clubhouse/views/i18n"
)

// openStore opens the database for a command that is run beside a serving club or before one. needs says that the
// command seals or signs, and so must have the club's secret.
func openStore(ctx context.Context, c *call, needsSecret bool) (*db.Store, error) {
	r := &reader{getenv: c.getenv}
	var secret []byte
	if needsSecret {
		if secret = r.readSecret(); len(r.faults) > 0 {
			return nil, faultsError(r.faults)
		}
	} else {
		secret = make([]byte, leastSecret)
	}
	return db.Open(ctx, db.Options{URL: *c.db, Secret: secret})
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
	store, err := openStore(ctx, c, true)
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

func migrate(ctx context.Context, c *call) error {
	if _, err := c.parse(0); err != nil {
		return err
	}
	store, err := openStore(ctx, c, false)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s is up to date.\n", *c.db)
	return store.Close()
}
