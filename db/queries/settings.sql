-- name: ListSettings :many
SELECT * FROM settings ORDER BY setting;

-- name: PutSetting :exec
INSERT INTO settings (setting, value) VALUES (@setting, @value) ON CONFLICT (setting) DO UPDATE SET value = excluded.value;

-- name: DropSetting :exec
DELETE FROM settings WHERE setting = @setting;

-- name: SetLanguages :exec
UPDATE club SET languages = @languages, language = @language, changed_at = @changed_at WHERE id = 1;
