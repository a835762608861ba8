-- +goose Up

-- The communities of a member: the one that they name, and those of the homes that they have or wait for. It follows from
-- their row and their claims, and is written with them; by it staff of some communities find whom they may see.
CREATE TABLE member_places (
  member_id    INTEGER NOT NULL REFERENCES members (id),
  community_id INTEGER NOT NULL REFERENCES communities (id),
  PRIMARY KEY (member_id, community_id)
) STRICT, WITHOUT ROWID;

INSERT INTO member_places (member_id, community_id)
SELECT id, community_id FROM members WHERE community_id IS NOT NULL
UNION
SELECT member_id, community_id FROM home_claims WHERE state IN ('waiting', 'verified');

CREATE INDEX member_places_community ON member_places (community_id, member_id);
