-- +goose Up

-- Whose turn it is with a claim that waits; who of the staff has decided it; how one that is over ended, and from which day,
-- as its member says, the home was theirs no more.
ALTER TABLE home_claims ADD COLUMN turn TEXT NOT NULL DEFAULT '' CHECK (turn IN ('', 'asked', 'answered'));
ALTER TABLE home_claims ADD COLUMN decided_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE home_claims ADD COLUMN ended_how TEXT NOT NULL DEFAULT '' CHECK (ended_how IN ('', 'sold', 'given_up', 'withdrawn'));
ALTER TABLE home_claims ADD COLUMN ended_day TEXT NOT NULL DEFAULT '';
UPDATE home_claims SET ended_how = 'sold' WHERE state = 'ended';
UPDATE home_claims SET decided_by = COALESCE((
  SELECT MAX(u.actor_id) FROM audit u WHERE u.noun_id = home_claims.id AND u.act IN ('home.verified', 'home.refused') AND u.door = 'staff'
), 0) WHERE how = 'staff';

-- What staff have asked of the member, and what the member has answered.
CREATE TABLE claim_steps (
  id         INTEGER NOT NULL PRIMARY KEY,
  claim_id   INTEGER NOT NULL REFERENCES home_claims (id),
  kind       TEXT NOT NULL CHECK (kind IN ('asked', 'answered')),
  body       TEXT NOT NULL,
  photos     INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX claim_steps_claim ON claim_steps (claim_id, id);

-- Photos of a contract that belong to a claim. They are nobody's but the member's and those who decide it, and are erased
-- some days after the decision.
CREATE TABLE claim_photos (
  id       INTEGER NOT NULL PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES home_claims (id),
  type     TEXT NOT NULL,
  width    INTEGER NOT NULL,
  height   INTEGER NOT NULL,
  body     BLOB NOT NULL,
  made_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX claim_photos_claim ON claim_photos (claim_id, id);

-- Who of the staff has opened a photo: each opening is in the log, once for each of them.
CREATE TABLE photo_openings (
  photo_id   INTEGER NOT NULL REFERENCES claim_photos (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (photo_id, account_id)
) STRICT, WITHOUT ROWID;

-- Whether a company owns the home: as staff say, or '' for what the owners' names tell.
ALTER TABLE homes ADD COLUMN company TEXT NOT NULL DEFAULT '' CHECK (company IN ('', 'yes', 'no'));
