-- name: InsertJob :execrows
INSERT INTO jobs (id, kind, unique_key, payload, run_at) VALUES (@id, @kind, @unique_key, @payload, @run_at) ON CONFLICT (unique_key) DO NOTHING;

-- name: DueJobs :many
SELECT id, kind, payload, tries FROM jobs
WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= @now AND leased_until <= @now
  AND (CAST(@kind AS TEXT) = '' OR kind = @kind) ORDER BY run_at, id LIMIT @most;

-- name: LeaseJob :execrows
UPDATE jobs SET leased_until = @leased_until, tries = tries + 1 WHERE id = @id AND leased_until <= @now AND done_at IS NULL AND dead_at IS NULL;

-- name: FinishJob :execrows
UPDATE jobs SET done_at = @now, payload = '', last_error = '' WHERE id = @id AND tries = @tries AND done_at IS NULL AND dead_at IS NULL;

-- name: FailJob :execrows
UPDATE jobs SET leased_until = 0, run_at = @run_at, payload = @payload, last_error = @last_error, dead_at = @dead_at
WHERE id = @id AND tries = @tries AND done_at IS NULL AND dead_at IS NULL;

-- name: HoldJob :execrows
UPDATE jobs SET leased_until = 0, run_at = @run_at WHERE id = @id AND tries = @tries AND done_at IS NULL AND dead_at IS NULL;

-- name: DeleteDoneJobs :execrows
DELETE FROM jobs WHERE id IN (SELECT j.id FROM jobs j WHERE j.done_at < @before LIMIT @most);

-- name: DeleteDeadJobs :execrows
DELETE FROM jobs WHERE id IN (SELECT j.id FROM jobs j WHERE j.dead_at < @before LIMIT @most);

-- name: DeadJobs :many
SELECT id, kind, payload, tries, last_error, dead_at FROM jobs WHERE dead_at IS NOT NULL AND id < @before ORDER BY id DESC LIMIT @most;

-- name: ResendJob :execrows
UPDATE jobs SET dead_at = NULL, tries = 0, leased_until = 0, run_at = @now WHERE id = @id AND dead_at IS NOT NULL AND payload <> '';

-- name: CountWaitingJobs :one
SELECT CAST(COUNT(*) AS BIGINT) AS n, CAST(COALESCE(MIN(run_at), 0) AS BIGINT) AS oldest FROM jobs
WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= @now;

-- name: EndTest :execrows
UPDATE jobs SET done_at = @now, payload = '', last_error = @last_error WHERE id = @id AND tries = @tries AND done_at IS NULL AND dead_at IS NULL;

-- name: TestsOf :many
SELECT id, kind, last_error, run_at, done_at FROM jobs WHERE unique_key >= @least AND unique_key < @most ORDER BY unique_key DESC LIMIT 5;

-- name: SentSince :many
SELECT kind, CAST(COUNT(*) AS BIGINT) AS n FROM jobs WHERE done_at >= @since AND last_error = '' GROUP BY kind;

-- name: FailingJobs :many
SELECT kind, CAST(COUNT(*) AS BIGINT) AS n FROM jobs WHERE done_at IS NULL AND dead_at IS NULL AND run_at >= 0 AND tries > 0 GROUP BY kind;
