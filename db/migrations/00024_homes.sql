-- +goose Up

-- Which homes have verified members, and the latest handed over of a contract or a room, by the index alone: the rows
-- themselves lie on too many pages to look at each.
DROP INDEX home_claims_home;
CREATE INDEX home_claims_home ON home_claims (home_id, state, id);
DROP INDEX homes_handover;
CREATE INDEX homes_handover ON homes (handover, id, contract, room, community_id);
DROP INDEX homes_contract;
CREATE INDEX homes_contract ON homes (contract, id, community_id, room);
