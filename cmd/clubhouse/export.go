package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"clubhouse/db"
	"clubhouse/views/sheet"
)

// exportList writes a list of the desk as a table, as its page exports it: what the club itself sees.
func exportList(ctx context.Context, c *call) error {
	out := c.String("out", "", "the file to write, its form by its ending: .csv or .xlsx")
	query := c.String("query", "", "filters, order and columns, as in the address of the list's page: tier=gold&sort=-joined")
	locale := c.String("language", string(db.Hans), "zh-Hans, zh-Hant or en")
	args, err := c.parse(1)
	if err != nil {
		return err
	}
	var names []string
	for _, l := range db.Lists {
		names = append(names, l.Name)
	}
	if len(args) == 0 || db.ListOf(args[0]) == nil {
		return usageError("which list? clubhouse export list " + strings.Join(names, "|"))
	}
	l, format := db.ListOf(args[0]), strings.TrimPrefix(filepath.Ext(*out), ".")
	if format != db.CSV && format != db.XLSX {
		return usageError("--out: a file that ends in .csv or .xlsx")
	}
	if !slices.Contains(db.Locales[:], db.Locale(*locale)) {
		return usageError("--language: zh-Hans, zh-Hant or en")
	}
	values, err := url.ParseQuery(*query)
	if err != nil {
		return usageError("--query: " + err.Error())
	}
	q := l.Query(values)
	if len(q.Passed) > 0 {
		return usageError("--query: the list has no such thing as " + strings.Join(q.Passed, ", "))
	}
	store, err := openUnsealed(ctx, c)
	if err != nil {
		return err
	}
	defer store.Close()
	whole, err := store.LogExport(ctx, db.SystemActor, l, q, format)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(*out, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // it may hold names
	if err != nil {
		return err
	}
	var failed error
	done, p := int64(0), &progress{out: c.err, every: 2 * time.Second}
	lines := store.ListAll(ctx, db.SystemActor, l, q, &failed)
	err = sheet.WriteList(f, format, sheet.NewLister(l, q, store.Club(), store.Now(), db.Locale(*locale)), lines, &failed, func(n int64) error {
		done = n
		p.at("rows", n, whole)
		return ctx.Err()
	})
	if err := errors.Join(err, f.Close()); err != nil {
		os.Remove(*out) // half a table must not pass for a whole one
		if ctx.Err() != nil {
			return fmt.Errorf("stopped after %d rows; nothing was kept", done)
		}
		return err
	}
	fmt.Fprintf(c.err, "%d rows written to %s\n", done, *out)
	return nil
}
