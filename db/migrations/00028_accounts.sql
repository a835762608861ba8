-- +goose Up

-- An account may be left without phone and e-mail: its number is somebody else's today, or its person was erased. SQLite
-- drops no check that has no name: its text is taken out of the schema, as its documentation tells, which needs nothing
-- rewritten.
PRAGMA writable_schema = ON; -- sqlite
UPDATE sqlite_schema SET sql = replace(sql, ',
  CHECK (phone IS NOT NULL OR email IS NOT NULL)', '') WHERE type = 'table' AND name = 'accounts'; -- sqlite
PRAGMA writable_schema = RESET; -- sqlite
-- postgres: ALTER TABLE accounts DROP CONSTRAINT accounts_check;

-- seen_at: when the account was last in use at any door. Whoever comes by a phone after a long silence is asked who they
-- are: the number may have changed hands.
ALTER TABLE accounts ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
UPDATE accounts SET seen_at = COALESCE((SELECT MAX(s.seen_at) FROM sessions s WHERE s.account_id = accounts.id), created_at);

-- proven_at: when who sits there last proved who they are, by signing in or when asked again.
ALTER TABLE sessions ADD COLUMN proven_at INTEGER NOT NULL DEFAULT 0;

-- A passkey opens the door where it was added and those that ask for less: one from the desk, where an authenticator was
-- asked for, opens all; one from the members' door does not open the desk.
CREATE TABLE passkeys (
  id         INTEGER NOT NULL PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  door       TEXT NOT NULL CHECK (door IN ('member', 'staff')),
  credential BLOB NOT NULL UNIQUE,
  record     TEXT NOT NULL,
  label      TEXT NOT NULL,
  added_at   INTEGER NOT NULL,
  used_at    INTEGER
) STRICT;
CREATE INDEX passkeys_account ON passkeys (account_id, id);

-- What a browser has been asked to sign with a passkey, once and within minutes. account_id is 0 for whoever signs in.
CREATE TABLE passkey_challenges (
  id         INTEGER NOT NULL PRIMARY KEY,
  browser    BLOB NOT NULL UNIQUE,
  door       TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  record     TEXT NOT NULL,
  ends_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX passkey_challenges_end ON passkey_challenges (ends_at);
