-- name: StaffAccounts :many
SELECT a.id, a.name, CAST(COALESCE(a.email, a.phone, '') AS TEXT) AS login, a.locale, a.created_at,
  CAST(CASE WHEN a.barred_at IS NULL AND a.disabled_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS barred,
  CAST(CASE WHEN a.password = '' THEN 0 ELSE 1 END AS BIGINT) AS has_password,
  CAST(CASE WHEN a.totp IS NULL THEN 0 ELSE 1 END AS BIGINT) AS has_totp,
  CAST(COALESCE((SELECT MAX(s.seen_at) FROM sessions s WHERE s.account_id = a.id AND s.door = 'staff'), 0) AS BIGINT) AS seen_at
FROM accounts a
WHERE a.id IN (SELECT g.account_id FROM grants g WHERE g.role <> 'till') AND (CAST(@one AS BIGINT) = 0 OR a.id = CAST(@one AS BIGINT))
ORDER BY a.id DESC;

-- name: StaffGrants :many
SELECT g.id, g.account_id, g.role, g.scope, g.scope_id, g.granted_at, g.ended_at,
  CAST(COALESCE(b.name, '') AS TEXT) AS given_by, CAST(COALESCE(e.name, '') AS TEXT) AS ended_by
FROM grants g LEFT JOIN accounts b ON b.id = g.granted_by LEFT JOIN accounts e ON e.id = g.ended_by
WHERE g.role <> 'till' AND (CAST(@one AS BIGINT) = 0 OR g.account_id = CAST(@one AS BIGINT)) ORDER BY g.id;

-- name: TouchAdmins :many
UPDATE grants SET granted_at = granted_at WHERE role = 'admin' AND scope = 'all' AND ended_at IS NULL RETURNING account_id;

-- name: ReadyAccounts :many
SELECT id FROM accounts
WHERE barred_at IS NULL AND disabled_at IS NULL AND password <> '' AND totp IS NOT NULL AND id IN (sqlc.slice('ids'));

-- name: BarAccount :execrows
UPDATE accounts SET barred_at = @now WHERE id = @id AND barred_at IS NULL;

-- name: UnbarAccount :execrows
UPDATE accounts SET barred_at = NULL WHERE id = @id AND barred_at IS NOT NULL;

-- name: DropTOTP :exec
UPDATE accounts SET totp = NULL, totp_step = 0 WHERE id = @id;

-- name: EndWorkSessions :exec
UPDATE sessions SET ended_at = @now WHERE account_id = @account_id AND door IN ('staff', 'merchant') AND ended_at IS NULL;

-- name: CountWorkSessions :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM sessions
WHERE account_id = @account_id AND ended_at IS NULL AND ends_at > @now
  AND (door = 'staff' AND seen_at > @staff_idle OR door = 'merchant' AND seen_at > @till_idle);

-- name: OpenSetupOf :one
SELECT CAST(COALESCE(MAX(ends_at), 0) AS BIGINT) AS ends_at FROM setups
WHERE account_id = @account_id AND used_at IS NULL AND withdrawn_at IS NULL AND ends_at > @now;

-- name: CountReveals :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit WHERE act = 'member.revealed' AND actor_id = @actor_id AND at >= @since;

-- name: AuditOfStaff :many
SELECT u.*, COALESCE(a.name, '') AS actor_name, '' AS member_name, COALESCE(p.facts, '') AS personal
FROM audit u LEFT JOIN accounts a ON a.id = u.actor_id LEFT JOIN audit_personal p ON p.audit_id = u.id
WHERE u.noun_id = @noun_id AND u.act IN ('staff.invited', 'staff.sent', 'staff.withdrawn', 'staff.set_up', 'staff.granted', 'staff.ended',
  'staff.disabled', 'staff.enabled', 'staff.reset', 'staff.handed_over') ORDER BY u.id DESC LIMIT @most;

-- name: CountUploadsOf :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM register_uploads u WHERE u.account_id = @account_id
AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.kind = 'import' AND r.state = 'running' AND r.args = CAST(u.id AS TEXT));

-- name: MoveUploads :execrows
UPDATE register_uploads SET account_id = @receiver WHERE register_uploads.account_id = @account_id
AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.kind = 'import' AND r.state = 'running' AND r.args = CAST(register_uploads.id AS TEXT));
