-- +goose Up

-- The desk's lists are sorted by these.
CREATE INDEX members_joined ON members (joined_at, id);
CREATE INDEX members_name ON members (name_folded, id);
CREATE INDEX homes_handover ON homes (handover, id);
-- The vouchers of an offer are looked for by hand; a void voucher is rare.
CREATE INDEX vouchers_offer ON vouchers (offer_id, id);
CREATE INDEX vouchers_void ON vouchers (id) WHERE state = 'void';

-- What a person asks of a list again and again, under a name: for them alone, or for everybody at the desk.
CREATE TABLE list_views (
  id         INTEGER NOT NULL PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  list       TEXT NOT NULL,
  name       TEXT NOT NULL,
  query      TEXT NOT NULL,
  shared     INTEGER NOT NULL CHECK (shared IN (0, 1)),
  made_at    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX list_views_name ON list_views (account_id, list, name);
CREATE INDEX list_views_shared ON list_views (list) WHERE shared = 1;

-- Long work that somebody has asked for and may watch and stop: what it is, how much of it is done, and what came of it.
CREATE TABLE runs (
  id           INTEGER NOT NULL PRIMARY KEY,
  account_id   INTEGER NOT NULL REFERENCES accounts (id),
  kind         TEXT NOT NULL,
  args         TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'stopped')),
  done         INTEGER NOT NULL DEFAULT 0,
  whole        INTEGER NOT NULL DEFAULT 0,
  stopping     INTEGER NOT NULL DEFAULT 0 CHECK (stopping IN (0, 1)),
  tries        INTEGER NOT NULL DEFAULT 0,
  leased_until INTEGER NOT NULL DEFAULT 0,
  began_at     INTEGER,
  ended_at     INTEGER,
  size         INTEGER NOT NULL DEFAULT 0,
  name         TEXT NOT NULL DEFAULT '',
  made         INTEGER NOT NULL DEFAULT 0,
  last_error   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX runs_account ON runs (account_id, id);
CREATE INDEX runs_open ON runs (id) WHERE state IN ('waiting', 'running');

-- The file that a run has made, in pieces.
CREATE TABLE run_parts (
  run_id INTEGER NOT NULL REFERENCES runs (id),
  place  INTEGER NOT NULL,
  body   BLOB NOT NULL,
  PRIMARY KEY (run_id, place)
) STRICT;
