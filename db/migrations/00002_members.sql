-- +goose Up

CREATE TABLE brands (
  id         INTEGER NOT NULL PRIMARY KEY,
  parent_id  INTEGER REFERENCES brands (id),
  name_hans  TEXT NOT NULL,
  name_hant  TEXT NOT NULL,
  name_en    TEXT NOT NULL,
  ended_at   INTEGER
) STRICT;

-- register_name and register_city are how the owners' register spells this community, folded; homes is how many homes
-- it has there, counted by each import, since there may be too many to count for a page.
CREATE TABLE communities (
  id            INTEGER NOT NULL PRIMARY KEY,
  brand_id      INTEGER NOT NULL REFERENCES brands (id),
  register_name TEXT NOT NULL,
  register_city TEXT NOT NULL,
  name_hans     TEXT NOT NULL,
  name_hant     TEXT NOT NULL,
  name_en       TEXT NOT NULL,
  city_hans     TEXT NOT NULL,
  city_hant     TEXT NOT NULL,
  city_en       TEXT NOT NULL,
  homes         INTEGER NOT NULL DEFAULT 0,
  ended_at      INTEGER,
  UNIQUE (register_name, register_city)
) STRICT;

CREATE TABLE members (
  id           INTEGER NOT NULL PRIMARY KEY,
  account_id   INTEGER NOT NULL UNIQUE REFERENCES accounts (id),
  number       TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  name_folded  TEXT NOT NULL,
  class        TEXT NOT NULL CHECK (class IN ('owner', 'friend')),
  tier         TEXT NOT NULL CHECK (tier IN ('classic', 'silver', 'gold', 'jade')),
  community_id INTEGER REFERENCES communities (id),
  joined_at    INTEGER NOT NULL,
  left_at      INTEGER
) STRICT;
CREATE INDEX members_community ON members (community_id, id);

-- Each consent is a dated record of its own: terms and privacy by version, marketing by channel.
CREATE TABLE consents (
  id           INTEGER NOT NULL PRIMARY KEY,
  member_id    INTEGER NOT NULL REFERENCES members (id),
  kind         TEXT NOT NULL CHECK (kind IN ('terms', 'privacy', 'sms', 'email')),
  version      TEXT NOT NULL,
  locale       TEXT NOT NULL,
  given_at     INTEGER NOT NULL,
  withdrawn_at INTEGER
) STRICT;
CREATE INDEX consents_member ON consents (member_id, id);

CREATE TABLE imports (
  id        INTEGER NOT NULL PRIMARY KEY,
  file_name TEXT NOT NULL,
  file_hash BLOB NOT NULL,
  at        INTEGER NOT NULL,
  homes     INTEGER NOT NULL,
  added     INTEGER NOT NULL,
  changed   INTEGER NOT NULL,
  same      INTEGER NOT NULL,
  refused   INTEGER NOT NULL
) STRICT;

-- A home of the owners' register. id4 are the last four signs of the row's identity document.
CREATE TABLE homes (
  id           INTEGER NOT NULL PRIMARY KEY,
  community_id INTEGER NOT NULL REFERENCES communities (id),
  building     TEXT NOT NULL,
  stair        TEXT NOT NULL,
  room         TEXT NOT NULL,
  id4          TEXT NOT NULL,
  contract     TEXT NOT NULL,
  handover     TEXT NOT NULL,
  import_id    INTEGER REFERENCES imports (id),
  UNIQUE (community_id, building, stair, room)
) STRICT;

CREATE TABLE register_owners (
  id          INTEGER NOT NULL PRIMARY KEY,
  home_id     INTEGER NOT NULL REFERENCES homes (id),
  place       INTEGER NOT NULL,
  name        TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  phone       TEXT NOT NULL,
  UNIQUE (home_id, place)
) STRICT;
CREATE INDEX register_owners_phone ON register_owners (phone);

-- A later file names other owners for a home: the new ones wait here until staff decide.
CREATE TABLE register_changes (
  id         INTEGER NOT NULL PRIMARY KEY,
  home_id    INTEGER NOT NULL REFERENCES homes (id),
  import_id  INTEGER NOT NULL REFERENCES imports (id),
  id4        TEXT NOT NULL,
  contract   TEXT NOT NULL,
  handover   TEXT NOT NULL,
  owners     TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused', 'replaced')),
  decided_at INTEGER
) STRICT;
CREATE UNIQUE INDEX register_changes_waiting ON register_changes (home_id) WHERE state = 'waiting';

-- A file that staff have uploaded and not yet confirmed. It is dropped with the decision or after a day.
CREATE TABLE register_uploads (
  id         INTEGER NOT NULL PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  file_name  TEXT NOT NULL,
  file_hash  BLOB NOT NULL,
  body       BLOB NOT NULL,
  mapping    TEXT NOT NULL,
  at         INTEGER NOT NULL
) STRICT;

-- A member's claim to a home, with what was typed. home_id is set once the home is known.
CREATE TABLE home_claims (
  id           INTEGER NOT NULL PRIMARY KEY,
  member_id    INTEGER NOT NULL REFERENCES members (id),
  community_id INTEGER NOT NULL REFERENCES communities (id),
  building     TEXT NOT NULL,
  stair        TEXT NOT NULL,
  room         TEXT NOT NULL,
  home_id      INTEGER REFERENCES homes (id),
  state        TEXT NOT NULL CHECK (state IN ('waiting', 'verified', 'refused', 'ended')),
  how          TEXT NOT NULL CHECK (how IN ('', 'register', 'staff')),
  rivals       INTEGER NOT NULL,
  reason       TEXT NOT NULL,
  claimed_at   INTEGER NOT NULL,
  decided_at   INTEGER,
  ended_at     INTEGER
) STRICT;
CREATE UNIQUE INDEX home_claims_once ON home_claims (member_id, community_id, building, stair, room)
  WHERE state IN ('waiting', 'verified');
CREATE INDEX home_claims_member ON home_claims (member_id, id);
CREATE INDEX home_claims_state ON home_claims (state, id);
CREATE INDEX home_claims_home ON home_claims (home_id, id);
CREATE INDEX home_claims_community ON home_claims (community_id, state, member_id);
