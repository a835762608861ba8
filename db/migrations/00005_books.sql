-- +goose Up

-- Every change of the books: who did what, on what, for which member, with the facts before and after as JSON.
-- Personal values stand in audit_personal; digest covers them, salted, so that they can be erased.
CREATE TABLE audit (
  id         INTEGER NOT NULL PRIMARY KEY,
  at         INTEGER NOT NULL,
  door       TEXT NOT NULL,
  actor_id   INTEGER NOT NULL,
  session_id INTEGER NOT NULL,
  act        TEXT NOT NULL,
  noun_id    INTEGER NOT NULL,
  member_id  INTEGER,
  facts      TEXT NOT NULL,
  digest     BLOB
) STRICT;
CREATE INDEX audit_member ON audit (member_id, id) WHERE member_id IS NOT NULL;
CREATE INDEX audit_noun ON audit (noun_id, id);

CREATE TABLE audit_personal (
  audit_id  INTEGER NOT NULL PRIMARY KEY REFERENCES audit (id),
  member_id INTEGER,
  salt      BLOB NOT NULL,
  facts     TEXT NOT NULL
) STRICT;

-- Work for later, written with its cause. unique_key makes it once.
CREATE TABLE jobs (
  id           INTEGER NOT NULL PRIMARY KEY,
  kind         TEXT NOT NULL,
  unique_key   TEXT UNIQUE,
  payload      TEXT NOT NULL,
  run_at       INTEGER NOT NULL,
  leased_until INTEGER NOT NULL DEFAULT 0,
  tries        INTEGER NOT NULL DEFAULT 0,
  last_error   TEXT NOT NULL DEFAULT '',
  done_at      INTEGER,
  dead_at      INTEGER
) STRICT;
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE INDEX jobs_done ON jobs (done_at) WHERE done_at IS NOT NULL;

-- How often something happened within a window of time: the limits of the club, shared by all its processes.
CREATE TABLE counters (
  name   TEXT NOT NULL,
  starts INTEGER NOT NULL,
  ends   INTEGER NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (name, starts)
) STRICT;
CREATE INDEX counters_ends ON counters (ends);

-- What the things that the audit names are called today; a home and a claim go by building, stair and room.
CREATE VIEW names AS
SELECT 'brand' AS kind, id, name_hans AS hans, name_hant AS hant, name_en AS en FROM brands
UNION ALL SELECT 'community', id, name_hans, name_hant, name_en FROM communities
UNION ALL SELECT 'merchant', id, name_hans, name_hant, name_en FROM merchants
UNION ALL SELECT 'outlet', id, name_hans, name_hant, name_en FROM outlets
UNION ALL SELECT 'offer', id, title_hans, title_hant, title_en FROM full_offers
UNION ALL SELECT 'voucher', id, title_hans, title_hant, title_en FROM full_vouchers
UNION ALL SELECT 'account', id, name, '', '' FROM accounts
UNION ALL SELECT 'home', id, building, stair, room FROM homes
UNION ALL SELECT 'claim', id, building, stair, room FROM home_claims;
