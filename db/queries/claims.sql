-- name: GetClaim :one
SELECT * FROM home_claims WHERE id = @id;

-- name: AskClaim :execrows
UPDATE home_claims SET turn = 'asked' WHERE id = @id AND state = 'waiting';

-- name: AnswerClaim :execrows
UPDATE home_claims SET turn = CASE turn WHEN 'asked' THEN 'answered' ELSE turn END WHERE id = @id AND state = 'waiting';

-- name: WithdrawClaim :execrows
UPDATE home_claims SET state = 'ended', ended_how = 'withdrawn', ended_at = @now WHERE id = @id AND state = 'waiting';

-- name: MoveClaim :exec
UPDATE home_claims SET building = @building, stair = @stair, room = @room WHERE id = @id;

-- name: ClaimOfHome :many
SELECT id FROM home_claims WHERE member_id = @member_id AND community_id = @community_id AND building = @building AND stair = @stair AND room = @room
  AND state IN ('waiting', 'verified') AND id <> @id;

-- name: InsertClaimStep :exec
INSERT INTO claim_steps (id, claim_id, kind, body, photos, account_id, at) VALUES (@id, @claim_id, @kind, @body, @photos, @account_id, @at);

-- name: ClaimSteps :many
SELECT s.id, s.kind, s.body, s.photos, s.at, CAST(COALESCE(a.name, '') AS TEXT) AS name FROM claim_steps s LEFT JOIN accounts a ON a.id = s.account_id WHERE s.claim_id = @claim_id ORDER BY s.id;

-- name: CountAnswers :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM claim_steps WHERE claim_id = @claim_id AND kind = 'answered';

-- name: InsertClaimPhoto :exec
INSERT INTO claim_photos (id, claim_id, type, width, height, body, made_at) VALUES (@id, @claim_id, @type, @width, @height, @body, @made_at);

-- name: ClaimPhotos :many
SELECT p.id, p.width, p.height, p.made_at, CAST(COALESCE(o.at, 0) AS BIGINT) AS opened_at
FROM claim_photos p LEFT JOIN photo_openings o ON o.photo_id = p.id AND o.account_id = @account_id
WHERE p.claim_id = @claim_id ORDER BY p.id;

-- name: CountClaimPhotos :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM claim_photos WHERE claim_id = @claim_id;

-- name: GetClaimPhoto :one
SELECT * FROM claim_photos WHERE id = @id AND claim_id = @claim_id;

-- name: DeleteClaimPhoto :execrows
DELETE FROM claim_photos WHERE id = @id AND claim_id = @claim_id;

-- name: DeleteOldClaimPhotos :execrows
DELETE FROM claim_photos WHERE id IN (
  SELECT p.id FROM claim_photos p JOIN home_claims c ON c.id = p.claim_id
  WHERE c.state <> 'waiting' AND COALESCE(c.decided_at, c.ended_at) < @before ORDER BY p.id LIMIT @most
);

-- name: OpenPhoto :execrows
INSERT INTO photo_openings (photo_id, account_id, at) VALUES (@photo_id, @account_id, @at) ON CONFLICT (photo_id, account_id) DO NOTHING;

-- name: PhotoOpened :one
SELECT at FROM photo_openings WHERE photo_id = @photo_id AND account_id = @account_id;

-- name: SetCompany :execrows
UPDATE homes SET company = @company WHERE id = @id;

-- name: HomesOfPhone :many
SELECT h.id, h.community_id, h.building, h.stair, h.room, c.name_hans, c.name_hant, c.name_en
FROM register_owners o JOIN homes h ON h.id = o.home_id JOIN communities c ON c.id = h.community_id
WHERE o.phone = @phone AND h.id <> @beside ORDER BY h.id LIMIT 5;

-- name: HomesOfRoom :many
SELECT id, community_id, building, stair, room FROM homes
WHERE room = @room AND community_id = @community_id ORDER BY building, stair LIMIT 6;

-- name: HomesBeside :many
SELECT id, community_id, building, stair, room FROM homes
WHERE community_id = @community_id AND building = @building AND stair = @stair AND room >= @room ORDER BY room LIMIT 3;

-- name: HomesOfSlips :many
SELECT id, community_id, building, stair, room FROM homes
WHERE community_id = @community_id AND building = @building AND room IN (sqlc.slice('rooms')) ORDER BY stair, room LIMIT 6;

-- name: ClaimsOfAddress :many
SELECT id FROM home_claims WHERE community_id = @community_id AND state = 'waiting' AND building = @building AND stair = @stair AND room = @room
ORDER BY id LIMIT 20;

-- name: ChangeWaits :one
SELECT id FROM register_changes WHERE home_id = @home_id AND state = 'waiting';

-- name: AccountNames :many
SELECT id, name FROM accounts WHERE id IN (sqlc.slice('ids'));
