-- name: InsertNotice :execrows
INSERT INTO notices (id, member_id, kind, cause_id, args, at)
SELECT CAST(@id AS BIGINT), m.id, CAST(@kind AS TEXT), CAST(@cause_id AS BIGINT), CAST(@args AS TEXT), CAST(@at AS BIGINT) FROM members m WHERE m.id = @member_id AND m.left_at IS NULL
ON CONFLICT (member_id, kind, cause_id) DO NOTHING;

-- name: AddUnread :exec
UPDATE members SET unread = unread + @n WHERE id = @id;

-- name: RecipientOf :one
SELECT a.phone, a.email, a.locale, CASE WHEN m.left_at IS NULL AND a.disabled_at IS NULL THEN 0 ELSE 1 END AS gone,
  CAST((SELECT COUNT(*) FROM consents c WHERE c.member_id = m.id AND c.kind = 'service_sms' AND c.withdrawn_at IS NULL) AS BIGINT) AS sms,
  CAST((SELECT COUNT(*) FROM consents c WHERE c.member_id = m.id AND c.kind = 'service_email' AND c.withdrawn_at IS NULL) AS BIGINT) AS mail
FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.id = @id;

-- name: InsertDelivery :exec
INSERT INTO deliveries (notice_id, channel, state, why, at) VALUES (@notice_id, @channel, @state, @why, @at);

-- name: SetDelivery :exec
UPDATE deliveries SET state = @state, why = @why, at = @at WHERE notice_id = @notice_id AND channel = @channel;

-- name: DeliveriesOf :many
SELECT * FROM deliveries WHERE notice_id IN (sqlc.slice('notices')) ORDER BY notice_id, channel DESC;

-- name: NoticesOf :many
SELECT * FROM notices WHERE member_id = @member_id AND id < @before ORDER BY id DESC LIMIT @most;

-- name: GetNotice :one
SELECT * FROM notices WHERE id = @id;

-- name: ReadNotice :execrows
UPDATE notices SET read_at = @now WHERE id = @id AND member_id = @member_id AND read_at IS NULL;

-- name: ReadNotices :execrows
UPDATE notices SET read_at = @now WHERE member_id = @member_id AND id <= @newest AND read_at IS NULL;

-- name: UnreadOfKind :many
SELECT * FROM notices WHERE member_id = @member_id AND kind = @kind AND read_at IS NULL;

-- name: NoticeAccounts :many
SELECT n.id, n.kind, n.args, a.phone, a.email FROM notices n JOIN members m ON m.id = n.member_id JOIN accounts a ON a.id = m.account_id
WHERE n.id IN (sqlc.slice('notices'));

-- name: EndingVouchers :many
SELECT v.id, v.member_id, v.redeem_to FROM vouchers v JOIN members m ON m.id = v.member_id
WHERE v.redeem_to >= @after AND (v.redeem_to > @after OR v.id > @after_id) AND v.redeem_to <= @last AND v.state = 'issued'
  AND v.claimed_at < @claimed_before AND m.left_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.member_id = v.member_id AND n.kind = 'vouchers_end' AND n.cause_id = @cause_id)
ORDER BY v.redeem_to, v.id LIMIT @most;

-- name: VouchersEnding :many
SELECT id, redeem_to, title_hans, title_hant, title_en FROM full_vouchers
WHERE member_id = @member_id AND state = 'issued' AND redeem_to > @after AND redeem_to <= @last AND claimed_at < @claimed_before
ORDER BY redeem_to, id;

-- name: WrongUnread :many
SELECT m.id FROM members m
WHERE m.id >= @since AND m.unread <> CAST((SELECT COUNT(*) FROM notices n WHERE n.member_id = m.id AND n.read_at IS NULL) AS BIGINT)
ORDER BY m.id LIMIT 20;
