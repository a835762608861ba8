// Command clubhouse runs a property developer's customer club.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // the club's time zone, also where the system has none
)

// command is one thing that the binary does.
type command struct {
	name  string
	usage string // what stands after the name
	about string // one line
	run   func(ctx context.Context, c *call) error
}

// table answers what people may call. It is a function because the commands themselves print it.
func table() []command {
	return []command{
		{"serve", "[flags]", "run a club", serve},
		{"demo", "[flags]", "make a club full of life in a file of its own, and run it", demo},
		{"staff add", "--email ADDRESS --name NAME [flags]", "invite somebody to the staff, the first administrator above all", staffAdd},
		{"import register", "FILE [flags]", "import an owners' register (CSV or XLSX)", importRegister},
		{"import members", "FILE [flags]", "take in members that the club had before (CSV or XLSX)", importMembers},
		{"export register", "[flags]", "write the owners' register as CSV", exportRegister},
		{"export list", "LIST --out FILE [flags]", "write a list of the desk as CSV or XLSX", exportList},
		{"migrate", "[flags]", "bring the database's schema up to date", migrate},
		{"copy", "--from DATABASE --to DATABASE", "copy a club whole into an empty database, such as from SQLite to PostgreSQL", copyBooks},
		{"backup", "--to FOLDER [flags]", "back up a club while it serves, and thin out the older backups", backup},
		{"restore", "--from FILE --to FILE", "put a backup in place where no club is yet", restore},
		{"erase", "--erasures FILE [flags]", "erase again whom a list of erasures names, where the books are of before", erase},
		{"doctor", "[flags]", "examine a club: exit status 1 where anything is bad, 0 otherwise", doctor},
		{"routes", "[flags]", "print every route with who may use it", routes},
		{"bench fill", "[--members N] --db DATABASE", "make a club of any size in a new database, to measure", fill},
		{"bench", "[flags]", "measure a running club beside bare peers in the same run", bench},
		{"drill", "[NAME ...] [flags]", "try what must never go wrong on a running club: kill -9, a full disk, slow clients and more", drill},
		{"health", "", "tell whether the club on this machine answers, for a container's health check", health},
	}
}

// call is one command at work: its flags, its arguments, and where it reads and writes.
type call struct {
	*flag.FlagSet
	args    []string
	db      *string
	out     io.Writer
	err     io.Writer
	getenv  func(string) string
	command command
}

// parse reads the flags, which may stand before and after the arguments, and answers the arguments.
func (c *call) parse(most int) ([]string, error) {
	var rest []string
	for args := c.args; ; {
		if err := c.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, errFlags // Parse has told what is wrong
		}
		if c.NArg() == 0 {
			break
		}
		rest = append(rest, c.Arg(0))
		args = c.Args()[1:]
	}
	if *c.db == "" {
		r := &reader{getenv: c.getenv}
		if *c.db = r.secret("CLUB_DATABASE_URL"); len(r.faults) > 0 {
			return nil, faultsError(r.faults)
		}
	}
	if *c.db == "" {
		*c.db = "clubhouse.db"
	}
	if len(rest) > most {
		return nil, usageError(fmt.Sprintf("what is %q? See clubhouse %s --help", rest[most], c.command.name))
	}
	return rest, nil
}

// usageError is a wrong call, told in one line.
type usageError string

func (e usageError) Error() string { return string(e) }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr, os.Getenv)
	stop()
	os.Exit(code)
}

// run answers the exit status: 0 done, 1 it could not be done, 2 a wrong call.
func run(ctx context.Context, args []string, out, errs io.Writer, getenv func(string) string) int {
	for _, cmd := range append(table(), benchChildCommand) {
		rest, ok := match(cmd.name, args)
		if !ok {
			continue
		}
		c := &call{FlagSet: flag.NewFlagSet(cmd.name, flag.ContinueOnError), args: rest, out: out, err: errs, getenv: getenv, command: cmd}
		c.SetOutput(errs)
		c.Usage = func() {
			fmt.Fprintf(errs, "clubhouse %s %s\n\n%s.\n\n", cmd.name, cmd.usage, cmd.about)
			c.PrintDefaults()
		}
		c.db = c.String("db", "", "the database: a path to an SQLite file, or postgres://… (default CLUB_DATABASE_URL, else clubhouse.db)")
		err := cmd.run(ctx, c)
		var wrong usageError
		switch {
		case err == nil, errors.Is(err, flag.ErrHelp):
			return 0
		case errors.As(err, &wrong):
			fmt.Fprintln(errs, wrong)
			return 2
		case errors.Is(err, errSaid):
			return 1
		case errors.Is(err, errFlags):
			return 2
		}
		fmt.Fprintln(errs, "clubhouse:", err)
		return 1
	}
	usage(errs)
	if len(args) > 0 && (args[0] == "--help" || args[0] == "-h" || args[0] == "help") {
		return 0
	}
	return 2
}

// errSaid ends a command whose faults have been told already; errFlags one whose flags the flag package has faulted.
var (
	errSaid  = errors.New("told already")
	errFlags = errors.New("wrong flags")
)

// match takes the words of a command's name off the arguments.
func match(name string, args []string) ([]string, bool) {
	n := 0
	for word := range strings.FieldsSeq(name) {
		if n >= len(args) || args[n] != word {
			return nil, false
		}
		n++
	}
	return args[n:], true
}

func usage(w io.Writer) {
	fmt.Fprint(w, "clubhouse runs a property developer's customer club.\n\n")
	for _, cmd := range table() {
		fmt.Fprintf(w, "  %-17s %s\n", cmd.name, cmd.about)
	}
	fmt.Fprint(w, "\nclubhouse COMMAND --help tells more of each.\n")
}
