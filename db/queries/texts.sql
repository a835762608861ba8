-- name: TextVersions :many
SELECT kind, number, name, from_at, published_at FROM texts WHERE kind = @kind ORDER BY number DESC;

-- name: GetTextVersion :one
SELECT * FROM texts WHERE kind = @kind AND number = @number;

-- name: TextInForce :one
SELECT * FROM texts WHERE kind = @kind AND from_at <= @now ORDER BY number DESC LIMIT 1;

-- name: InsertText :execrows
INSERT INTO texts (kind, number, name, hans, hant, en, from_at, published_at)
VALUES (@kind, @number, @name, @hans, @hant, @en, @from_at, @published_at) ON CONFLICT DO NOTHING;

-- name: GetTextDraft :one
SELECT * FROM text_drafts WHERE kind = @kind;

-- name: PutTextDraft :exec
INSERT INTO text_drafts (kind, hans, hant, en) VALUES (@kind, @hans, @hant, @en)
ON CONFLICT (kind) DO UPDATE SET hans = excluded.hans, hant = excluded.hant, en = excluded.en;

-- name: DropTextDraft :exec
DELETE FROM text_drafts WHERE kind = @kind;
