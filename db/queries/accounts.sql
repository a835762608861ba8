-- name: GetAccount :one
SELECT * FROM accounts WHERE id = @id;

-- name: AccountByPhone :one
SELECT * FROM accounts WHERE phone = @phone;

-- name: AccountByEmail :one
SELECT * FROM accounts WHERE email = @email;

-- name: InsertAccount :exec
INSERT INTO accounts (id, phone, email, name, locale, created_at)
VALUES (@id, @phone, @email, @name, @locale, @created_at);

-- name: SetAccountLocale :exec
UPDATE accounts SET locale = @locale WHERE id = @id;

-- name: SetAccountKeys :exec
UPDATE accounts SET password = @password, totp = @totp, totp_step = 0 WHERE id = @id;

-- name: SeeAccount :exec
UPDATE accounts SET seen_at = @now WHERE id = @id AND seen_at < @now;

-- name: SetAccountPassword :exec
UPDATE accounts SET password = @password WHERE id = @id;

-- name: SetAccountPhone :exec
UPDATE accounts SET phone = @phone, phone_proven = @proven WHERE id = @id;

-- name: SetAccountEmail :exec
UPDATE accounts SET email = @email WHERE id = @id;

-- name: TakeTOTPStep :execrows
UPDATE accounts SET totp_step = @step WHERE id = @id AND totp_step < @step;

-- name: DeleteRecoveryCodes :exec
DELETE FROM recovery_codes WHERE account_id = @account_id;

-- name: InsertRecoveryCode :exec
INSERT INTO recovery_codes (id, account_id, mac) VALUES (@id, @account_id, @mac);

-- name: UseRecoveryCode :execrows
UPDATE recovery_codes SET used_at = @now WHERE account_id = @account_id AND mac = @mac AND used_at IS NULL;

-- name: GrantsOf :many
SELECT id, role, scope, scope_id FROM grants WHERE account_id = @account_id AND ended_at IS NULL ORDER BY id;

-- name: GrantsOfSession :many
SELECT id, role, scope, scope_id FROM grants WHERE account_id = (SELECT s.account_id FROM sessions s WHERE s.id = @session_id) AND ended_at IS NULL ORDER BY id;

-- name: TillsOfSession :many
SELECT g.id, g.scope_id, o.name_hans, o.name_hant, o.name_en, m.name_hans AS merchant_hans, m.name_hant AS merchant_hant, m.name_en AS merchant_en
FROM sessions s JOIN grants g ON g.account_id = s.account_id JOIN outlets o ON o.id = g.scope_id JOIN merchants m ON m.id = o.merchant_id
WHERE s.id = @session_id AND g.role = 'till' AND g.scope = 'outlet' AND g.ended_at IS NULL AND o.ended_at IS NULL AND m.ended_at IS NULL
ORDER BY g.id;

-- name: CountTillsOf :one
SELECT CAST(COUNT(*) AS BIGINT) AS n
FROM grants g JOIN outlets o ON o.id = g.scope_id JOIN merchants m ON m.id = o.merchant_id
WHERE g.account_id = @account_id AND g.role = 'till' AND g.scope = 'outlet' AND g.ended_at IS NULL AND o.ended_at IS NULL AND m.ended_at IS NULL;

-- name: LastTillOf :one
SELECT CAST(COALESCE(MAX(granted_at), 0) AS BIGINT) AS at FROM grants WHERE account_id = @account_id AND role = 'till' AND ended_at IS NULL;

-- name: EndTillsAt :exec
UPDATE grants SET ended_at = @now, ended_by = @ended_by WHERE account_id = @account_id AND role = 'till' AND scope = 'outlet' AND scope_id = @outlet_id AND ended_at IS NULL;

-- name: InsertGrant :execrows
INSERT INTO grants (id, account_id, role, scope, scope_id, granted_at, granted_by)
VALUES (@id, @account_id, @role, @scope, @scope_id, @granted_at, @granted_by)
ON CONFLICT (account_id, role, scope, scope_id) WHERE ended_at IS NULL DO NOTHING;

-- name: EndGrant :execrows
UPDATE grants SET ended_at = @now, ended_by = @ended_by WHERE id = @id AND ended_at IS NULL;

-- name: GetGrant :one
SELECT * FROM grants WHERE id = @id;

-- name: WithdrawSetups :execrows
UPDATE setups SET withdrawn_at = @now WHERE account_id = @account_id AND used_at IS NULL AND withdrawn_at IS NULL AND ends_at > @now;

-- name: DeleteOldSetups :execrows
DELETE FROM setups WHERE id IN (SELECT s.id FROM setups s WHERE s.ends_at < @before LIMIT @most);

-- name: InsertSetup :exec
INSERT INTO setups (id, token_hash, account_id, totp, ends_at) VALUES (@id, @token_hash, @account_id, @totp, @ends_at);

-- name: GetSetup :one
SELECT s.id, s.account_id, s.totp, s.ends_at, s.used_at, s.withdrawn_at, a.name, a.email, a.barred_at, a.disabled_at
FROM setups s JOIN accounts a ON a.id = s.account_id
WHERE s.token_hash = @token_hash;

-- name: UseSetup :execrows
UPDATE setups SET used_at = @now WHERE id = @id AND used_at IS NULL AND withdrawn_at IS NULL AND ends_at > @now;

-- name: CountRecoveryCodes :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM recovery_codes WHERE account_id = @account_id AND used_at IS NULL;
