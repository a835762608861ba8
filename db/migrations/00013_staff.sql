-- +goose Up

-- barred_at: the person may use neither desk nor tills. A membership that they have goes on: it is not the club's to end
-- with their work.
ALTER TABLE accounts ADD COLUMN barred_at INTEGER;

-- Who gave a role, and who took it back: 0 is the club itself, and all that was before this.
ALTER TABLE grants ADD COLUMN granted_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE grants ADD COLUMN ended_by INTEGER NOT NULL DEFAULT 0;

-- A link that was taken back stays for a while, so that whoever follows it is told why it does not work.
ALTER TABLE setups ADD COLUMN withdrawn_at INTEGER;
CREATE INDEX setups_account ON setups (account_id);

-- How many members' details a person has opened in full.
CREATE INDEX audit_revealed ON audit (actor_id, at) WHERE act = 'member.revealed';
