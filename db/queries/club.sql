-- name: GetClub :one
SELECT * FROM club WHERE id = 1;

-- name: InsertClub :execrows
INSERT INTO club (id, name_hans, name_hant, name_en, letters, time_zone, currency, hotline, bill_points, lot_months, changed_at)
VALUES (1, @name_hans, @name_hant, @name_en, @letters, @time_zone, @currency, @hotline, @bill_points, @lot_months, @changed_at)
ON CONFLICT (id) DO NOTHING;

-- name: UpdateClub :exec
UPDATE club SET name_hans = @name_hans, name_hant = @name_hant, name_en = @name_en, letters = @letters, time_zone = @time_zone,
  currency = @currency, hotline = @hotline, licence = @licence, bill_points = @bill_points, lot_months = @lot_months, changed_at = @changed_at
WHERE id = 1;
