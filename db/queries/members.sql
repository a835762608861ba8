-- name: InsertMember :execrows
INSERT INTO members (id, account_id, number, name, name_folded, class, tier, community_id, joined_at)
VALUES (@id, @account_id, @number, @name, @name_folded, @class, @tier, @community_id, @joined_at)
ON CONFLICT DO NOTHING;

-- name: GetMember :one
SELECT m.*, a.phone, a.email, a.locale, a.disabled_at, a.phone_proven, p.balance
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
SELECT m.id, m.number, m.name, m.class, m.tier, m.community_id, m.joined_at, m.left_at, m.leaves_at, m.merged_into, a.phone, a.email, a.locale, p.balance,
  CAST((SELECT COUNT(*) FROM home_claims c WHERE c.member_id = m.id AND c.state = 'waiting') AS BIGINT) AS waiting
FROM members m JOIN accounts a ON a.id = m.account_id LEFT JOIN point_accounts p ON p.id = m.id
WHERE m.id IN (sqlc.slice('ids')) ORDER BY m.id DESC;

-- name: LeavePlaces :exec
DELETE FROM member_places WHERE member_places.member_id = @id
  AND NOT EXISTS (SELECT 1 FROM members m WHERE m.id = member_places.member_id AND m.community_id = member_places.community_id)
  AND NOT EXISTS (SELECT 1 FROM home_claims c WHERE c.member_id = member_places.member_id AND c.community_id = member_places.community_id
    AND c.state IN ('waiting', 'verified'));

-- name: EnterPlaces :exec
INSERT INTO member_places (member_id, community_id, class)
SELECT m.id, m.community_id, m.class FROM members m WHERE m.id = @id AND m.community_id IS NOT NULL
UNION
SELECT m.id, c.community_id, m.class FROM members m JOIN home_claims c ON c.member_id = m.id
WHERE m.id = @id AND c.state IN ('waiting', 'verified')
ON CONFLICT (member_id, community_id) DO UPDATE SET class = excluded.class;

-- name: WrongPlaces :many
SELECT m.id FROM members m
WHERE m.id >= @since AND (
  m.community_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM member_places p WHERE p.member_id = m.id AND p.community_id = m.community_id)
  OR EXISTS (SELECT 1 FROM home_claims c WHERE c.member_id = m.id AND c.state IN ('waiting', 'verified')
    AND NOT EXISTS (SELECT 1 FROM member_places p WHERE p.member_id = m.id AND p.community_id = c.community_id))
  OR EXISTS (SELECT 1 FROM member_places p WHERE p.member_id = m.id AND p.class <> m.class)
  OR EXISTS (SELECT 1 FROM member_places p WHERE p.member_id = m.id AND (m.community_id IS NULL OR p.community_id <> m.community_id)
    AND NOT EXISTS (SELECT 1 FROM home_claims c WHERE c.member_id = m.id AND c.state IN ('waiting', 'verified') AND c.community_id = p.community_id)))
ORDER BY m.id LIMIT 20;
