package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"clubhouse/db/migrations"

	"github.com/pressly/goose/v3"
)

// oldPostgres is a database of an older schema.
type oldPostgres struct {
	d      *drilling
	admin  *sql.DB
	tables map[string][]string
}

// schemaOfPostgres leaves out what is arranged after the migrations, in steps of its own (db/postgres_own.go), and the
// triggers, which are put in place at each start.
const schemaOfPostgres = `SELECT 'column ' || table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || COALESCE(column_default, '')
	FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT IN ('vouchers_member', 'vouchers_of_member', 'members_account', 'members_numbered')
UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
	AND NOT (contype = 'f' AND cardinality(conkey) = 1 AND conrelid::regclass::text IN ('vouchers', 'redemptions', 'point_movements', 'point_entries', 'point_lots', 'point_lot_uses'))
UNION ALL SELECT 'view ' || viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'
ORDER BY 1`

const columnsOfPostgres = `SELECT c.table_name, c.column_name FROM information_schema.columns c
	JOIN pg_tables t ON t.schemaname = c.table_schema AND t.tablename = c.table_name WHERE c.table_schema = 'public'`

func (d *drilling) oldPostgres(ctx context.Context, members, rows int) (oldBooks, *drillClub, error) {
	o := &oldPostgres{d: d}
	var err error
	if o.admin, err = sql.Open("pgx", d.server.URL("postgres")); err != nil {
		return nil, nil, err
	}
	at, err := d.database(ctx, "old")
	if err != nil {
		return nil, nil, err
	}
	books, err := sql.Open("pgx", at)
	if err != nil {
		return nil, nil, err
	}
	defer books.Close() // or it could not be copied
	if _, err := books.ExecContext(ctx, "CREATE SCHEMA filled"); err != nil {
		return nil, nil, err
	}
	k := &drillClub{url: at + "&search_path=filled"}
	if k.benchClub, err = fillBench(ctx, k.url, members, members); err != nil {
		return nil, nil, err
	}
	err = o.upTo(ctx, books, oldSchema, func(c *sql.Conn) error {
		var err error
		if o.tables, err = columnsOf(ctx, c, columnsOfPostgres); err != nil {
			return err
		}
		if _, err := c.ExecContext(ctx, "SET session_replication_role = replica"); err != nil { // in any order
			return err
		}
		if err := moveRows(ctx, c, o.tables); err != nil {
			return err
		}
		_, err = c.ExecContext(ctx, "DROP SCHEMA filled CASCADE")
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return o, k, ballast(ctx, at, rows)
}

// upTo makes a schema in an empty database, as an older binary would have.
func (o *oldPostgres) upTo(ctx context.Context, books *sql.DB, version int64, fill func(*sql.Conn) error) error {
	list, err := migrations.Postgres()
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectPostgres, books, nil, goose.WithGoMigrations(list...))
	if err != nil {
		return err
	}
	if _, err := p.UpTo(ctx, version); err != nil {
		return err
	}
	c, err := books.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	tables, err := columnsOf(ctx, c, columnsOfPostgres)
	if err != nil {
		return err
	}
	if err := fill(c); err != nil {
		return err
	}
	_, err = books.ExecContext(ctx, migrations.OwnOf(migrations.PostgresOwn, func(t string) bool { return tables[t] != nil }))
	return err
}

func (o *oldPostgres) schemas(ctx context.Context) (map[int64]string, error) {
	list, err := versions()
	if err != nil {
		return nil, err
	}
	out := map[int64]string{}
	for _, v := range list {
		if out[v], err = o.schema(ctx, v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (o *oldPostgres) schema(ctx context.Context, version int64) (string, error) {
	at, err := o.d.database(ctx, fmt.Sprintf("schema%d", version))
	if err != nil {
		return "", err
	}
	books, err := sql.Open("pgx", at)
	if err != nil {
		return "", err
	}
	defer books.Close()
	if err := o.upTo(ctx, books, version, func(*sql.Conn) error { return nil }); err != nil {
		return "", err
	}
	l, err := lookAt(ctx, books, schemaOfPostgres, nil)
	return l.schema, err
}

func (o *oldPostgres) reset(ctx context.Context) (string, error) {
	for _, s := range []string{"DROP DATABASE IF EXISTS try WITH (FORCE)", "CREATE DATABASE try TEMPLATE old"} {
		if _, err := o.admin.ExecContext(ctx, s); err != nil {
			return "", err
		}
	}
	return o.d.server.URL("try"), nil
}

func (o *oldPostgres) writing(ctx context.Context) (bool, error) {
	var n int
	err := o.admin.QueryRowContext(ctx, "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = 'try' AND backend_xid IS NOT NULL").Scan(&n)
	return n > 0, err
}

// look waits until the server has noticed that the killed process is gone: it ends what it was told to do first.
func (o *oldPostgres) look(ctx context.Context) (left, error) {
	for n := 1; n > 0; time.Sleep(time.Millisecond) {
		if err := o.admin.QueryRowContext(ctx, "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = 'try'").Scan(&n); err != nil {
			return left{}, err
		}
	}
	books, err := sql.Open("pgx", o.d.server.URL("try"))
	if err != nil {
		return left{}, err
	}
	defer books.Close()
	return lookAt(ctx, books, schemaOfPostgres, o.tables)
}
