-- +goose Up

-- What people do at the members' door beside their records, as signing in and out, is found by who they are.
CREATE INDEX audit_signins ON audit (actor_id, id) WHERE door = 'member' AND member_id IS NULL AND actor_id > 0;
