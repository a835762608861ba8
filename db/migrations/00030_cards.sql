-- +goose Up

-- How often the member's cards were made anew. What a card shows is signed with it and dies with it: the token of the
-- moment, the offline card and what is in a phone's wallet.
ALTER TABLE members ADD COLUMN card_epoch INTEGER NOT NULL DEFAULT 0;

-- A one-time code that a member reads out to a till. It is good in the session of the till that asked for it only. member_id
-- is NULL where the phone that the till typed is no member's: then no code can be right.
CREATE TABLE till_codes (
  id          INTEGER NOT NULL PRIMARY KEY,
  session_id  INTEGER NOT NULL,
  outlet_id   INTEGER NOT NULL REFERENCES outlets (id),
  member_id   INTEGER REFERENCES members (id),
  how         TEXT NOT NULL CHECK (how IN ('card', 'number', 'phone')),
  destination TEXT NOT NULL,
  mac         BLOB NOT NULL,
  tries       INTEGER NOT NULL DEFAULT 0,
  sent_at     INTEGER NOT NULL,
  ends_at     INTEGER NOT NULL,
  opened_at   INTEGER
) STRICT;
CREATE INDEX till_codes_session ON till_codes (session_id, id);
CREATE INDEX till_codes_destination ON till_codes (destination, sent_at);
CREATE INDEX till_codes_sent ON till_codes (sent_at);
