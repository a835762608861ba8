-- name: GetJoining :one
SELECT * FROM joinings WHERE destination = @destination;

-- name: PutJoining :exec
INSERT INTO joinings (destination, name, adult, community_id, placed, locale, next, kept_at)
VALUES (@destination, @name, @adult, @community_id, @placed, @locale, @next, @kept_at)
ON CONFLICT (destination) DO UPDATE SET name = excluded.name, adult = excluded.adult, community_id = excluded.community_id, placed = excluded.placed,
  locale = excluded.locale, next = excluded.next, kept_at = excluded.kept_at;

-- name: DropJoining :exec
DELETE FROM joinings WHERE destination = @destination;

-- name: DeleteOldJoinings :execrows
DELETE FROM joinings WHERE destination IN (SELECT j.destination FROM joinings j WHERE j.kept_at < @before LIMIT @most);
