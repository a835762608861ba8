-- +goose Up

-- What the club does again and again, whichever of its processes comes first: a row a task, made when it is first done.
CREATE TABLE tasks (
  task         TEXT NOT NULL PRIMARY KEY,
  next_at      INTEGER NOT NULL,
  leased_until INTEGER NOT NULL DEFAULT 0,
  lease        INTEGER NOT NULL DEFAULT 0,
  last_at      INTEGER,
  took         INTEGER NOT NULL DEFAULT 0,
  failures     INTEGER NOT NULL DEFAULT 0,
  last_error   TEXT NOT NULL DEFAULT ''
) STRICT;

-- What was given up is few, and is listed.
CREATE INDEX jobs_dead ON jobs (id) WHERE dead_at IS NOT NULL;
