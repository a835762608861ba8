-- +goose Up

-- Whom the register named before staff took in a change of owners: a correction is told from a sale by who stays.
ALTER TABLE register_changes ADD COLUMN was TEXT NOT NULL DEFAULT '[]';
