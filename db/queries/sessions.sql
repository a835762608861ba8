-- name: InsertSession :exec
INSERT INTO sessions (id, token_hash, account_id, member_id, door, address, agent, created_at, seen_at, proven_at, ends_at)
VALUES (@id, @token_hash, @account_id, @member_id, @door, @address, @agent, @now, @now, @now, @ends_at);

-- name: GetSession :one
SELECT s.token_hash, s.account_id, s.outlet_id, s.seen_at, s.proven_at, a.name AS account_name, a.locale,
  CAST(COALESCE(m.id, 0) AS BIGINT) AS member_id, CAST(COALESCE(m.number, '') AS TEXT) AS number, CAST(COALESCE(m.name, '') AS TEXT) AS name,
  CAST(COALESCE(m.class, '') AS TEXT) AS class, CAST(COALESCE(m.tier, '') AS TEXT) AS tier,
  CAST(COALESCE(m.community_id, 0) AS BIGINT) AS community_id, CAST(COALESCE(m.joined_at, 0) AS BIGINT) AS joined_at,
  CAST(COALESCE(m.card_epoch, 0) AS BIGINT) AS card_epoch,
  CAST(COALESCE(p.balance, 0) AS BIGINT) AS balance, CAST(COALESCE(m.unread, 0) AS BIGINT) AS unread,
  CAST(COALESCE(m.leaves_at, 0) AS BIGINT) AS leaves_at, CAST(COALESCE(m.agreed, 1) AS BIGINT) AS agreed
FROM sessions s
JOIN accounts a ON a.id = s.account_id
LEFT JOIN members m ON m.id = s.member_id AND m.left_at IS NULL
LEFT JOIN point_accounts p ON p.id = m.id
WHERE s.id = @id AND s.door = @door AND s.ended_at IS NULL AND s.ends_at > @now AND s.seen_at > @idle
  AND a.disabled_at IS NULL AND (a.barred_at IS NULL OR s.door = 'member');

-- name: TouchSession :exec
UPDATE sessions SET seen_at = @now WHERE id = @id AND seen_at < @now;

-- name: ProveSession :exec
UPDATE sessions SET proven_at = @now WHERE id = @id;

-- name: SetSessionOutlet :exec
UPDATE sessions SET outlet_id = @outlet_id WHERE id = @id;

-- name: EndSession :execrows
UPDATE sessions SET ended_at = @now WHERE id = @id AND account_id = @account_id AND ended_at IS NULL;

-- name: EndSessionsOf :exec
UPDATE sessions SET ended_at = @now WHERE account_id = @account_id AND id <> @except_id AND ended_at IS NULL;

-- name: EndOtherSessions :execrows
UPDATE sessions SET ended_at = @now WHERE account_id = @account_id AND door = @door AND id <> @except_id AND ended_at IS NULL AND ends_at > @now;

-- name: EndSessionsAt :exec
UPDATE sessions SET ended_at = @now WHERE account_id = @account_id AND door = @door AND ended_at IS NULL;

-- name: LeaveOutlet :exec
UPDATE sessions SET outlet_id = 0 WHERE account_id = @account_id AND outlet_id = @outlet_id AND ended_at IS NULL;

-- name: EndOldestSessions :exec
UPDATE sessions SET ended_at = @now
WHERE sessions.account_id = @account_id AND sessions.door = @door AND sessions.ended_at IS NULL AND sessions.id NOT IN (
  SELECT s.id FROM sessions s WHERE s.account_id = @account_id AND s.door = @door AND s.ended_at IS NULL ORDER BY s.id DESC LIMIT 10
);

-- name: SessionsOf :many
SELECT id, door, address, agent, created_at, seen_at FROM sessions
WHERE account_id = @account_id AND door = @door AND ended_at IS NULL AND ends_at > @now AND seen_at > @idle ORDER BY id DESC;

-- name: DeleteOldSessions :execrows
DELETE FROM sessions WHERE id IN (SELECT s.id FROM sessions s WHERE s.ends_at < @before LIMIT @most);

-- name: InsertOneTimeCode :exec
INSERT INTO one_time_codes (id, browser, door, destination, mac, address, sent_at, ends_at)
VALUES (@id, @browser, @door, @destination, @mac, @address, @sent_at, @ends_at);

-- name: OneTimeCodeByBrowser :one
SELECT * FROM one_time_codes WHERE browser = @browser;

-- name: LastCodeSent :one
SELECT CAST(COALESCE(MAX(sent_at), 0) AS BIGINT) AS sent_at FROM one_time_codes WHERE destination = @destination;

-- name: TryOneTimeCode :one
UPDATE one_time_codes SET tries = tries + 1
WHERE browser = @browser AND door = @door AND proven_at IS NULL AND tries < 5 AND ends_at > @now
RETURNING id, destination, mac;

-- name: ProveOneTimeCode :exec
UPDATE one_time_codes SET proven_at = @now WHERE id = @id;

-- name: UseOneTimeCode :execrows
UPDATE one_time_codes SET used_at = @now WHERE id = @id AND proven_at IS NOT NULL AND used_at IS NULL;

-- name: ReplaceOneTimeCode :exec
UPDATE one_time_codes SET ends_at = @now WHERE browser = @browser AND door = @door AND ends_at > @now AND proven_at IS NULL;

-- name: DeleteOldCodes :execrows
DELETE FROM one_time_codes WHERE id IN (SELECT c.id FROM one_time_codes c WHERE c.sent_at < @before LIMIT @most);

-- name: Count :one
INSERT INTO counters (name, starts, ends, n) VALUES (@name, @starts, @ends, 1)
ON CONFLICT (name, starts) DO UPDATE SET n = counters.n + 1
RETURNING n;

-- name: Counted :one
SELECT n FROM counters WHERE name = @name AND starts = @starts;

-- name: DeleteOldCounters :execrows
DELETE FROM counters WHERE (name, starts) IN (SELECT c.name, c.starts FROM counters c WHERE c.ends < @before LIMIT @most);

-- name: SessionTrace :one
SELECT address, agent, created_at FROM sessions WHERE id = @id;
