-- name: InsertMemberImport :exec
INSERT INTO member_imports (id, account_id, file_name, file_hash, body, at) VALUES (@id, @account_id, @file_name, @file_hash, @body, @at);

-- name: GetMemberImport :one
SELECT * FROM member_imports WHERE id = @id;

-- name: MemberImports :many
SELECT id, account_id, file_name, at, added, same, points, done_at FROM member_imports
WHERE done_at IS NOT NULL OR (body IS NOT NULL AND account_id = @account_id) ORDER BY id DESC LIMIT 50;

-- name: FinishMemberImport :execrows
UPDATE member_imports SET body = NULL, added = @added, same = @same, refused = @refused, points = @points, done_at = @now WHERE id = @id AND done_at IS NULL AND body IS NOT NULL;

-- name: DropMemberImport :execrows
UPDATE member_imports SET body = NULL WHERE id = @id AND account_id = @account_id AND done_at IS NULL AND body IS NOT NULL;

-- name: DeleteOldMemberImports :execrows
DELETE FROM member_imports WHERE id IN (SELECT i.id FROM member_imports i WHERE i.done_at IS NULL AND i.at < @before ORDER BY i.id LIMIT @most);

-- name: StandingByPhone :many
SELECT a.id, a.phone, a.email, a.disabled_at, a.merged_into, a.seen_at, m.id AS member_id FROM accounts a LEFT JOIN members m ON m.account_id = a.id WHERE a.phone IN (sqlc.slice('phones'));

-- name: StandingByEmail :many
SELECT a.id, a.phone, a.email, a.disabled_at, a.merged_into, a.seen_at, m.id AS member_id FROM accounts a LEFT JOIN members m ON m.account_id = a.id WHERE a.email IN (sqlc.slice('emails'));

-- name: NumbersTaken :many
SELECT number FROM members WHERE number IN (sqlc.slice('numbers'));

-- name: ProvePhone :exec
UPDATE accounts SET phone_proven = 1 WHERE id = @id AND phone_proven = 0;

-- name: SetAgreed :exec
UPDATE members SET agreed = 1 WHERE id = @id;

-- name: SetBirthday :exec
UPDATE members SET birth_day = @birth_day, birth_year = @birth_year, birth_set_at = @since WHERE id = @id;

-- name: DropBirthday :execrows
UPDATE members SET birth_day = '', birth_year = 0 WHERE id = @id AND birth_day <> '';

-- name: BirthdaysOn :many
SELECT m.id FROM members m WHERE m.birth_day = @birth_day AND m.left_at IS NULL AND m.agreed = 1
  AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.member_id = m.id AND n.kind = 'birthday' AND (n.cause_id = @year OR n.at > @since))
ORDER BY m.id LIMIT @most;
