-- +goose Up

-- What somebody has told so far who is about to join, by the phone or e-mail that they have proven: a closed browser, or
-- another one, goes on from there. next is the page of the link that brought them. Dropped when they have joined.
CREATE TABLE joinings (
  destination  TEXT NOT NULL PRIMARY KEY,
  name         TEXT NOT NULL,
  adult        INTEGER NOT NULL CHECK (adult IN (0, 1)),
  community_id INTEGER NOT NULL,
  placed       INTEGER NOT NULL CHECK (placed IN (0, 1)),
  locale       TEXT NOT NULL,
  next         TEXT NOT NULL,
  kept_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX joinings_kept ON joinings (kept_at);
