-- +goose Up

-- The vouchers that are neither used nor void in the order in which they were claimed, with what tells of each whether it can
-- still be used, of which merchant's offer it is and whose: past the used ones, of which there are ever more, nothing leads.
CREATE INDEX vouchers_issued ON vouchers (id, redeem_to, offer_id, member_id) WHERE state = 'issued';
