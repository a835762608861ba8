-- name: InsertRun :exec
INSERT INTO runs (id, account_id, kind, args, state, whole, name) VALUES (@id, @account_id, @kind, @args, 'waiting', @whole, @name);

-- name: GetRun :one
SELECT r.*, a.name AS by_name, CAST((SELECT COUNT(*) FROM run_stops s WHERE s.run_id = r.id) AS BIGINT) AS stopping FROM runs r JOIN accounts a ON a.id = r.account_id WHERE r.id = @id;

-- name: RunsOf :many
SELECT r.*, a.name AS by_name, CAST((SELECT COUNT(*) FROM run_stops s WHERE s.run_id = r.id) AS BIGINT) AS stopping FROM runs r JOIN accounts a ON a.id = r.account_id WHERE r.account_id = @account_id ORDER BY r.id DESC LIMIT @most;

-- name: CountOpenRuns :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM runs WHERE account_id = @account_id AND state IN ('waiting', 'running');

-- name: DueRun :one
SELECT id FROM runs WHERE state IN ('waiting', 'running') AND leased_until <= @now ORDER BY id LIMIT 1;

-- name: LeaseRun :execrows
UPDATE runs SET state = 'running', tries = tries + 1, done = 0, size = 0, leased_until = @until, began_at = COALESCE(began_at, CAST(@now AS BIGINT))
WHERE id = @id AND state IN ('waiting', 'running') AND leased_until <= CAST(@now AS BIGINT);

-- name: MoveRun :execrows
UPDATE runs SET done = @done, leased_until = @until WHERE id = @id AND tries = @tries AND state = 'running';

-- name: EndRun :execrows
UPDATE runs SET state = @state, done = @done, size = @size, made = @made, last_error = @last_error, leased_until = @until, ended_at = @now, args = @args
WHERE id = @id AND tries = @tries AND state = 'running';

-- name: StopRun :execrows
INSERT INTO run_stops (run_id) VALUES (@id) ON CONFLICT (run_id) DO NOTHING;

-- name: RunStops :one
SELECT CAST(COUNT(*) AS BIGINT) AS n FROM run_stops WHERE run_id = @id;

-- name: InsertRunPart :exec
INSERT INTO run_parts (run_id, place, body) VALUES (@run_id, @place, @body);

-- name: GetRunPart :one
SELECT body FROM run_parts WHERE run_id = @run_id AND place = @place;

-- name: DeleteRunParts :execrows
DELETE FROM run_parts WHERE run_parts.run_id = @run_id AND run_parts.place IN (SELECT p.place FROM run_parts p WHERE p.run_id = @run_id ORDER BY p.place LIMIT @most);

-- name: OldRun :one
SELECT r.id FROM runs r WHERE r.state IN ('done', 'failed', 'stopped') AND r.ended_at < @before AND EXISTS (SELECT 1 FROM run_parts p WHERE p.run_id = r.id) ORDER BY r.id LIMIT 1;

-- name: DeleteOldStops :exec
DELETE FROM run_stops WHERE run_id IN (SELECT r.id FROM runs r WHERE r.ended_at < @before);

-- name: MoveRunsOfUploads :exec
UPDATE runs SET account_id = @receiver WHERE account_id = @account_id AND kind = 'import' AND state = 'waiting';

-- name: DeleteOldRuns :execrows
DELETE FROM runs WHERE id IN (
  SELECT r.id FROM runs r WHERE r.ended_at < @before AND NOT EXISTS (SELECT 1 FROM run_parts p WHERE p.run_id = r.id) ORDER BY r.id LIMIT @most
);
