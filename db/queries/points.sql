-- name: OpenPointAccount :exec
INSERT INTO point_accounts (id, kind) VALUES (@id, 'member') ON CONFLICT (id) DO NOTHING;

-- name: GetBalance :one
SELECT balance FROM point_accounts WHERE id = @id;

-- name: TakePoints :execrows
UPDATE point_accounts SET balance = balance - CAST(@points AS BIGINT) WHERE id = @id AND balance >= CAST(@points AS BIGINT);

-- name: AddPoints :exec
UPDATE point_accounts SET balance = balance + @points WHERE id = @id;

-- name: InsertMovement :exec
INSERT INTO point_movements (id, member_id, rule, source_id, reverses, at) VALUES (@id, @member_id, @rule, @source_id, @reverses, @at);

-- name: InsertEntries :exec
INSERT INTO point_entries (id, movement_id, account_id, points) VALUES
  (@id, @movement_id, @account_id, CAST(@points AS BIGINT)), (@against_id, @movement_id, @against, 0 - CAST(@points AS BIGINT));

-- name: InsertLot :exec
INSERT INTO point_lots (id, member_id, movement_id, points, remaining, expires_at) VALUES (@id, @member_id, @movement_id, @points, @remaining, @expires_at);

-- name: OpenLots :many
SELECT id, remaining, expires_at FROM point_lots WHERE member_id = @member_id AND remaining > 0 ORDER BY expires_at, id;

-- name: ExpiredLots :many
SELECT id, member_id, remaining FROM point_lots WHERE remaining > 0 AND expires_at <= @now ORDER BY expires_at, id LIMIT @most;

-- name: SetLotRemaining :exec
UPDATE point_lots SET remaining = @remaining WHERE id = @id;

-- name: InsertLotUse :exec
INSERT INTO point_lot_uses (movement_id, lot_id, points) VALUES (@movement_id, @lot_id, @points);

-- name: MovementsOf :many
SELECT e.id AS entry_id, p.rule, p.source_id, p.at, e.points, CAST(COALESCE(v.id, 0) AS BIGINT) AS voucher_id,
  CAST(COALESCE(x.title_hans, '') AS TEXT) AS title_hans, CAST(COALESCE(x.title_hant, '') AS TEXT) AS title_hant,
  CAST(COALESCE(x.title_en, '') AS TEXT) AS title_en
FROM point_entries e JOIN point_movements p ON p.id = e.movement_id
LEFT JOIN redemptions r ON p.rule = 'bill' AND r.id = p.source_id
LEFT JOIN vouchers v ON v.id = CASE WHEN p.rule = 'claim' THEN p.source_id ELSE r.voucher_id END
LEFT JOIN offer_versions x ON x.offer_id = v.offer_id AND x.version = v.version
WHERE e.account_id = @member_id AND e.id < @before ORDER BY e.id DESC LIMIT @most;

-- name: LedgerSum :one
SELECT CAST(COALESCE(SUM(points), 0) AS BIGINT) AS n FROM point_entries;

-- name: WrongBalances :many
SELECT a.id, a.balance, CAST(COALESCE((SELECT SUM(e.points) FROM point_entries e WHERE e.account_id = a.id), 0) AS BIGINT) AS entries,
  CAST(COALESCE((SELECT SUM(l.remaining) FROM point_lots l WHERE l.member_id = a.id AND l.remaining > 0), 0) AS BIGINT) AS lots
FROM point_accounts a WHERE a.kind = 'member'
  AND (a.balance <> CAST(COALESCE((SELECT SUM(e.points) FROM point_entries e WHERE e.account_id = a.id), 0) AS BIGINT)
    OR a.balance <> CAST(COALESCE((SELECT SUM(l.remaining) FROM point_lots l WHERE l.member_id = a.id AND l.remaining > 0), 0) AS BIGINT))
LIMIT 20;
