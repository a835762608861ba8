-- +goose Up

-- The club itself: one row. What staff may change of it is edited on its page.
CREATE TABLE club (
  id          INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  name_hans   TEXT NOT NULL,
  name_hant   TEXT NOT NULL,
  name_en     TEXT NOT NULL,
  letters     TEXT NOT NULL CHECK (length(letters) = 2),
  time_zone   TEXT NOT NULL,
  currency    TEXT NOT NULL CHECK (length(currency) = 3),
  hotline     TEXT NOT NULL,
  bill_points INTEGER NOT NULL CHECK (bill_points >= 0),
  lot_months  INTEGER NOT NULL CHECK (lot_months > 0),
  changed_at  INTEGER NOT NULL
) STRICT;

-- One account a person: one login for the three doors.
CREATE TABLE accounts (
  id          INTEGER NOT NULL PRIMARY KEY,
  phone       TEXT UNIQUE,
  email       TEXT UNIQUE,
  name        TEXT NOT NULL,
  locale      TEXT NOT NULL CHECK (locale IN ('zh-Hans', 'zh-Hant', 'en')),
  password    TEXT NOT NULL DEFAULT '',
  totp        BLOB,
  totp_step   INTEGER NOT NULL DEFAULT 0,
  disabled_at INTEGER,
  created_at  INTEGER NOT NULL,
  CHECK (phone IS NOT NULL OR email IS NOT NULL)
) STRICT;

CREATE TABLE recovery_codes (
  id         INTEGER NOT NULL PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  mac        BLOB NOT NULL,
  used_at    INTEGER
) STRICT;
CREATE INDEX recovery_codes_account ON recovery_codes (account_id);

-- What an account may do beyond being a member: a role, for all or for one thing.
CREATE TABLE grants (
  id         INTEGER NOT NULL PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  role       TEXT NOT NULL,
  scope      TEXT NOT NULL CHECK (scope IN ('all', 'community', 'event', 'outlet')),
  scope_id   INTEGER NOT NULL,
  granted_at INTEGER NOT NULL,
  ended_at   INTEGER,
  CHECK ((scope = 'all') = (scope_id = 0))
) STRICT;
CREATE UNIQUE INDEX grants_once ON grants (account_id, role, scope, scope_id) WHERE ended_at IS NULL;
CREATE INDEX grants_scope ON grants (scope_id, id);

-- A link that lets a person set up (or set anew) password and authenticator.
CREATE TABLE setups (
  id         INTEGER NOT NULL PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  totp       BLOB NOT NULL,
  ends_at    INTEGER NOT NULL,
  used_at    INTEGER
) STRICT;

-- Read by every request, so it is found by its own id and names what the request asks next: member_id is set at the
-- members' door alone, outlet_id (0: not chosen) at the merchants'.
CREATE TABLE sessions (
  id         INTEGER NOT NULL PRIMARY KEY,
  token_hash BLOB NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  member_id  INTEGER,
  door       TEXT NOT NULL CHECK (door IN ('member', 'merchant', 'staff')),
  outlet_id  INTEGER NOT NULL DEFAULT 0,
  address    TEXT NOT NULL,
  agent      TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  ends_at    INTEGER NOT NULL,
  ended_at   INTEGER
) STRICT;
CREATE INDEX sessions_account ON sessions (account_id, id);
CREATE INDEX sessions_end ON sessions (ends_at);

-- A one-time code, bound to the browser that asked for it.
CREATE TABLE one_time_codes (
  id          INTEGER NOT NULL PRIMARY KEY,
  browser     BLOB NOT NULL UNIQUE,
  door        TEXT NOT NULL,
  destination TEXT NOT NULL,
  mac         BLOB NOT NULL,
  tries       INTEGER NOT NULL DEFAULT 0,
  address     TEXT NOT NULL,
  sent_at     INTEGER NOT NULL,
  ends_at     INTEGER NOT NULL,
  proven_at   INTEGER,
  used_at     INTEGER
) STRICT;
CREATE INDEX one_time_codes_destination ON one_time_codes (destination, sent_at);
CREATE INDEX one_time_codes_sent ON one_time_codes (sent_at);
