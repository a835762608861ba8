-- +goose Up

-- Of what was claimed, only what is still to be used ends on a day. The desk lists what can be used, of a merchant too, by
-- this index alone.
DROP INDEX vouchers_end;
CREATE INDEX vouchers_end ON vouchers (redeem_to, id, offer_id) WHERE state = 'issued';
