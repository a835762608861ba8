package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"clubhouse/db/cluster"
)

// postgres measures the same club on a PostgreSQL of its own on this machine, beside the one on SQLite. Nothing is kept
// to a core here: the database's own processes need them.
func (b *benching) postgres(ctx context.Context) error {
	server, err := cluster.Start(true)
	if errors.Is(err, cluster.ErrNone) {
		fmt.Fprintln(b.out, "PostgreSQL is not measured:", err)
		return nil
	} else if err != nil {
		return err
	}
	defer server.Stop()
	other := *b
	other.path = server.URL("postgres")
	if other.club, err = fillBench(ctx, other.path, len(b.club.ids), b.vouchers); err != nil {
		return fmt.Errorf("filling PostgreSQL: %w", err)
	}
	if err := server.Settle(ctx, "postgres"); err != nil {
		return err
	}
	unpin()
	sides := []*benching{b, &other}
	home, redeemed := [2]series{}, [2]series{}
	codes := [2]atomic.Int64{}
	children := [2]*child{}
	for i, side := range sides {
		path := side.path
		if i == 0 {
			if path, err = b.copy("beside.db"); err != nil {
				return err
			}
		}
		if children[i], err = startChild("club", path, -1); err != nil {
			return err
		}
		defer children[i].stop()
	}
	for range pageTurns {
		for i, side := range sides {
			members := side.club.members
			o, err := children[i].drive(readers, b.lasts/4, func(client, n int) []byte { return get("/home", members[(client*7919+n)%len(members)]) })
			if err != nil {
				return err
			}
			home[i] = append(home[i], o)
		}
	}
	for range actTurns {
		for i, side := range sides {
			o, err := children[i].drive(64, b.lasts/2, side.club.redeem(&codes[i]))
			if err != nil {
				return err
			}
			redeemed[i] = append(redeemed[i], o)
		}
	}
	for i, name := range []string{"SQLite", "PostgreSQL"} {
		b.row("/home, "+name, home[i])
		b.row("redeem, 64 clients, "+name, redeemed[i])
	}
	b.least("/home on PostgreSQL to SQLite", home[1].to(home[0], outcome.rate), 0.5, "of its rate")
	b.least("redeem on PostgreSQL to SQLite", redeemed[1].to(redeemed[0], outcome.rate), 0.3, "of its rate")
	return nil
}
