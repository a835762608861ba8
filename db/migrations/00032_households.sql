-- +goose Up

-- The people of one home that joined: one leads it. Whom the lead is offered to has not accepted it yet.
CREATE TABLE households (
  id         INTEGER NOT NULL PRIMARY KEY,
  home_id    INTEGER NOT NULL REFERENCES homes (id),
  primary_id INTEGER NOT NULL REFERENCES members (id),
  offered_id INTEGER REFERENCES members (id),
  begun_at   INTEGER NOT NULL,
  ended_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX households_home ON households (home_id) WHERE ended_at IS NULL;

CREATE TABLE household_members (
  id           INTEGER NOT NULL PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES households (id),
  member_id    INTEGER NOT NULL REFERENCES members (id),
  joined_at    INTEGER NOT NULL,
  left_at      INTEGER
) STRICT;
CREATE UNIQUE INDEX household_members_once ON household_members (household_id, member_id) WHERE left_at IS NULL;
CREATE INDEX household_members_member ON household_members (member_id, id);

-- An invitation by a link, of whose token only a fingerprint is kept; one by phone is for who has that number.
CREATE TABLE household_invitations (
  id           INTEGER NOT NULL PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES households (id),
  token_hash   BLOB NOT NULL UNIQUE,
  phone        TEXT NOT NULL,
  made_by      INTEGER NOT NULL REFERENCES members (id),
  made_at      INTEGER NOT NULL,
  ends_at      INTEGER NOT NULL,
  used_at      INTEGER,
  used_by      INTEGER REFERENCES members (id),
  withdrawn_at INTEGER
) STRICT;
CREATE INDEX household_invitations_open ON household_invitations (household_id, id) WHERE used_at IS NULL AND withdrawn_at IS NULL;
