-- +goose Up

-- Runs that have been asked to stop. They stand apart from runs, since an import holds its own row there until it stands.
CREATE TABLE run_stops (
  run_id INTEGER NOT NULL PRIMARY KEY REFERENCES runs (id)
) STRICT;
INSERT INTO run_stops (run_id) SELECT id FROM runs WHERE stopping = 1;
ALTER TABLE runs DROP COLUMN stopping;
