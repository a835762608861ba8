package main

import (
	"context"
	"fmt"

	"clubhouse/db"
)

func migrate(ctx context.Context, c *call) error {
	if _, err := c.parse(0); err != nil {
		return err
	}
	store, err := openUnsealed(ctx, c)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s is up to date.\n", db.Place(*c.db))
	return store.Close()
}

// copyBooks copies a club into another database and prints what each table holds, which has been read again from the
// copy and compared.
func copyBooks(ctx context.Context, c *call) error {
	from := c.String("from", "", "the database to copy, which stays as it is")
	to := c.String("to", "", "the empty database to copy to")
	if _, err := c.parse(0); err != nil {
		return err
	}
	if *from == "" || *to == "" {
		return usageError("which databases? clubhouse copy --from club.db --to postgres://club@host/club")
	}
	if *from == *to {
		return usageError("--from and --to are the same database")
	}
	if err := mustExist(*from); err != nil {
		return err
	}
	rows := int64(0)
	err := db.Copy(ctx, db.Options{URL: *from, Secret: unsealed()}, db.Options{URL: *to, Secret: unsealed()}, func(t db.TableSum) {
		rows += t.Rows
		fmt.Fprintf(c.out, "%-18s %10d rows, sum %016x, the same in both\n", t.Table, t.Rows, t.Sum)
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s is now also in %s: %d rows. Serve it from there with the same CLUB_SECRET.\n", db.Place(*from), db.Place(*to), rows)
	return nil
}
