// Package migrations holds the schema of the books, written once in SQLite's words.
package migrations

import "embed"

// Files are the goose migrations, in order of their numbers.
//
//go:embed *.sql
var Files embed.FS

// SQLiteTriggers are run after each migration; every statement may be run again.
//
//go:embed triggers/sqlite.sql
var SQLiteTriggers string
