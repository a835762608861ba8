-- name: NewestSeal :one
SELECT * FROM seals ORDER BY id DESC LIMIT 1;

-- name: SealsAfter :many
SELECT * FROM seals WHERE id > @after ORDER BY id LIMIT @most;

-- name: SealOver :one
SELECT * FROM seals WHERE last_id >= @id ORDER BY last_id LIMIT 1;

-- name: SealByHash :one
SELECT * FROM seals WHERE hash >= @least AND hash <= @largest ORDER BY id LIMIT 1;

-- name: InsertSeal :execrows
INSERT INTO seals (id, at, last_id, total, digests, hash) VALUES (@id, @at, @last_id, @total, @digests, @hash) ON CONFLICT DO NOTHING;

-- name: AuditAfter :many
SELECT * FROM audit WHERE id > @after AND id < @before ORDER BY id LIMIT @most;

-- name: PersonalAfter :many
SELECT p.audit_id, p.salt, p.facts, u.act, u.at, u.digest FROM audit_personal p JOIN audit u ON u.id = p.audit_id
WHERE p.audit_id > @after ORDER BY p.audit_id LIMIT @most;
