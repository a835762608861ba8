-- name: ListMerchants :many
SELECT * FROM merchants ORDER BY id;

-- name: GetMerchant :one
SELECT * FROM merchants WHERE id = @id;

-- name: InsertMerchant :exec
INSERT INTO merchants (id, kind, name_hans, name_hant, name_en, phone) VALUES (@id, @kind, @name_hans, @name_hant, @name_en, @phone);

-- name: UpdateMerchant :execrows
UPDATE merchants SET kind = @kind, name_hans = @name_hans, name_hant = @name_hant, name_en = @name_en, phone = @phone, ended_at = @ended_at WHERE id = @id;

-- name: OutletsOf :many
SELECT * FROM outlets WHERE merchant_id = @merchant_id ORDER BY id;

-- name: ListOutlets :many
SELECT * FROM outlets ORDER BY merchant_id, id;

-- name: GetOutlet :one
SELECT o.*, m.name_hans AS merchant_hans, m.name_hant AS merchant_hant, m.name_en AS merchant_en, m.ended_at AS merchant_ended
FROM outlets o JOIN merchants m ON m.id = o.merchant_id WHERE o.id = @id;

-- name: TillAt :one
SELECT o.id, o.merchant_id, CAST(COALESCE((SELECT c.n FROM counters c WHERE c.name = @counter AND c.starts = @starts), 0) AS BIGINT) AS failures
FROM outlets o JOIN merchants m ON m.id = o.merchant_id WHERE o.id = @id AND o.ended_at IS NULL AND m.ended_at IS NULL;

-- name: InsertOutlet :exec
INSERT INTO outlets (id, merchant_id, name_hans, name_hant, name_en, address_hans, address_hant, address_en)
VALUES (@id, @merchant_id, @name_hans, @name_hant, @name_en, @address_hans, @address_hant, @address_en);

-- name: UpdateOutlet :execrows
UPDATE outlets SET name_hans = @name_hans, name_hant = @name_hant, name_en = @name_en,
  address_hans = @address_hans, address_hant = @address_hant, address_en = @address_en, ended_at = @ended_at
WHERE id = @id;

-- name: TillStaffOf :many
SELECT g.id, g.account_id, g.scope_id AS outlet_id, g.granted_at, a.name, a.phone, a.email
FROM grants g JOIN accounts a ON a.id = g.account_id JOIN outlets o ON o.id = g.scope_id
WHERE o.merchant_id = @merchant_id AND g.role = 'till' AND g.scope = 'outlet' AND g.ended_at IS NULL
ORDER BY g.id;

-- name: MerchantsByIDs :many
SELECT m.*,
  CAST((SELECT COUNT(*) FROM outlets o WHERE o.merchant_id = m.id AND o.ended_at IS NULL) AS BIGINT) AS outlets,
  CAST((SELECT COUNT(*) FROM offers f WHERE f.merchant_id = m.id AND f.state = 'live') AS BIGINT) AS live
FROM merchants m WHERE m.id IN (sqlc.slice('ids'));
