-- +goose Up

-- The member's class beside each community of theirs: friends, of whom few live anywhere, are found among the many who do
-- without looking at each. Written with the member's own row.
ALTER TABLE member_places ADD COLUMN class TEXT NOT NULL DEFAULT '';
UPDATE member_places SET class = (SELECT m.class FROM members m WHERE m.id = member_places.member_id);

DROP INDEX member_places_community;
CREATE INDEX member_places_community_class ON member_places (community_id, class, member_id);
