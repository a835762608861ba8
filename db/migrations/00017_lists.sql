-- +goose Up

-- The desk lists members of a class or tier in the order in which they joined, and of those days that are asked for.
DROP INDEX members_class;
DROP INDEX members_tier;
CREATE INDEX members_class ON members (class, joined_at, id);
CREATE INDEX members_tier ON members (tier, joined_at, id);
