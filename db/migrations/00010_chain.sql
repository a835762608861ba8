-- +goose Up

-- The chain over the audit: seal after seal, each over the rows that came after the last one of the seal before. hash is
-- made of that seal's hash and of every column of the rows; digests names the rows: see db/seals.go.
CREATE TABLE seals (
  id      INTEGER NOT NULL PRIMARY KEY,
  at      INTEGER NOT NULL,
  last_id INTEGER NOT NULL UNIQUE,
  total   INTEGER NOT NULL,
  digests BLOB NOT NULL,
  hash    BLOB NOT NULL
) STRICT;

-- By what the audit is asked for. What members and tills do all day goes into none of these: it is found by its member,
-- or soon, being everywhere. db/audit_list.go asks with the same words.
CREATE INDEX audit_acts ON audit (act, id)
WHERE act NOT IN ('voucher.claimed', 'voucher.redeemed', 'card.scanned', 'code.sent', 'code.proven', 'session.started', 'points.expired');
CREATE INDEX audit_desk ON audit (door, id) WHERE door IN ('staff', 'system');
CREATE INDEX audit_actor ON audit (actor_id, id) WHERE door IN ('staff', 'system');
