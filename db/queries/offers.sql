-- name: LiveOffers :many
SELECT * FROM full_offers WHERE state = 'live' AND merchant_ended IS NULL ORDER BY id DESC;

-- name: GetOffer :one
SELECT * FROM full_offers WHERE id = @id;

-- name: OffersByIDs :many
SELECT * FROM full_offers WHERE id IN (sqlc.slice('ids')) ORDER BY id DESC;

-- name: InsertOffer :exec
INSERT INTO offers (id, merchant_id, state, version, shown_from, claim_from, claim_to, redeem_to, redeem_days,
  classes, tiers, communities, joined_days, price, stock, per_member, per_member_day, per_home, created_at)
VALUES (@id, @merchant_id, @state, 1, @shown_from, @claim_from, @claim_to, @redeem_to, @redeem_days,
  @classes, @tiers, @communities, @joined_days, @price, @stock, @per_member, @per_member_day, @per_home, @created_at);

-- name: UpdateOffer :execrows
UPDATE offers SET state = @state, version = @version, shown_from = @shown_from, claim_from = @claim_from, claim_to = @claim_to,
  redeem_to = @redeem_to, redeem_days = @redeem_days,
  classes = @classes, tiers = @tiers, communities = @communities, joined_days = @joined_days, price = @price,
  stock = @stock, per_member = @per_member, per_member_day = @per_member_day, per_home = @per_home
WHERE id = @id;

-- name: InsertOfferVersion :exec
INSERT INTO offer_versions (offer_id, version, kind, value, payer, club_share, weekdays, hour_from, hour_to, outlets, title_hans, title_hant, title_en, terms_hans, terms_hant, terms_en, made_at)
VALUES (@offer_id, @version, @kind, @value, @payer, @club_share, @weekdays, @hour_from, @hour_to, @outlets, @title_hans, @title_hant, @title_en, @terms_hans, @terms_hant, @terms_en, @made_at);

-- name: TakeStock :execrows
UPDATE offers SET issued = issued + 1 WHERE id = @id AND state = 'live' AND (stock IS NULL OR issued < stock);

-- name: OfferTitles :many
SELECT o.id, v.title_hans, v.title_hant, v.title_en FROM offers o JOIN offer_versions v ON v.offer_id = o.id AND v.version = o.version;
