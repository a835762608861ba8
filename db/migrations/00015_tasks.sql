-- +goose Up

-- Next steps that have been done: of all, and of one person.
CREATE INDEX notes_done ON notes (due, id) WHERE done_at IS NOT NULL AND struck_at IS NULL;
CREATE INDEX notes_done_owner ON notes (owner_id, due, id) WHERE done_at IS NOT NULL AND struck_at IS NULL;
