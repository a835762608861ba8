-- name: InsertPasskey :execrows
INSERT INTO passkeys (id, account_id, door, credential, record, label, added_at)
VALUES (@id, @account_id, @door, @credential, @record, @label, @added_at)
ON CONFLICT (credential) DO NOTHING;

-- name: PasskeysOf :many
SELECT * FROM passkeys WHERE account_id = @account_id ORDER BY id;

-- name: PasskeyByCredential :one
SELECT * FROM passkeys WHERE credential = @credential;

-- name: UsePasskey :exec
UPDATE passkeys SET record = @record, used_at = @now WHERE id = @id;

-- name: DropPasskey :one
DELETE FROM passkeys WHERE id = @id AND account_id = @account_id RETURNING door;

-- name: DropPasskeys :exec
DELETE FROM passkeys WHERE account_id = @account_id;

-- name: DropPasskeysAt :exec
DELETE FROM passkeys WHERE account_id = @account_id AND door = @door;

-- name: InsertChallenge :exec
INSERT INTO passkey_challenges (id, browser, door, account_id, record, ends_at) VALUES (@id, @browser, @door, @account_id, @record, @ends_at);

-- name: TakeChallenge :one
DELETE FROM passkey_challenges WHERE browser = @browser AND door = @door AND account_id = @account_id AND ends_at > @now RETURNING record;

-- name: DeleteOldChallenges :execrows
DELETE FROM passkey_challenges WHERE id IN (SELECT c.id FROM passkey_challenges c WHERE c.ends_at < @before LIMIT @most);
