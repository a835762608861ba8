-- name: ListThemes :many
SELECT id, hue, logo FROM communities WHERE hue IS NOT NULL OR logo <> '';

-- name: SetTheme :execrows
UPDATE communities SET hue = @hue, logo = @logo WHERE id = @id;

-- name: InsertPicture :exec
INSERT INTO pictures (hash, type, width, height, body, made_at) VALUES (@hash, @type, @width, @height, @body, @made_at) ON CONFLICT DO NOTHING;

-- name: GetPicture :one
SELECT * FROM pictures WHERE hash = @hash;

-- name: HasPicture :one
SELECT width, height FROM pictures WHERE hash = @hash;
