-- +goose Up

-- Who works or has worked at the desk, a handful of all accounts.
CREATE INDEX grants_staff ON grants (account_id) WHERE role <> 'till';
