-- +goose Up

-- Accounts of the points ledger. A member's account has the member's id; the club's own have fixed small ids and
-- keep no running balance, so that no row is written by every act.
CREATE TABLE point_accounts (
  id      INTEGER NOT NULL PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('member', 'earned', 'spent', 'expired', 'adjusted')),
  balance INTEGER NOT NULL DEFAULT 0,
  CHECK (kind = 'member' OR balance = 0)
) STRICT;
INSERT INTO point_accounts (id, kind) VALUES (1, 'earned'), (2, 'spent'), (3, 'expired'), (4, 'adjusted');

-- Why points moved. A source earns once, ever, under one rule.
CREATE TABLE point_movements (
  id        INTEGER NOT NULL PRIMARY KEY,
  member_id INTEGER NOT NULL REFERENCES members (id),
  rule      TEXT NOT NULL,
  source_id INTEGER NOT NULL,
  reverses  INTEGER REFERENCES point_movements (id),
  at        INTEGER NOT NULL,
  UNIQUE (source_id, rule)
) STRICT;

CREATE TABLE point_entries (
  id          INTEGER NOT NULL PRIMARY KEY,
  movement_id INTEGER NOT NULL REFERENCES point_movements (id),
  account_id  INTEGER NOT NULL REFERENCES point_accounts (id),
  points      INTEGER NOT NULL
) STRICT;
CREATE INDEX point_entries_account ON point_entries (account_id, id);

CREATE TABLE point_lots (
  id          INTEGER NOT NULL PRIMARY KEY,
  member_id   INTEGER NOT NULL REFERENCES members (id),
  movement_id INTEGER NOT NULL REFERENCES point_movements (id),
  points      INTEGER NOT NULL CHECK (points > 0),
  remaining   INTEGER NOT NULL CHECK (remaining BETWEEN 0 AND points),
  expires_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX point_lots_open ON point_lots (member_id, expires_at) WHERE remaining > 0;
CREATE INDEX point_lots_due ON point_lots (expires_at) WHERE remaining > 0;

-- Which lots a spending took from, so that its reversal gives back the same.
CREATE TABLE point_lot_uses (
  movement_id INTEGER NOT NULL REFERENCES point_movements (id),
  lot_id      INTEGER NOT NULL REFERENCES point_lots (id),
  points      INTEGER NOT NULL CHECK (points > 0),
  PRIMARY KEY (movement_id, lot_id)
) STRICT;
