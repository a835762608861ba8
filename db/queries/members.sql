-- name: InsertMember :execrows
INSERT INTO members (id, account_id, number, name, name_folded, class, tier, community_id, joined_at)
VALUES (@id, @account_id, @number, @name, @name_folded, @class, @tier, @community_id, @joined_at)
ON CONFLICT DO NOTHING;

-- name: GetMember :one
SELECT m.*, a.phone, a.email, a.locale, a.disabled_at, p.balance
FROM members m JOIN accounts a ON a.id = m.account_id LEFT JOIN point_accounts p ON p.id = m.id
WHERE m.id = @id;

-- name: MemberOfAccount :one
SELECT id FROM members WHERE account_id = @account_id AND left_at IS NULL;

-- name: SetMemberClass :exec
UPDATE members SET class = @class WHERE id = @id;

-- name: SetMemberTier :exec
UPDATE members SET tier = @tier WHERE id = @id;

-- name: SetMemberCommunity :exec
UPDATE members SET community_id = @community_id WHERE id = @id;

-- name: InsertConsent :exec
INSERT INTO consents (id, member_id, kind, version, locale, given_at) VALUES (@id, @member_id, @kind, @version, @locale, @given_at);

-- name: WithdrawConsents :execrows
UPDATE consents SET withdrawn_at = @now WHERE member_id = @member_id AND kind = @kind AND withdrawn_at IS NULL;

-- name: ConsentsOf :many
SELECT * FROM consents WHERE member_id = @member_id ORDER BY id;

-- name: MembersByIDs :many
SELECT m.id, m.number, m.name, m.class, m.tier, m.community_id, m.joined_at, m.left_at, a.phone, a.email, a.locale, p.balance,
  CAST((SELECT COUNT(*) FROM home_claims c WHERE c.member_id = m.id AND c.state = 'waiting') AS BIGINT) AS waiting
FROM members m JOIN accounts a ON a.id = m.account_id LEFT JOIN point_accounts p ON p.id = m.id
WHERE m.id IN (sqlc.slice('ids')) ORDER BY m.id DESC;
