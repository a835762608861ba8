-- name: PutFormerContact :exec
INSERT INTO former_contacts (id, account_id, destination, until_at) VALUES (@id, @account_id, @destination, @until_at);

-- name: FormerContactsOf :many
SELECT destination FROM former_contacts WHERE account_id = @account_id;

-- name: HadContact :many
SELECT m.id FROM former_contacts f JOIN members m ON m.account_id = f.account_id
WHERE f.destination = @destination AND f.account_id <> @account_id AND m.left_at IS NULL ORDER BY m.id LIMIT 20;

-- name: HasContactOf :many
SELECT m.id, f.destination FROM former_contacts f JOIN accounts a ON a.phone = f.destination OR a.email = f.destination
JOIN members m ON m.account_id = a.id WHERE f.account_id = @account_id AND a.id <> @account_id AND m.left_at IS NULL ORDER BY m.id LIMIT 20;

-- name: SameNameAndHome :many
SELECT DISTINCT o.id FROM home_claims mine
JOIN home_claims theirs ON theirs.community_id = mine.community_id AND theirs.building = mine.building AND theirs.stair = mine.stair AND theirs.room = mine.room
JOIN members o ON o.id = theirs.member_id
WHERE mine.member_id = @member_id AND mine.state <> 'ended' AND theirs.state <> 'ended' AND o.id <> @member_id AND o.name_folded = @name_folded AND o.left_at IS NULL
ORDER BY o.id LIMIT 20;

-- name: SameNameAndCommunity :many
SELECT id FROM members WHERE name_folded = @name_folded AND community_id = @community_id AND id <> @id AND left_at IS NULL ORDER BY id LIMIT 20;

-- name: PutDuplicate :execrows
INSERT INTO duplicates (id, member_id, other_id, evidence, score, state, found_at) VALUES (@id, @member_id, @other_id, @evidence, @score, 'open', @found_at)
ON CONFLICT (member_id, other_id) DO UPDATE SET evidence = excluded.evidence, score = excluded.score WHERE duplicates.state = 'open' AND duplicates.evidence <> excluded.evidence;

-- name: GetDuplicate :one
SELECT * FROM duplicates WHERE id = @id;

-- name: DuplicateOf :one
SELECT * FROM duplicates WHERE member_id = @member_id AND other_id = @other_id;

-- name: OpenDuplicates :many
SELECT * FROM duplicates WHERE id IN (sqlc.slice('ids')) ORDER BY score DESC, id;

-- name: DecideDuplicate :execrows
UPDATE duplicates SET state = @state, decided_at = @now WHERE id = @id AND state = 'open';

-- name: CloseDuplicatesOf :exec
UPDATE duplicates SET state = 'merged', decided_at = @now WHERE state = 'open' AND (member_id = @gone OR other_id = @gone);

-- name: SetAccountMerged :exec
UPDATE accounts SET merged_into = @merged_into WHERE id = @id;

-- name: InsertMerge :exec
INSERT INTO merges (id, member_id, gone_id, was, at) VALUES (@id, @member_id, @gone_id, @was, @at);

-- name: GetMerge :one
SELECT * FROM merges WHERE id = @id;

-- name: MergesOf :many
SELECT sqlc.embed(g), m.number FROM merges g JOIN members m ON m.id = g.gone_id
WHERE g.member_id = @member_id OR g.gone_id = @member_id ORDER BY g.id DESC LIMIT 20;

-- name: UndoMerge :execrows
UPDATE merges SET undone_at = @now WHERE id = @id AND undone_at IS NULL AND at > @since;

-- name: DeleteOldMergeRows :execrows
DELETE FROM merge_rows WHERE merge_id IN (SELECT m.id FROM merges m WHERE m.at < @before AND EXISTS (SELECT 1 FROM merge_rows r WHERE r.merge_id = m.id) ORDER BY m.id LIMIT @most);

-- name: MembersMergedInto :many
SELECT id FROM members WHERE merged_into = @merged_into ORDER BY id;

-- name: RecountUnread :exec
UPDATE members SET unread = (SELECT CAST(COUNT(*) AS BIGINT) FROM notices n WHERE n.member_id = members.id AND n.read_at IS NULL) WHERE members.id = @id;

-- name: SetClaimState :exec
UPDATE home_claims SET state = @state, ended_at = @ended_at WHERE id = @id;

-- name: MarkMerged :execrows
UPDATE members SET merged_into = @merged_into, left_at = @now WHERE id = @id AND left_at IS NULL AND leaves_at IS NULL;

-- name: UnmarkMerged :exec
UPDATE members SET merged_into = NULL, left_at = NULL WHERE id = @id;

-- name: StillMember :one
SELECT id FROM members WHERE id = @id AND left_at IS NULL;

-- name: OpenPairsOf :many
SELECT * FROM duplicates WHERE state = 'open' AND (member_id = @id OR other_id = @id) ORDER BY id;

-- name: ReopenDuplicatesOf :exec
UPDATE duplicates SET state = 'open', decided_at = NULL WHERE state = 'merged' AND decided_at = @at AND (member_id = @gone OR other_id = @gone)
  AND NOT EXISTS (SELECT 1 FROM members m WHERE (m.id = duplicates.member_id OR m.id = duplicates.other_id) AND m.left_at IS NOT NULL);

-- name: DropOpenPair :exec
DELETE FROM duplicates WHERE id = @id AND state = 'open';

-- name: PlacesOfMember :many
SELECT community_id FROM member_places WHERE member_id = @member_id ORDER BY community_id;

-- name: SharedHouseholds :many
SELECT t.id FROM household_members t WHERE t.member_id = @gone AND t.left_at IS NULL AND EXISTS (
  SELECT 1 FROM household_members k WHERE k.member_id = @keep AND k.household_id = t.household_id AND k.left_at IS NULL
) ORDER BY t.id;

-- name: SetHouseholdMemberLeft :exec
UPDATE household_members SET left_at = @left_at WHERE id = @id;

-- name: GetHouseholdMember :one
SELECT * FROM household_members WHERE id = @id;

-- name: SetConsentWithdrawn :exec
UPDATE consents SET withdrawn_at = @withdrawn_at WHERE id = @id;

-- name: LotsLeftOfMerge :one
SELECT CAST(COALESCE(SUM(l.remaining), 0) AS BIGINT) AS n FROM point_lots l JOIN merge_rows r ON r.row_id = l.id WHERE r.merge_id = @merge_id AND r.moved = 'point_lots';
