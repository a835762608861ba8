package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"clubhouse/db"
	"clubhouse/views/i18n"
)

func importMembers(ctx context.Context, c *call) error {
	dry := c.Bool("dry-run", false, "tell what would be done, and write nothing")
	asJSON := c.Bool("json", false, "print the report as JSON")
	args, err := c.parse(1)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return usageError("which file? clubhouse import members FILE")
	}
	body, err := readMembers(args[0])
	if err != nil {
		return err
	}
	store, done, err := openForImport(ctx, c, *dry)
	if err != nil {
		return err
	}
	defer done()
	var report db.MemberImport
	if *dry {
		report, err = store.CheckMembersFile(ctx, body)
	} else {
		var id int64
		if id, err = store.UploadMembers(ctx, db.SystemActor, filepath.Base(args[0]), body); err == nil {
			report, err = store.ConfirmMembers(ctx, db.SystemActor, id)
		}
	}
	if err != nil {
		return inWords(store, err)
	}
	if *asJSON {
		e := json.NewEncoder(c.out)
		e.SetIndent("", "  ")
		return e.Encode(report)
	}
	for _, r := range report.Refused {
		fmt.Fprintf(c.out, "record %d: %s: %s\n", r.Record, i18n.TakeInFields[r.Field].In(db.En), i18n.TakeInFault(db.En, store.Club(), r))
	}
	fmt.Fprintf(c.out, "%d new members with %d points, %d members already; %d records refused\n", report.Added, report.Points, report.Same, len(report.Refused))
	if *dry {
		fmt.Fprintln(c.out, "Nothing was written.")
	}
	return nil
}

// readMembers answers the file, if it is one and not too large.
func readMembers(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file", path)
	}
	return io.ReadAll(io.LimitReader(f, db.MostMembersFile+1)) // one more, which the reader refuses
}
