package db

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"clubhouse/db/sqlcdb"
)

// Erasure is an account that was erased, and when.
type Erasure struct{ At, Account int64 }

// ReadErasures reads the list of erasures that is kept outside the backups, an account a line: unix seconds, a tab, the
// account's id. It takes nothing else, and no last line without its end: that may have been written by half.
func ReadErasures(r io.Reader) (list []Erasure, err error) {
	lines := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := lines.ReadString('\n')
		if err == io.EOF && line == "" {
			return list, nil
		}
		if err != nil && err != io.EOF {
			return nil, err
		}
		at, account, tab := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		e := Erasure{At: wholeNumber(at), Account: wholeNumber(account)}
		if err == io.EOF || !tab || e.At == 0 || e.Account == 0 {
			return nil, fmt.Errorf("line %d is not unix seconds, a tab, an account's id and the end of the line", n)
		}
		list = append(list, e)
	}
}

// ErasuresFile is the name of the list beside the backups.
const ErasuresFile = "erasures.txt"

// AppendErasures adds to the list at path, which may be missing, those of list that it does not hold, and syncs it.
func AppendErasures(path string, list []Erasure) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	had, err := ReadErasures(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	known := map[int64]int64{} // when each was erased last: who works here may come back, and be erased again
	for _, e := range had {
		known[e.Account] = max(known[e.Account], e.At)
	}
	var lines strings.Builder
	for _, e := range list {
		if e.At > known[e.Account] {
			fmt.Fprintf(&lines, "%d\t%d\n", e.At, e.Account)
		}
	}
	if lines.Len() == 0 {
		return nil
	}
	if _, err := f.WriteString(lines.String()); err != nil {
		return err
	}
	return f.Sync()
}

// listErasures adds those of the backup to the list beside it.
func listErasures(backup string) error {
	var list []Erasure
	if err := withFile(dsn(backup, url.Values{"mode": {"ro"}, "immutable": {"1"}, "_journal_mode": nil}), func(c *sql.Conn) error {
		var there int64 // a club of before has none
		if err := c.QueryRowContext(background, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'erasures'").Scan(&there); err != nil || there == 0 {
			return err
		}
		rows, err := sqlcdb.New(c).ErasuresSince(background, 0)
		for _, r := range rows {
			list = append(list, Erasure{At: r.At, Account: r.AccountID})
		}
		return err
	}); err != nil || len(list) == 0 {
		return err
	}
	return AppendErasures(filepath.Join(filepath.Dir(backup), ErasuresFile), list)
}

// EraseAgain erases whom the list names, in books that may be of before, and answers how many it has erased. Whom the books
// know to be erased then or later, and whom they do not hold, it leaves alone: any number of times does it once. One that fails
// keeps no other from it.
func (s *Store) EraseAgain(ctx context.Context, list []Erasure) (n int, err error) {
	held, err := s.Erasures(ctx, 0)
	if err != nil {
		return 0, err
	}
	known := make(map[int64]int64, len(held)) // when an account was last erased
	for _, e := range held {
		known[e.Account] = e.At
	}
	var failed []error
	for _, e := range list {
		if at, ok := known[e.Account]; ok && at >= e.At {
			continue
		}
		known[e.Account] = math.MaxInt64 // it is now, whichever of its lines comes next
		erased, err := s.EraseAccount(ctx, e.Account)
		if err != nil {
			failed = append(failed, fmt.Errorf("erasing account %d: %w", e.Account, err))
		} else if erased {
			n++
		}
	}
	return n, errors.Join(failed...)
}

// eraseAgain erases whom the list names in the books at path, which nobody else has open.
func eraseAgain(ctx context.Context, path string, list []Erasure) (n int, err error) {
	if len(list) == 0 {
		return 0, nil
	}
	// Erasing needs no secret of the club's: what it signs with one, it leaves out here.
	s, err := Open(ctx, Options{URL: path, Secret: randomBytes(32), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return 0, err
	}
	n, err = s.EraseAgain(ctx, list)
	return n, errors.Join(err, s.Close())
}

// wholeNumber answers what digits alone say, or 0.
func wholeNumber(s string) int64 {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil || n > math.MaxInt64 {
		return 0
	}
	return int64(n)
}
