-- +goose Up

-- Erasing finds by these what its person has written of others, and others of them.
CREATE INDEX household_invitations_made_by ON household_invitations (made_by);
CREATE INDEX household_invitations_phone ON household_invitations (phone) WHERE phone <> '';
