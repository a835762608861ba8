-- +goose Up

-- When a membership that its member has ended is over: until then they may change their mind, and then what tells of them is
-- erased.
ALTER TABLE members ADD COLUMN leaves_at INTEGER;
CREATE INDEX members_leaving ON members (leaves_at) WHERE leaves_at IS NOT NULL;

-- A member who comes back after they were erased is known again by a keyed digest of their phone or e-mail, and by nothing
-- else: so nobody is welcomed twice.
ALTER TABLE members ADD COLUMN returned INTEGER NOT NULL DEFAULT 0 CHECK (returned IN (0, 1));
CREATE TABLE former_members (
  mac     BLOB NOT NULL PRIMARY KEY,
  left_at INTEGER NOT NULL
) STRICT;
CREATE INDEX former_members_left ON former_members (left_at);

-- Whom the club has erased: the same list is kept outside the backups, so that a restored one is erased again.
CREATE TABLE erasures (
  account_id INTEGER NOT NULL PRIMARY KEY,
  at         INTEGER NOT NULL
) STRICT;
