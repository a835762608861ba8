-- name: GetNameIndex :one
SELECT * FROM name_index WHERE id = 1;

-- name: BeginNameIndex :exec
UPDATE name_index SET making = @making, done_to = @done_to, begun_at = @begun_at WHERE id = 1;

-- name: MoveNameIndex :execrows
UPDATE name_index SET done_to = @done_to WHERE id = 1 AND making = @making AND done_to = @was;

-- name: FinishNameIndex :exec
UPDATE name_index SET version = making WHERE id = 1 AND making = @making;

-- name: NamesAfter :many
SELECT id, name_folded FROM members WHERE id > @after ORDER BY id LIMIT @most;

-- name: CountNamesAfter :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM members WHERE id > @after;

-- name: TermCounts :many
SELECT member_id, CAST(COUNT(*) AS BIGINT) AS n FROM member_terms WHERE member_id >= @since GROUP BY member_id;

-- name: OfferNames :many
SELECT o.id, o.state, v.title_hans, v.title_hant, v.title_en, m.name_hans, m.name_hant, m.name_en
FROM offers o
JOIN offer_versions v ON v.offer_id = o.id AND v.version = o.version
JOIN merchants m ON m.id = o.merchant_id ORDER BY o.id DESC;

-- name: RedemptionsTakenBack :many
SELECT r.*, u.name_hans AS outlet_hans, u.name_hant AS outlet_hant, u.name_en AS outlet_en,
  m.name_hans AS merchant_hans, m.name_hant AS merchant_hant, m.name_en AS merchant_en, a.name AS till_name
FROM redemptions r JOIN outlets u ON u.id = r.outlet_id JOIN merchants m ON m.id = u.merchant_id JOIN accounts a ON a.id = r.account_id
WHERE r.voucher_id = @voucher_id AND r.undone_at IS NOT NULL ORDER BY r.id;
