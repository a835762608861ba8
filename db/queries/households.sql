-- name: InsertHousehold :execrows
INSERT INTO households (id, home_id, primary_id, begun_at) VALUES (@id, @home_id, @primary_id, @begun_at)
ON CONFLICT (home_id) WHERE ended_at IS NULL DO NOTHING;

-- name: GetHousehold :one
SELECT * FROM households WHERE id = @id;

-- name: HouseholdOfHome :one
SELECT * FROM households WHERE home_id = @home_id AND ended_at IS NULL;

-- name: FirstVerified :many
SELECT member_id FROM home_claims WHERE home_id = @home_id AND state = 'verified' ORDER BY decided_at, id LIMIT 1;

-- name: VerifiedClaimOf :many
SELECT id FROM home_claims WHERE home_id = @home_id AND member_id = @member_id AND state = 'verified' ORDER BY id LIMIT 1;

-- name: SetPrimary :execrows
UPDATE households SET primary_id = @primary_id, offered_id = NULL WHERE id = @id AND ended_at IS NULL;

-- name: OfferPrimary :execrows
UPDATE households SET offered_id = @offered_id WHERE id = @id AND ended_at IS NULL;

-- name: EndHousehold :execrows
UPDATE households SET ended_at = @now, offered_id = NULL WHERE id = @id AND ended_at IS NULL;

-- name: InsertHouseholdMember :execrows
INSERT INTO household_members (id, household_id, member_id, joined_at) VALUES (@id, @household_id, @member_id, @joined_at)
ON CONFLICT (household_id, member_id) WHERE left_at IS NULL DO NOTHING;

-- name: LeaveHousehold :execrows
UPDATE household_members SET left_at = @now WHERE household_id = @household_id AND member_id = @member_id AND left_at IS NULL;

-- name: HouseholdMembers :many
SELECT h.id, h.household_id, h.member_id, h.joined_at, m.name, m.number, m.class
FROM household_members h JOIN members m ON m.id = h.member_id
WHERE h.left_at IS NULL AND h.household_id = @household_id ORDER BY h.joined_at, h.id;

-- name: OwnersInHousehold :many
SELECT DISTINCT h.member_id FROM household_members h JOIN households s ON s.id = h.household_id
JOIN home_claims c ON c.home_id = s.home_id AND c.member_id = h.member_id AND c.state = 'verified'
WHERE h.left_at IS NULL AND h.household_id = @household_id;

-- name: WasInHousehold :one
SELECT CAST(COUNT(*) AS BIGINT) FROM household_members m JOIN households h ON h.id = m.household_id
WHERE m.household_id = @household_id AND m.member_id = @member_id AND (m.left_at IS NOT NULL OR h.ended_at IS NOT NULL);

-- name: HouseholdsOfMember :many
SELECT s.id, s.primary_id, s.offered_id, h.id AS home_id, h.community_id, h.building, h.stair, h.room, c.name_hans, c.name_hant, c.name_en, x.joined_at
FROM household_members x JOIN households s ON s.id = x.household_id JOIN homes h ON h.id = s.home_id JOIN communities c ON c.id = h.community_id
WHERE x.member_id = @member_id AND x.left_at IS NULL AND s.ended_at IS NULL ORDER BY x.id DESC;

-- name: InsertInvitation :exec
INSERT INTO household_invitations (id, household_id, token_hash, phone, made_by, made_at, ends_at)
VALUES (@id, @household_id, @token_hash, @phone, @made_by, @made_at, @ends_at);

-- name: InvitationByToken :one
SELECT * FROM household_invitations WHERE token_hash = @token_hash;

-- name: OpenInvitations :many
SELECT id, phone, made_at, ends_at FROM household_invitations
WHERE household_id = @household_id AND used_at IS NULL AND withdrawn_at IS NULL AND ends_at > @now ORDER BY id DESC LIMIT 20;

-- name: UseInvitation :execrows
UPDATE household_invitations SET used_at = @now, used_by = @used_by WHERE id = @id AND used_at IS NULL AND withdrawn_at IS NULL;

-- name: WithdrawInvitation :execrows
UPDATE household_invitations SET withdrawn_at = @now WHERE id = @id AND household_id = @household_id AND used_at IS NULL AND withdrawn_at IS NULL;

-- name: WithdrawInvitationsBy :exec
UPDATE household_invitations SET withdrawn_at = @now WHERE household_id = @household_id AND made_by = @made_by AND used_at IS NULL AND withdrawn_at IS NULL;

-- name: WithdrawInvitations :exec
UPDATE household_invitations SET withdrawn_at = @now WHERE household_id = @household_id AND used_at IS NULL AND withdrawn_at IS NULL;

-- name: HouseholdsOfPhone :many
SELECT s.id, s.primary_id, h.id AS home_id, h.community_id, h.building, h.stair, h.room, c.name_hans, c.name_hant, c.name_en
FROM register_owners o JOIN households s ON s.home_id = o.home_id JOIN homes h ON h.id = s.home_id JOIN communities c ON c.id = h.community_id
WHERE o.phone = @phone AND s.ended_at IS NULL ORDER BY s.id LIMIT 5;
