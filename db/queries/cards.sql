-- name: CardHolder :one
SELECT m.card_epoch, m.left_at, a.disabled_at FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.id = @id;

-- name: MemberByNumber :one
SELECT id FROM members WHERE number = @number;

-- name: RenewCard :one
UPDATE members SET card_epoch = card_epoch + 1 WHERE id = @id AND left_at IS NULL RETURNING account_id;

-- name: OutletSaid :one
SELECT o.name_hans, o.name_hant, o.name_en, m.name_hans AS merchant_hans, m.name_hant AS merchant_hant, m.name_en AS merchant_en
FROM outlets o JOIN merchants m ON m.id = o.merchant_id WHERE o.id = @id;

-- name: InsertTillCode :exec
INSERT INTO till_codes (id, session_id, outlet_id, member_id, how, destination, mac, sent_at, ends_at)
VALUES (@id, @session_id, @outlet_id, @member_id, @how, @destination, @mac, @sent_at, @ends_at);

-- name: NewestTillCode :one
SELECT * FROM till_codes WHERE session_id = @session_id ORDER BY id DESC LIMIT 1;

-- name: LastTillCodeSent :one
SELECT CAST(COALESCE(MAX(sent_at), 0) AS BIGINT) AS sent_at FROM till_codes WHERE destination = @destination;

-- name: TryTillCode :one
UPDATE till_codes SET tries = tries + 1 WHERE id = @id AND opened_at IS NULL AND tries < 5 AND ends_at > @now
RETURNING tries;

-- name: OpenTillCode :exec
UPDATE till_codes SET opened_at = @now WHERE id = @id;

-- name: DeleteOldTillCodes :execrows
DELETE FROM till_codes WHERE id IN (SELECT c.id FROM till_codes c WHERE c.sent_at < @before LIMIT @most);
