-- name: AllHomes :many
SELECT * FROM homes WHERE community_id = @community_id ORDER BY id;

-- name: AllOwners :many
SELECT o.home_id, o.name, o.phone FROM register_owners o JOIN homes h ON h.id = o.home_id
WHERE h.community_id = @community_id ORDER BY o.home_id, o.place;

-- name: WaitingChanges :many
SELECT c.home_id, c.id4, c.contract, c.handover, c.owners FROM register_changes c JOIN homes h ON h.id = c.home_id
WHERE h.community_id = @community_id AND c.state = 'waiting';

-- name: InsertHome :exec
INSERT INTO homes (id, community_id, building, stair, room, id4, contract, handover, import_id)
VALUES (@id, @community_id, @building, @stair, @room, @id4, @contract, @handover, @import_id);

-- name: UpdateHome :exec
UPDATE homes SET id4 = @id4, contract = @contract, handover = @handover, import_id = @import_id WHERE id = @id;

-- name: InsertOwner :exec
INSERT INTO register_owners (id, home_id, place, name, name_folded, phone) VALUES (@id, @home_id, @place, @name, @name_folded, @phone);

-- name: DeleteOwners :exec
DELETE FROM register_owners WHERE home_id = @home_id;

-- name: OwnersOf :many
SELECT home_id, name, name_folded, phone FROM register_owners WHERE home_id IN (sqlc.slice('homes')) ORDER BY home_id, place;

-- name: GetHome :one
SELECT * FROM homes WHERE id = @id;

-- name: FindHome :one
SELECT * FROM homes WHERE community_id = @community_id AND building IN (@building, @building_spelled) AND stair IN (@stair, @stair_spelled)
  AND room IN (@room, @room_spelled) ORDER BY building, stair, room LIMIT 1;

-- name: ReplaceWaitingChange :exec
UPDATE register_changes SET state = 'replaced', decided_at = @now WHERE home_id = @home_id AND state = 'waiting';

-- name: InsertChange :exec
INSERT INTO register_changes (id, home_id, import_id, id4, contract, handover, owners, state)
VALUES (@id, @home_id, @import_id, @id4, @contract, @handover, @owners, 'waiting');

-- name: DecideChange :one
UPDATE register_changes SET state = @state, decided_at = @now WHERE id = @id AND state = 'waiting' RETURNING *;

-- name: ChangesByIDs :many
SELECT r.id, r.home_id, r.contract, r.handover, r.owners, h.building, h.stair, h.room, h.community_id, i.at, i.file_name
FROM register_changes r JOIN homes h ON h.id = r.home_id JOIN imports i ON i.id = r.import_id
WHERE r.id IN (sqlc.slice('ids'));

-- name: CountWaitingChanges :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM register_changes WHERE state = 'waiting';

-- name: InsertImport :exec
INSERT INTO imports (id, file_name, file_hash, at, homes, added, changed, same, refused)
VALUES (@id, @file_name, @file_hash, @at, @homes, @added, @changed, @same, @refused);

-- name: ListImports :many
SELECT * FROM imports ORDER BY id DESC LIMIT 20;

-- name: InsertUpload :exec
INSERT INTO register_uploads (id, account_id, file_name, file_hash, body, mapping, at)
VALUES (@id, @account_id, @file_name, @file_hash, @body, @mapping, @at);

-- name: GetUpload :one
SELECT * FROM register_uploads WHERE id = @id AND account_id = @account_id;

-- name: ListUploads :many
SELECT id, file_name, at FROM register_uploads WHERE account_id = @account_id ORDER BY id DESC;

-- name: UploadMapping :one
SELECT mapping FROM register_uploads WHERE id = @id AND account_id = @account_id;

-- name: SetUploadMapping :execrows
UPDATE register_uploads SET mapping = @mapping WHERE id = @id AND account_id = @account_id;

-- name: DeleteUpload :exec
DELETE FROM register_uploads WHERE id = @id;

-- name: DeleteOldUploads :execrows
DELETE FROM register_uploads WHERE id IN (
  SELECT u.id FROM register_uploads u WHERE u.at < @before
  AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.kind = 'import' AND r.state IN ('waiting', 'running') AND r.args = CAST(u.id AS TEXT)) LIMIT @most
);

-- name: ExportRegister :many
SELECT h.id, h.community_id, h.building, h.stair, h.room, h.id4, h.contract, h.handover, o.name, o.phone, o.place
FROM homes h JOIN register_owners o ON o.home_id = h.id
WHERE h.id > @after OR (h.id = @after AND o.place > @place)
ORDER BY h.id, o.place LIMIT @most;

-- name: KeepOwners :exec
UPDATE register_changes SET was = @was WHERE id = @id;

-- name: AcceptedChanges :many
SELECT decided_at, was FROM register_changes WHERE home_id = @home_id AND state = 'accepted' ORDER BY id;

-- name: ChangesOfHome :many
SELECT c.id, c.state, c.owners, c.contract, c.handover, c.decided_at, i.at
FROM register_changes c JOIN imports i ON i.id = c.import_id
WHERE c.home_id = @home_id ORDER BY c.id DESC LIMIT 20;

-- name: HomeListed :one
SELECT i.at FROM homes h JOIN imports i ON i.id = h.import_id WHERE h.id = @id;
