-- +goose Up

-- Nobody is a duplicate of themselves, and the older one comes first. SQLite adds no check to a table that stands: its text
-- is put into the schema, as in 00028.
DELETE FROM duplicates WHERE member_id >= other_id;
PRAGMA writable_schema = ON; -- sqlite
UPDATE sqlite_schema SET sql = replace(sql, 'UNIQUE (member_id, other_id)', 'UNIQUE (member_id, other_id), CHECK (member_id < other_id)') WHERE type = 'table' AND name = 'duplicates'; -- sqlite
PRAGMA writable_schema = RESET; -- sqlite
-- postgres: ALTER TABLE duplicates ADD CHECK (member_id < other_id);
