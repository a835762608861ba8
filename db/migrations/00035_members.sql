-- +goose Up

-- The licence line that stands under each public page (in the Mainland the ICP number).
ALTER TABLE club ADD COLUMN licence TEXT NOT NULL DEFAULT '';

-- A birthday: the day as MM-DD, the year where the member tells it; birth_set_at is when they last did.
ALTER TABLE members ADD COLUMN birth_day TEXT NOT NULL DEFAULT '';
ALTER TABLE members ADD COLUMN birth_year INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN birth_set_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX members_birth ON members (birth_day, id) WHERE birth_day <> '';

-- agreed: whether the member has agreed to terms and privacy policy; whom the club imported is asked when they first come.
ALTER TABLE members ADD COLUMN agreed INTEGER NOT NULL DEFAULT 1 CHECK (agreed IN (0, 1));
-- phone_proven: whether a code has been read at the phone; one from a file has not, and proves no home.
ALTER TABLE accounts ADD COLUMN phone_proven INTEGER NOT NULL DEFAULT 1 CHECK (phone_proven IN (0, 1));

-- A file of members that the club had before. Its body is dropped once it is decided on, or after a day.
CREATE TABLE member_imports (
  id         INTEGER NOT NULL PRIMARY KEY,
  account_id INTEGER REFERENCES accounts (id), -- NULL: from the command line
  file_name  TEXT NOT NULL,
  file_hash  BLOB NOT NULL,
  body       BLOB,
  at         INTEGER NOT NULL,
  added      INTEGER NOT NULL DEFAULT 0,
  same       INTEGER NOT NULL DEFAULT 0,
  refused    TEXT NOT NULL DEFAULT '[]', -- the records that were not taken, as JSON: number, column, why
  points     INTEGER NOT NULL DEFAULT 0,
  done_at    INTEGER
) STRICT;
CREATE INDEX member_imports_waiting ON member_imports (at) WHERE body IS NOT NULL;
