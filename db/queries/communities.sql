-- name: ListBrands :many
SELECT * FROM brands ORDER BY id;

-- name: GetBrand :one
SELECT * FROM brands WHERE id = @id;

-- name: InsertBrand :exec
INSERT INTO brands (id, parent_id, name_hans, name_hant, name_en) VALUES (@id, @parent_id, @name_hans, @name_hant, @name_en);

-- name: UpdateBrand :execrows
UPDATE brands SET parent_id = @parent_id, name_hans = @name_hans, name_hant = @name_hant, name_en = @name_en, ended_at = @ended_at WHERE id = @id;

-- name: ListCommunities :many
SELECT * FROM communities ORDER BY register_city, register_name, id;

-- name: GetCommunity :one
SELECT * FROM communities WHERE id = @id;

-- name: InsertCommunity :execrows
INSERT INTO communities (id, brand_id, register_name, register_city, name_hans, name_hant, name_en, city_hans, city_hant, city_en)
VALUES (@id, @brand_id, @register_name, @register_city, @name_hans, @name_hant, @name_en, @city_hans, @city_hant, @city_en)
ON CONFLICT (register_name, register_city) DO NOTHING;

-- name: UpdateCommunity :execrows
UPDATE communities SET brand_id = @brand_id, register_name = @register_name, register_city = @register_city,
  name_hans = @name_hans, name_hant = @name_hant, name_en = @name_en,
  city_hans = @city_hans, city_hant = @city_hant, city_en = @city_en, ended_at = @ended_at
WHERE id = @id;

-- name: CountHomes :exec
UPDATE communities SET homes = (SELECT CAST(COUNT(*) AS BIGINT) FROM homes h WHERE h.community_id = communities.id) WHERE communities.id = @id;

-- name: FindCommunity :one
SELECT id FROM communities WHERE register_name = @register_name AND register_city = @register_city;
