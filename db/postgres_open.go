package db

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"time"

	"clubhouse/db/migrations"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

// connConfig answers how connections to a database are made. What the books rely on is set for each connection,
// whatever the server's own settings are; the URL goes before the rest.
func connConfig(url string) (*pgx.ConnConfig, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err // with the password left out
	}
	for name, value := range map[string]string{
		"application_name":                    "clubhouse",
		"lock_timeout":                        "10s",
		"idle_in_transaction_session_timeout": "5min",
		"client_min_messages":                 "warning",
		// An act that reads a small table from end to end would fail against everybody who writes to it. All that acts
		// ask goes by an index.
		"enable_seqscan":    "off",
		"enable_bitmapscan": "off",
		"jit":               "off",
		// Who waits for the client of a vanished machine waits no longer than a minute.
		"tcp_keepalives_idle":     "10",
		"tcp_keepalives_interval": "5",
		"tcp_keepalives_count":    "4",
	} {
		if config.RuntimeParams[name] == "" {
			config.RuntimeParams[name] = value
		}
	}
	config.RuntimeParams["synchronous_commit"] = "on" // what is acknowledged survives a loss of power
	// What goes out in one message sees one state, as in a transaction that was begun.
	config.RuntimeParams["default_transaction_isolation"] = "repeatable read"
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 5 * time.Second
	}
	// A server that vanished without a word is noticed within half a minute, also by who waits for its answer.
	dialer := &net.Dialer{
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 4}, Control: boundSilence,
	}
	config.DialFunc = dialer.DialContext
	return config, nil
}

// postgresPool answers connections that nothing has been asked of yet.
func postgresPool(config *pgx.ConnConfig) *sql.DB {
	db := sql.OpenDB(pipes{config})
	db.SetMaxOpenConns(mostConns)
	db.SetMaxIdleConns(mostConns)
	db.SetConnMaxIdleTime(5 * time.Minute)
	return db
}

// migratePostgres brings the schema up to date, one process at a time, each migration in a transaction of its own. It
// refuses a schema that holds tables of another program.
func migratePostgres(ctx context.Context, config *pgx.ConnConfig, log *slog.Logger) error {
	db := stdlib.OpenDB(*config)
	defer db.Close()
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer discard(c) // and with it the lock
	for _, s := range []string{"SET lock_timeout = '5min'", fmt.Sprintf("SELECT pg_advisory_lock(%d, 0)", migrateLock)} {
		if _, err := c.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	if err := ownSchema(ctx, c); err != nil {
		return err
	}
	list, err := migrations.Postgres()
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectPostgres, db, nil, goose.WithGoMigrations(list...))
	if err != nil {
		return err
	}
	had, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if err := bringUp(ctx, p); err != nil {
		return err
	}
	if has, err := p.GetDBVersion(ctx); err != nil {
		return err
	} else if has > had { // what the planner knows of new indexes, which the server would not find out by itself
		if _, err := c.ExecContext(ctx, "ANALYZE"); err != nil {
			return err
		}
	}
	if err := renewTriggers(ctx, c); err != nil {
		return err
	}
	return arrange(ctx, c, log)
}

// ownSchema refuses a schema with tables of which none is the club's.
func ownSchema(ctx context.Context, c *sql.Conn) error {
	rows, err := c.QueryContext(ctx, "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()")
	if err != nil {
		return err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	begun := len(names) == 1 && names[0] == goose.DefaultTablename
	if len(names) > 0 && !begun && !(slices.Contains(names, "club") && slices.Contains(names, goose.DefaultTablename)) {
		return fmt.Errorf("the database's schema has tables of another program, such as %q: %w", names[0], ErrForeign)
	}
	return nil
}
