-- name: InsertClaim :execrows
INSERT INTO home_claims (id, member_id, community_id, building, stair, room, home_id, state, how, rivals, reason, claimed_at, decided_at)
VALUES (@id, @member_id, @community_id, @building, @stair, @room, @home_id, @state, @how, @rivals, '', @claimed_at, @decided_at)
ON CONFLICT (member_id, community_id, building, stair, room) WHERE state IN ('waiting', 'verified') DO NOTHING;

-- name: ClaimCases :many
SELECT sqlc.embed(c), m.number, m.name, m.name_folded, a.phone, a.locale, h.id AS found, CAST(COALESCE(h.company, '') AS TEXT) AS company
FROM home_claims c
JOIN members m ON m.id = c.member_id
JOIN accounts a ON a.id = m.account_id
LEFT JOIN homes h ON h.community_id = c.community_id AND h.building = c.building AND h.stair = c.stair AND h.room = c.room
WHERE c.id IN (sqlc.slice('ids')) ORDER BY c.id;

-- name: ClaimsOf :many
SELECT * FROM home_claims WHERE member_id = @member_id ORDER BY id DESC;

-- name: CountVerified :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM home_claims WHERE home_id = @home_id AND state = 'verified' AND member_id <> @member_id;

-- name: VerifiedClaims :many
SELECT * FROM home_claims WHERE home_id = @home_id AND state = 'verified' ORDER BY id;

-- name: EndClaim :execrows
UPDATE home_claims SET state = 'ended', ended_how = @how, ended_day = @day, ended_at = @now WHERE id = @id AND state = 'verified';

-- name: VerifiedHomes :many
SELECT home_id, community_id FROM home_claims WHERE member_id = @member_id AND state = 'verified' AND home_id IS NOT NULL ORDER BY id;

-- name: DecideClaim :execrows
UPDATE home_claims SET state = @state, how = 'staff', home_id = @home_id, reason = @reason, decided_at = @now, decided_by = @decided_by
WHERE id = @id AND state = 'waiting';

-- name: HomesOfMember :many
SELECT h.id, h.community_id, h.building, h.stair, h.room, h.state, h.how, h.rivals, h.reason, h.claimed_at, h.decided_at, h.ended_at, h.turn, h.ended_how, h.ended_day, c.name_hans, c.name_hant, c.name_en
FROM home_claims h JOIN communities c ON c.id = h.community_id
WHERE h.member_id = @member_id ORDER BY h.id DESC;

-- name: HomesByIDs :many
SELECT h.id, h.community_id, h.building, h.stair, h.room, h.contract, h.handover,
  CAST((SELECT COUNT(*) FROM register_owners o WHERE o.home_id = h.id) AS BIGINT) AS owners,
  CAST((SELECT COUNT(*) FROM home_claims c WHERE c.home_id = h.id AND c.state = 'verified') AS BIGINT) AS members
FROM homes h WHERE h.id IN (sqlc.slice('ids'));

-- name: ClaimsToHome :many
SELECT sqlc.embed(c), m.name, m.number FROM home_claims c JOIN members m ON m.id = c.member_id WHERE c.id IN (sqlc.slice('ids'));

-- name: ClaimsByIDs :many
SELECT sqlc.embed(c), m.number, m.name, a.phone, a.email
FROM home_claims c JOIN members m ON m.id = c.member_id JOIN accounts a ON a.id = m.account_id
WHERE c.id IN (sqlc.slice('ids'));
