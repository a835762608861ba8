-- name: InsertAudit :exec
INSERT INTO audit (id, at, door, actor_id, session_id, act, noun_id, member_id, facts, digest)
VALUES (@id, @at, @door, @actor_id, @session_id, @act, @noun_id, @member_id, @facts, @digest);

-- name: InsertAuditPersonal :exec
INSERT INTO audit_personal (audit_id, member_id, salt, facts) VALUES (@audit_id, @member_id, @salt, @facts);

-- name: AuditByIDs :many
SELECT u.*, COALESCE(a.name, '') AS actor_name, COALESCE(m.name, '') AS member_name, COALESCE(p.facts, '') AS personal
FROM audit u LEFT JOIN accounts a ON a.id = u.actor_id LEFT JOIN members m ON m.id = u.member_id
LEFT JOIN audit_personal p ON p.audit_id = u.id
WHERE u.id IN (sqlc.slice('ids'));

-- name: GrantedAccounts :many
SELECT a.id, a.name, a.phone, a.email, CAST(SUM(CASE WHEN g.role = 'till' THEN 1 ELSE 0 END) AS BIGINT) AS tills,
  CAST(SUM(CASE WHEN g.role = 'till' THEN 0 ELSE 1 END) AS BIGINT) AS staff
FROM grants g JOIN accounts a ON a.id = g.account_id GROUP BY a.id, a.name, a.phone, a.email ORDER BY a.id;

-- name: NamesOf :many
SELECT * FROM names WHERE id IN (sqlc.slice('ids'));

-- name: EditsOf :many
SELECT u.*, COALESCE(a.name, '') AS actor_name, '' AS member_name, '' AS personal
FROM audit u LEFT JOIN accounts a ON a.id = u.actor_id
WHERE u.noun_id = @noun_id AND u.id < @before AND u.act IN (@one, @two, @three) ORDER BY u.id DESC LIMIT @most;

-- name: GetAudit :one
SELECT * FROM audit WHERE id = @id;

-- name: LastActor :one
SELECT COALESCE(a.name, '') AS name FROM audit u LEFT JOIN accounts a ON a.id = u.actor_id
WHERE u.noun_id = @noun_id AND u.act = @act ORDER BY u.id DESC LIMIT 1;
