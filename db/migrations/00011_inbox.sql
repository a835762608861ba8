-- +goose Up

-- What a member is told, once ever of each cause: the arguments of a typed text as JSON, never a sentence. cause_id is what
-- it is told of: a claim, a change, or a day as a number.
CREATE TABLE notices (
  id        INTEGER NOT NULL PRIMARY KEY,
  member_id INTEGER NOT NULL REFERENCES members (id),
  kind      TEXT NOT NULL,
  cause_id  INTEGER NOT NULL,
  args      TEXT NOT NULL,
  at        INTEGER NOT NULL,
  read_at   INTEGER,
  UNIQUE (member_id, kind, cause_id)
) STRICT;
CREATE INDEX notices_member ON notices (member_id, id);

-- How a notice went by each channel beside the inbox. at: since when it stands so, of a held one until when.
CREATE TABLE deliveries (
  notice_id INTEGER NOT NULL REFERENCES notices (id),
  channel   TEXT NOT NULL CHECK (channel IN ('sms', 'email')),
  state     TEXT NOT NULL CHECK (state IN ('queued', 'held', 'sent', 'failed', 'unsent')),
  why       TEXT NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (notice_id, channel)
) STRICT, WITHOUT ROWID;

-- How many of the member's notices are unread: every page of theirs shows it, and reads the member anyway.
ALTER TABLE members ADD COLUMN unread INTEGER NOT NULL DEFAULT 0 CHECK (unread >= 0);

-- Consents to service messages have kinds of their own, see db.ConsentKind. A CHECK would have this table, which is large,
-- built anew for each kind that comes.
ALTER TABLE consents RENAME TO consents_before;
CREATE TABLE consents (
  id           INTEGER NOT NULL PRIMARY KEY,
  member_id    INTEGER NOT NULL REFERENCES members (id),
  kind         TEXT NOT NULL,
  version      TEXT NOT NULL,
  locale       TEXT NOT NULL,
  given_at     INTEGER NOT NULL,
  withdrawn_at INTEGER
) STRICT;
INSERT INTO consents (id, member_id, kind, version, locale, given_at, withdrawn_at)
SELECT id, member_id, kind, version, locale, given_at, withdrawn_at FROM consents_before;
DROP TABLE consents_before;
CREATE INDEX consents_member ON consents (member_id, id);

-- By which those are told whose vouchers end. It is of all vouchers: without those that were redeemed each redemption would
-- write to it too, and on PostgreSQL to all the others.
CREATE INDEX vouchers_end ON vouchers (redeem_to, id);
