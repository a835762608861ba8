-- name: VoucherByKey :one
SELECT id, offer_id FROM vouchers WHERE member_id = @member_id AND request_key = @request_key;

-- name: CountVouchers :one
SELECT CAST(COUNT(*) AS BIGINT) AS n, CAST(COALESCE(SUM(CASE WHEN claimed_at >= @day_start THEN 1 ELSE 0 END), 0) AS BIGINT) AS today
FROM vouchers WHERE member_id = @member_id AND offer_id = @offer_id AND state <> 'void';

-- name: CountOfHomes :one
SELECT CAST(COUNT(DISTINCT v.id) AS BIGINT) AS n
FROM home_claims mine
JOIN home_claims theirs ON theirs.home_id = mine.home_id AND theirs.state = 'verified'
JOIN vouchers v ON v.member_id = theirs.member_id AND v.offer_id = @offer_id AND v.state <> 'void'
WHERE mine.member_id = @member_id AND mine.state = 'verified';

-- name: CountsOfHomes :many
SELECT v.offer_id, CAST(COUNT(DISTINCT v.id) AS BIGINT) AS n
FROM home_claims mine
JOIN home_claims theirs ON theirs.home_id = mine.home_id AND theirs.state = 'verified'
JOIN vouchers v ON v.member_id = theirs.member_id AND v.state <> 'void'
WHERE mine.member_id = @member_id AND mine.state = 'verified' GROUP BY v.offer_id;

-- name: CountsOfMember :many
SELECT offer_id, CAST(COUNT(*) AS BIGINT) AS n, CAST(COALESCE(SUM(CASE WHEN claimed_at >= @day_start THEN 1 ELSE 0 END), 0) AS BIGINT) AS today,
  CAST(COALESCE(SUM(CASE WHEN state = 'issued' AND redeem_to > @now THEN 1 ELSE 0 END), 0) AS BIGINT) AS usable,
  CAST(COALESCE(MIN(CASE WHEN state = 'issued' AND redeem_to > @now THEN redeem_to END), 0) AS BIGINT) AS next_end
FROM vouchers WHERE member_id = @member_id AND state <> 'void' GROUP BY offer_id;

-- name: InsertVoucher :exec
INSERT INTO vouchers (id, code, offer_id, version, member_id, request_key, state, price, claimed_at, redeem_to)
VALUES (@id, @code, @offer_id, @version, @member_id, @request_key, 'issued', @price, @claimed_at, @redeem_to);

-- name: GetVoucher :one
SELECT * FROM full_vouchers WHERE id = @id;

-- name: VoucherByCode :one
SELECT id FROM vouchers WHERE code = @code;

-- name: VouchersOf :many
SELECT * FROM full_vouchers WHERE member_id = @member_id AND id < @before ORDER BY id DESC LIMIT @most;

-- name: MarkRedeemed :one
UPDATE vouchers SET state = 'redeemed' WHERE code = @code AND state = 'issued' AND redeem_to > @now
RETURNING id, member_id;

-- name: RedemptionTerms :one
SELECT o.merchant_id, x.outlets, x.weekdays, x.hour_from, x.hour_to, h.left_at, a.disabled_at
FROM vouchers v
JOIN offers o ON o.id = v.offer_id
JOIN offer_versions x ON x.offer_id = v.offer_id AND x.version = v.version
JOIN members h ON h.id = v.member_id
JOIN accounts a ON a.id = h.account_id
WHERE v.code = @code;

-- name: InsertRedemption :exec
INSERT INTO redemptions (id, voucher_id, outlet_id, account_id, request_key, bill, points, at)
VALUES (@id, @voucher_id, @outlet_id, @account_id, @request_key, @bill, @points, @at);

-- name: RedemptionByKey :one
SELECT voucher_id FROM redemptions WHERE account_id = @account_id AND request_key = @request_key;

