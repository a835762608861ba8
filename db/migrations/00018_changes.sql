-- +goose Up

-- The desk walks the changes of owners that wait in the order in which they came, past all that are decided.
CREATE INDEX register_changes_queue ON register_changes (id) WHERE state = 'waiting';
