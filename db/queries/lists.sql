-- name: ListViewsOf :many
SELECT v.*, a.name AS by_name FROM list_views v JOIN accounts a ON a.id = v.account_id
WHERE v.list = @list AND (v.account_id = @account_id OR v.shared = 1) ORDER BY v.name, v.id;

-- name: AllListViews :many
SELECT id, name, query FROM list_views ORDER BY id;

-- name: GetListView :one
SELECT * FROM list_views WHERE id = @id;

-- name: CountListViews :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM list_views WHERE account_id = @account_id AND list = @list AND name <> @name;

-- name: UpsertListView :one
INSERT INTO list_views (id, account_id, list, name, query, shared, made_at)
VALUES (@id, @account_id, @list, @name, @query, @shared, @now)
ON CONFLICT (account_id, list, name) DO UPDATE SET query = excluded.query, shared = excluded.shared, made_at = excluded.made_at
RETURNING id;

-- name: DeleteListView :exec
DELETE FROM list_views WHERE id = @id;
