package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"clubhouse/db/sqlcdb"

	"github.com/mattn/go-sqlite3"
)

// Why books cannot be backed up or restored.
var (
	ErrOtherTools = errors.New("PostgreSQL is backed up and restored by its own tools: pg_dump and pg_restore, or the provider's snapshots")
	ErrDamaged    = errors.New("this database is damaged")
	ErrInPlace    = errors.New("there is something already, and a club is never overwritten")
)

// Backup is a file that holds a whole club and has passed every check.
type Backup struct {
	Path   string
	Bytes  int64
	Audit  int64 // rows
	Newest int64 // the instant of the newest audit row; 0 where there is none
	Erased int   // restored: how many who were erased since were erased in it again
}

const (
	backupName  = "club-20060102-150405.db" // the instant at which it began, in UTC
	backupPages = 256                       // copied at a time (1 MB)
	backupPause = 2 * time.Millisecond      // between them, so that a club under load keeps most of the disk
)

// MakeBackup copies the books at o.URL, in which a club may be at work in another process, into the folder dir, checks
// the copy, and only then gives it its name. It holds every act that was acknowledged before the instant in its name. The
// books are not migrated, no act waits for it, and nothing is left in dir where it fails. A later run takes away what a killed one
// has left; of two at once the earlier fails. Of o it uses URL and Clock alone. ErrOtherTools, ErrForeign, ErrDamaged.
func MakeBackup(ctx context.Context, o Options, dir string) (b Backup, err error) {
	if OnPostgres(o.URL) {
		return b, ErrOtherTools
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	path := strings.TrimPrefix(o.URL, "file:")
	if err := mustBeFile(path); err != nil {
		return b, err
	}
	if err := MayWrite(path); err != nil { // to read a log, SQLite writes its index
		return b, err
	}
	if err := ownFile(path); err != nil {
		return b, err
	}
	temp, err := temporary(dir, "club-backup-")
	if err != nil {
		return b, err
	}
	defer os.Remove(temp.Name()) // no longer there once it has its name
	defer temp.Close()
	final := filepath.Join(dir, o.Clock().UTC().Format(backupName))
	if err = copyPages(ctx, path, temp); err == nil {
		err = temp.Sync()
	}
	if err != nil {
		return b, fmt.Errorf("copying %s to %s: %w", path, dir, damaged(err))
	}
	if b, err = checkBackup(temp.Name()); err != nil {
		return b, fmt.Errorf("%s: %w", path, err)
	}
	if _, err := os.Lstat(final); err == nil {
		return b, fmt.Errorf("%s: %w", final, os.ErrExist)
	}
	if err := ctx.Err(); err != nil {
		return b, err
	}
	if err := os.Rename(temp.Name(), final); err != nil {
		return b, err
	}
	b.Path = final
	if err := listErasures(final); err != nil {
		return b, err
	}
	return b, syncNames(dir)
}

// copyPages copies the books at from, as they stand, into the empty file at to, with SQLite's own backup. That begins
// anew whenever another process commits, and so would never end under load, unless the source is held in one reading
// from the first page to the last, as here. VACUUM INTO reads one state too, but builds every table and index anew, which
// takes the club's processor, hides a damaged index, and can be neither paced nor stopped. While it reads, the log
// grows, as it does under any long reading.
func copyPages(ctx context.Context, from string, to *os.File) error {
	source := dsn(from, url.Values{"_query_only": {"on"}, "_journal_mode": nil})
	target := dsn(to.Name(), url.Values{"_journal_mode": {"OFF"}, "_sync": {"OFF"}}) // half of it is worth nothing
	return withFile(source, func(source *sql.Conn) error {
		if _, err := source.ExecContext(background, "BEGIN"); err != nil {
			return err
		}
		var n int64 // the reading begins with the first statement, and ends with the connection
		if err := source.QueryRowContext(background, "SELECT COUNT(*) FROM sqlite_master").Scan(&n); err != nil {
			return err
		}
		return withFile(target, func(target *sql.Conn) error {
			return target.Raw(func(t any) error {
				return source.Raw(func(s any) error {
					return stepBackup(ctx, t.(*sqlite3.SQLiteConn), s.(*sqlite3.SQLiteConn), to)
				})
			})
		})
	})
}

// stepBackup syncs as it goes: the club's commits would wait for the sync of a large file at the end.
func stepBackup(ctx context.Context, target, source *sqlite3.SQLiteConn, file *os.File) error {
	b, err := target.Backup("main", source, "main")
	if err != nil {
		return err
	}
	for done := false; !done && err == nil; {
		if done, err = b.Step(backupPages); !done && err == nil {
			time.Sleep(backupPause)
			err = errors.Join(ctx.Err(), file.Sync())
		}
	}
	if closed := b.Close(); err == nil { // it repeats the error of a step
		err = closed
	}
	return err
}

// withFile lends fn the only connection to a file.
func withFile(dsn string, fn func(*sql.Conn) error) error {
	db, err := sql.Open("sqlite3", dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	c, err := db.Conn(background)
	if err != nil {
		return err
	}
	defer c.Close()
	return fn(c)
}

// checkBackup tells whether the file at path, which nobody writes to, holds a whole club: SQLite finds no fault in it, no
// row refers to nothing, and the points of all accounts sum to 0.
func checkBackup(path string) (b Backup, err error) {
	// Immutable: SQLite leaves neither a log nor an index beside it, and keeps no lock.
	err = withFile(dsn(path, url.Values{"mode": {"ro"}, "immutable": {"1"}, "_journal_mode": nil}), func(c *sql.Conn) error {
		one := func(to any, query string) error { return c.QueryRowContext(background, query).Scan(to) }
		var id, dangling, sum int64
		var verdict string
		if err := one(&id, "PRAGMA application_id"); err != nil {
			return err
		}
		if id != applicationID {
			return ErrForeign
		}
		if err := one(&verdict, "PRAGMA integrity_check(1)"); err != nil {
			return err
		}
		if verdict != "ok" {
			return fmt.Errorf("%w: %s", ErrDamaged, strings.ReplaceAll(verdict, "\n", " "))
		}
		if err := one(&dangling, "SELECT COUNT(*) FROM pragma_foreign_key_check"); err != nil {
			return err
		}
		if dangling != 0 {
			return fmt.Errorf("%w: %d rows refer to nothing", ErrDamaged, dangling)
		}
		if sum, err = sqlcdb.New(c).LedgerSum(background); err != nil {
			return err
		}
		if sum != 0 {
			return fmt.Errorf("%w: the ledger of points sums to %d, not 0", ErrDamaged, sum)
		}
		return c.QueryRowContext(background, "SELECT COUNT(*), COALESCE(MAX(at), 0) FROM audit").Scan(&b.Audit, &b.Newest)
	})
	if err != nil {
		return b, damaged(err)
	}
	file, err := os.Stat(path)
	if err == nil {
		b.Path, b.Bytes = path, file.Size()
	}
	return b, err
}

// damaged names what SQLite says of a file that it cannot make sense of.
func damaged(err error) error {
	if e, ok := errors.AsType[sqlite3.Error](err); ok && (e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// Keep says which backups stay: the newest of each of the last Daily days that have one, and of each of the last Weekly
// weeks (ISO, UTC). The newest of all stays always.
type Keep struct{ Daily, Weekly int }

// of answers those of the instants that stay, newest first.
func (k Keep) of(made []time.Time) (kept []time.Time) {
	days, weeks := map[string]bool{}, map[[2]int]bool{}
	newestFirst := slices.SortedFunc(slices.Values(made), func(a, b time.Time) int { return b.Compare(a) })
	for i, at := range newestFirst {
		at = at.UTC()
		day := at.Format(time.DateOnly)
		year, n := at.ISOWeek()
		week := [2]int{year, n}
		stays := i == 0
		if !days[day] && len(days) < k.Daily {
			days[day], stays = true, true
		}
		if !weeks[week] && len(weeks) < k.Weekly {
			weeks[week], stays = true, true
		}
		if stays {
			kept = append(kept, at)
		}
	}
	return kept
}

// ThinBackups removes from the folder of made, which was just made and stays, the backups that k does not keep, and
// answers their paths. What does not bear the name of a backup it leaves alone.
func ThinBackups(made Backup, k Keep) (removed []string, err error) {
	dir := filepath.Dir(made.Path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var ats []time.Time
	for _, e := range entries {
		at, err := time.Parse(backupName, e.Name())
		if err == nil && at.Format(backupName) == e.Name() && e.Type().IsRegular() {
			ats = append(ats, at)
		}
	}
	kept := k.of(ats)
	for _, at := range ats {
		path := filepath.Join(dir, at.Format(backupName))
		if slices.Contains(kept, at) || path == made.Path {
			continue
		}
		if err := os.Remove(path); err != nil {
			return removed, err
		}
		removed = append(removed, path)
	}
	return removed, nil
}

// Restore puts the backup at from in place at to, where there must be nothing yet, neither a file nor a log. The copy
// is checked before it gets its name, and whoever was erased since is erased in it again; nothing is left where it fails.
// ErrOtherTools, ErrInPlace, ErrForeign, ErrDamaged.
func Restore(ctx context.Context, from, to string, erasures []Erasure) (b Backup, err error) {
	if OnPostgres(from) || OnPostgres(to) {
		return b, ErrOtherTools
	}
	to = strings.TrimPrefix(to, "file:")
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if _, err := os.Lstat(to + end); err == nil {
			return b, fmt.Errorf("%s: %w", to+end, ErrInPlace)
		} else if !errors.Is(err, os.ErrNotExist) {
			return b, err
		}
	}
	if err := mustBeFile(from); err != nil {
		return b, err
	}
	if err := ownFile(from); err != nil {
		return b, err
	}
	if log, err := os.Stat(from + "-wal"); err == nil && log.Size() > 0 {
		return b, fmt.Errorf("%s: a club is or was at work in it, and part of it is in its log: back it up with clubhouse backup", from)
	}
	temp, err := temporary(filepath.Dir(to), filepath.Base(to)+".restore-")
	if err != nil {
		return b, err
	}
	defer os.Remove(temp.Name())
	defer temp.Close()
	if err := copyFile(from, temp); err != nil {
		return b, fmt.Errorf("copying %s to %s: %w", from, to, err)
	}
	if b, err = checkBackup(temp.Name()); err != nil {
		return b, fmt.Errorf("%s: %w", from, err)
	}
	if b.Erased, err = eraseAgain(ctx, temp.Name(), erasures); err != nil {
		return b, fmt.Errorf("erasing again whom the club has erased since: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return b, err
	}
	// A link, unlike a rename, replaces nothing that has come there meanwhile.
	if err := os.Link(temp.Name(), to); errors.Is(err, os.ErrExist) {
		return b, fmt.Errorf("%s: %w", to, ErrInPlace)
	} else if err != nil {
		return b, err
	}
	b.Path = to
	return b, errors.Join(os.Remove(temp.Name()), syncNames(filepath.Dir(to)))
}

// mustBeFile refuses what is missing or no file.
func mustBeFile(path string) error {
	file, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%s: there is no such file", path)
	case err != nil:
		return err
	case !file.Mode().IsRegular():
		return fmt.Errorf("%s is not a file", path)
	}
	return nil
}

// temporary makes an empty file in dir for its owner alone, and removes those that killed runs have left there.
func temporary(dir, prefix string) (*os.File, error) {
	const end = ".tmp"
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no such folder", dir)
	}
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) && strings.HasSuffix(e.Name(), end) && e.Type().IsRegular() {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return nil, err
			}
		}
	}
	f, err := os.CreateTemp(dir, prefix+"*"+end)
	if err != nil {
		return nil, fmt.Errorf("no file can be made in %s, which must be a folder that this user may write to: %w", dir, err)
	}
	return f, nil
}

// copyFile writes what the file at from holds, and answers once it is on disk.
func copyFile(from string, to *os.File) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if _, err := io.Copy(to, in); err != nil {
		return err
	}
	return to.Sync()
}

// syncNames has the names in a folder reach the disk.
func syncNames(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
