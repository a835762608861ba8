-- name: MakeTask :exec
INSERT INTO tasks (task, next_at) VALUES (@task, @next_at) ON CONFLICT (task) DO NOTHING;

-- name: ListTasks :many
SELECT * FROM tasks ORDER BY task;

-- name: LeaseTask :one
UPDATE tasks SET leased_until = @leased_until, lease = lease + 1
WHERE task = @task AND next_at <= @now AND leased_until <= @now
RETURNING lease;

-- name: FinishTask :execrows
UPDATE tasks SET leased_until = 0, next_at = @next_at, last_at = @now, took = @took, last_error = @last_error,
  failures = CASE WHEN CAST(@last_error AS TEXT) = '' THEN 0 ELSE failures + 1 END
WHERE task = @task AND lease = @lease;
