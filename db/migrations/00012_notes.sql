-- +goose Up

-- What staff have written down on a record: on_kind and on_id say whose, as db/subjects.go names it, and member_id is the
-- member whom it is about, where it is about one. due and owner_id are those of its next step, where it has one: on which
-- day, and who is to do it. Only its author may correct a note, and not for long; one that is struck stays.
CREATE TABLE notes (
  id          INTEGER NOT NULL PRIMARY KEY,
  on_kind     TEXT NOT NULL,
  on_id       INTEGER NOT NULL,
  member_id   INTEGER REFERENCES members (id),
  author_id   INTEGER NOT NULL REFERENCES accounts (id),
  request_key TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('note', 'phone', 'visit', 'wechat', 'email', 'counter')),
  body        TEXT NOT NULL,
  at          INTEGER NOT NULL,
  edited_at   INTEGER,
  struck_at   INTEGER,
  struck_by   INTEGER REFERENCES accounts (id),
  reason      TEXT NOT NULL DEFAULT '',
  step        TEXT NOT NULL DEFAULT '',
  due         TEXT NOT NULL DEFAULT '',
  owner_id    INTEGER REFERENCES accounts (id),
  done_at     INTEGER,
  done_by     INTEGER REFERENCES accounts (id),
  UNIQUE (author_id, request_key),
  CHECK ((due = '') = (owner_id IS NULL)),
  CHECK ((done_at IS NULL) = (done_by IS NULL) AND (done_at IS NULL OR owner_id IS NOT NULL))
) STRICT;
CREATE INDEX notes_on ON notes (on_id, id);
CREATE INDEX notes_member ON notes (member_id, id) WHERE member_id IS NOT NULL;

-- Next steps that are open: of one person, and of all.
CREATE INDEX notes_owner ON notes (owner_id, due, id) WHERE owner_id IS NOT NULL AND done_at IS NULL AND struck_at IS NULL;
CREATE INDEX notes_due ON notes (due, id) WHERE owner_id IS NOT NULL AND done_at IS NULL AND struck_at IS NULL;

-- A home's record tells of its changes of owners.
CREATE INDEX register_changes_home ON register_changes (home_id, id);
