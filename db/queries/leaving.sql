-- name: AskToLeave :execrows
UPDATE members SET leaves_at = @leaves_at WHERE id = @id AND left_at IS NULL AND leaves_at IS NULL;

-- name: StayMember :execrows
UPDATE members SET leaves_at = NULL WHERE id = @id AND left_at IS NULL AND leaves_at IS NOT NULL;

-- name: DueToLeave :many
SELECT id, leaves_at FROM members WHERE leaves_at IS NOT NULL AND leaves_at <= @now AND leaves_at >= @after AND (leaves_at > @after OR id > @id)
ORDER BY leaves_at, id LIMIT @most;

-- name: EndMembership :exec
UPDATE members SET left_at = @now, leaves_at = NULL, account_id = @account_id, community_id = NULL, name = @name, name_folded = '', birth_day = '', birth_year = 0 WHERE id = @id;

-- name: MembershipOfAccount :one
SELECT id, left_at, merged_into FROM members WHERE account_id = @account_id;

-- name: BlankAccount :exec
UPDATE accounts SET phone = NULL, email = NULL, name = @name, password = '', totp = NULL, disabled_at = COALESCE(disabled_at, @now) WHERE id = @id;

-- name: InsertBlankAccount :exec
INSERT INTO accounts (id, name, locale, created_at, disabled_at) VALUES (@id, @name, @locale, @now, @now);

-- name: EndClaimsOf :execrows
UPDATE home_claims SET state = 'ended', ended_at = @now WHERE member_id = @member_id AND state IN ('waiting', 'verified');

-- name: PutErasure :exec
INSERT INTO erasures (account_id, at) VALUES (@account_id, @at) ON CONFLICT (account_id) DO UPDATE SET at = excluded.at WHERE excluded.at > erasures.at;

-- name: ErasuresSince :many
SELECT account_id, at FROM erasures WHERE at >= @since ORDER BY at, account_id;

-- name: PutFormer :exec
INSERT INTO former_members (mac, left_at) VALUES (@mac, @left_at) ON CONFLICT (mac) DO UPDATE SET left_at = excluded.left_at;

-- name: IsFormer :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM former_members WHERE mac = @mac;

-- name: FormerAmong :many
SELECT mac FROM former_members WHERE mac IN (sqlc.slice('macs'));

-- name: MarkReturned :exec
UPDATE members SET returned = 1 WHERE id = @id;

-- name: UnmarkReturned :exec
UPDATE members SET returned = 0 WHERE members.id = @id AND NOT EXISTS (SELECT 1 FROM members g WHERE g.merged_into = members.id AND g.returned = 1);

-- name: DeleteOldFormer :execrows
DELETE FROM former_members WHERE mac IN (SELECT f.mac FROM former_members f WHERE f.left_at < @before LIMIT @most);

-- name: PersonalFactsOf :many
SELECT p.facts FROM audit a JOIN audit_personal p ON p.audit_id = a.id WHERE a.member_id = @member_id;

-- name: DropCounter :exec
DELETE FROM counters WHERE name = @name;

-- name: DropJobsTo :exec
DELETE FROM jobs WHERE payload LIKE @pattern ESCAPE '\';

-- name: DropExports :exec
DELETE FROM run_parts WHERE run_id IN (SELECT r.id FROM runs r WHERE r.kind = 'export' AND r.ended_at IS NOT NULL);

-- name: PersonalWith :many
SELECT audit_id FROM audit_personal WHERE audit_id >= @first AND (facts LIKE @pattern ESCAPE '\');

-- name: DropPersonalRow :exec
DELETE FROM audit_personal WHERE audit_id = @audit_id AND NOT EXISTS (
  SELECT 1 FROM audit a JOIN grants g ON g.account_id = a.noun_id OR g.id = a.noun_id
  WHERE a.id = audit_personal.audit_id AND (a.act LIKE 'staff.%' OR a.act LIKE 'till.%') AND g.ended_at IS NULL
);

-- name: DropPersonalOfMember :exec
DELETE FROM audit_personal WHERE audit_id IN (SELECT a.id FROM audit a WHERE a.member_id = @member_id);

-- name: DropPersonalOfView :exec
DELETE FROM audit_personal WHERE audit_id IN (SELECT a.id FROM audit a WHERE a.noun_id = @noun_id AND a.act LIKE 'view.%');

-- name: DropPersonalOfNoun :exec
DELETE FROM audit_personal WHERE audit_id IN (SELECT a.id FROM audit a WHERE a.noun_id = @noun_id AND (a.act LIKE 'staff.%' OR a.act LIKE 'till.%' OR a.act LIKE 'account.%'));