-- name: RedemptionsOf :many
SELECT r.*, u.name_hans AS outlet_hans, u.name_hant AS outlet_hant, u.name_en AS outlet_en, u.merchant_id,
  m.name_hans AS merchant_hans, m.name_hant AS merchant_hant, m.name_en AS merchant_en, a.name AS till_name
FROM redemptions r JOIN outlets u ON u.id = r.outlet_id JOIN merchants m ON m.id = u.merchant_id JOIN accounts a ON a.id = r.account_id
WHERE r.undone_at IS NULL AND r.voucher_id IN (sqlc.slice('vouchers'));

-- name: GetRedemption :one
SELECT r.*, v.code, v.member_id, x.kind, x.value, x.title_hans, x.title_hant, x.title_en, b.name AS member_name, b.tier, a.name AS till_name
FROM redemptions r JOIN vouchers v ON v.id = r.voucher_id
JOIN offer_versions x ON x.offer_id = v.offer_id AND x.version = v.version
JOIN members b ON b.id = v.member_id JOIN accounts a ON a.id = r.account_id
WHERE r.id = @id AND r.outlet_id = @outlet_id;

-- name: RedemptionsAt :many
SELECT r.*, v.code, v.member_id, x.kind, x.value, x.title_hans, x.title_hant, x.title_en, b.name AS member_name, b.tier, a.name AS till_name
FROM redemptions r JOIN vouchers v ON v.id = r.voucher_id
JOIN offer_versions x ON x.offer_id = v.offer_id AND x.version = v.version
JOIN members b ON b.id = v.member_id JOIN accounts a ON a.id = r.account_id
WHERE r.outlet_id = @outlet_id AND r.id > @since_id AND r.at >= @since AND r.id < @before ORDER BY r.id DESC LIMIT @most;

-- name: CountRedemptionsAt :one
SELECT CAST(COUNT(*) AS BIGINT) AS n, CAST(COALESCE(SUM(bill), 0) AS BIGINT) AS bills
FROM redemptions WHERE outlet_id = @outlet_id AND id > @since_id AND at >= @since AND undone_at IS NULL;

-- name: InsertTillTry :exec
INSERT INTO till_tries (id, account_id, outlet_id, outcome, voucher_id, at) VALUES (@id, @account_id, @outlet_id, @outcome, @voucher_id, @at);

-- name: VouchersForTill :many
SELECT * FROM full_vouchers
WHERE member_id = @member_id AND merchant_id = @merchant_id AND state = 'issued' AND redeem_to > @now
ORDER BY redeem_to, id LIMIT 50;

-- name: UsableVouchersOf :many
SELECT * FROM full_vouchers
WHERE member_id = @member_id AND state = 'issued' AND redeem_to > @now ORDER BY redeem_to, id LIMIT @most;

-- name: RedeemedVouchersOf :many
SELECT * FROM full_vouchers
WHERE member_id = @member_id AND state = 'redeemed' AND id < @before ORDER BY id DESC LIMIT @most;

-- name: GoneVouchersOf :many
SELECT * FROM full_vouchers
WHERE member_id = @member_id AND id < @before AND (state = 'void' OR (state = 'issued' AND redeem_to <= @now))
ORDER BY id DESC LIMIT @most;

-- name: VouchersByIDs :many
SELECT v.id, v.code, v.offer_id, v.member_id, v.state, v.price, v.claimed_at, v.redeem_to, v.title_hans, v.title_hant, v.title_en,
  v.merchant_id, v.merchant_hans, v.merchant_hant, v.merchant_en, m.name AS member_name, m.number AS member_number,
  r.at AS redeemed_at
FROM full_vouchers v JOIN members m ON m.id = v.member_id
LEFT JOIN redemptions r ON r.voucher_id = v.id AND r.undone_at IS NULL
WHERE v.id IN (sqlc.slice('ids'));

-- name: DeleteOldTries :execrows
DELETE FROM till_tries WHERE id IN (SELECT t.id FROM till_tries t WHERE t.id < @before ORDER BY t.id LIMIT @most);
