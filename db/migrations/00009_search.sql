-- +goose Up

-- A home is found by its room, and by its contract without its row for whoever sees some communities only.
CREATE INDEX homes_room ON homes (room, community_id, building, stair);
CREATE INDEX homes_contract ON homes (contract, id, community_id);

-- What a till took and took back again stays with its voucher.
CREATE INDEX redemptions_taken_back ON redemptions (voucher_id) WHERE undone_at IS NOT NULL;

-- Of which version the terms of all members are. Those up to done_to have the terms of the version that is being made;
-- begun_at is 0 in the last round.
CREATE TABLE name_index (
  id       INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  version  INTEGER NOT NULL,
  making   INTEGER NOT NULL,
  done_to  INTEGER NOT NULL,
  begun_at INTEGER NOT NULL
) STRICT;
INSERT INTO name_index (id, version, making, done_to, begun_at)
SELECT 1, CASE WHEN EXISTS (SELECT 1 FROM members) THEN 0 ELSE 1 END, 0, 0, 0;
