// Package migrations holds the schema of the books, written once in SQLite's words.
package migrations

import "embed"

// Files are the goose migrations, in order of their numbers.
//
//go:embed *.sql
var Files embed.FS

// SQLiteTriggers are run at each open, after the migrations: they replace those that an older binary left.
//
//go:embed triggers/sqlite.sql
var SQLiteTriggers string
