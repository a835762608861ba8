-- name: InsertNote :execrows
INSERT INTO notes (id, on_kind, on_id, member_id, author_id, request_key, kind, body, at, step, due, owner_id)
VALUES (@id, @on_kind, @on_id, @member_id, @author_id, @request_key, @kind, @body, @at, @step, @due, @owner_id)
ON CONFLICT (author_id, request_key) DO NOTHING;

-- name: NoteByKey :one
SELECT * FROM notes WHERE author_id = @author_id AND request_key = @request_key;

-- name: Notes :many
SELECT sqlc.embed(n), COALESCE(m.name, '') AS member_name, a.name AS author, COALESCE(o.name, '') AS owner, COALESCE(d.name, '') AS done_name, COALESCE(s.name, '') AS struck_name
FROM notes n
JOIN accounts a ON a.id = n.author_id
LEFT JOIN members m ON m.id = n.member_id
LEFT JOIN accounts o ON o.id = n.owner_id
LEFT JOIN accounts d ON d.id = n.done_by
LEFT JOIN accounts s ON s.id = n.struck_by
WHERE n.id IN (sqlc.slice('ids'));

-- name: CorrectNote :execrows
UPDATE notes SET kind = @kind, body = @body, step = @step, edited_at = @now WHERE id = @id AND struck_at IS NULL;

-- name: StrikeNote :execrows
UPDATE notes SET struck_at = @now, struck_by = @account_id, reason = @reason WHERE id = @id AND struck_at IS NULL;

-- name: FinishStep :execrows
UPDATE notes SET done_at = @now, done_by = @account_id
WHERE id = @id AND owner_id IS NOT NULL AND done_at IS NULL AND struck_at IS NULL;

-- name: ReopenStep :execrows
UPDATE notes SET done_at = NULL, done_by = NULL WHERE id = @id AND done_at IS NOT NULL AND struck_at IS NULL;

-- name: PlanStep :execrows
UPDATE notes SET due = @due, owner_id = @owner_id
WHERE id = @id AND owner_id IS NOT NULL AND done_at IS NULL AND struck_at IS NULL;

-- name: HandOverSteps :execrows
UPDATE notes SET owner_id = @heir WHERE owner_id = @owner_id AND done_at IS NULL AND struck_at IS NULL;

-- name: WorkingGrants :many
SELECT g.id, g.role, g.scope, g.scope_id, g.account_id, a.name
FROM grants g JOIN accounts a ON a.id = g.account_id
WHERE g.ended_at IS NULL AND g.role <> 'till' AND a.disabled_at IS NULL AND a.barred_at IS NULL
ORDER BY a.name, g.account_id, g.id;

-- name: CountStepsOf :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM notes WHERE owner_id = @owner_id AND step <> '' AND done_at IS NULL AND struck_at IS NULL;
