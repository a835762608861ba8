-- +goose Up

CREATE TABLE merchants (
  id        INTEGER NOT NULL PRIMARY KEY,
  kind      TEXT NOT NULL,
  name_hans TEXT NOT NULL,
  name_hant TEXT NOT NULL,
  name_en   TEXT NOT NULL,
  phone     TEXT NOT NULL,
  ended_at  INTEGER
) STRICT;

CREATE TABLE outlets (
  id           INTEGER NOT NULL PRIMARY KEY,
  merchant_id  INTEGER NOT NULL REFERENCES merchants (id),
  name_hans    TEXT NOT NULL,
  name_hant    TEXT NOT NULL,
  name_en      TEXT NOT NULL,
  address_hans TEXT NOT NULL,
  address_hant TEXT NOT NULL,
  address_en   TEXT NOT NULL,
  ended_at     INTEGER
) STRICT;
CREATE INDEX outlets_merchant ON outlets (merchant_id, id);

-- When and by whom an offer may be claimed. Lists (classes, tiers, communities, and outlets below) are comma-separated
-- and empty for "all".
CREATE TABLE offers (
  id             INTEGER NOT NULL PRIMARY KEY,
  merchant_id    INTEGER NOT NULL REFERENCES merchants (id),
  state          TEXT NOT NULL CHECK (state IN ('draft', 'live', 'ended')),
  version        INTEGER NOT NULL,
  shown_from     INTEGER NOT NULL,
  claim_from     INTEGER NOT NULL,
  claim_to       INTEGER NOT NULL,
  redeem_to      INTEGER NOT NULL,
  redeem_days    INTEGER NOT NULL CHECK (redeem_days >= 0),
  classes        TEXT NOT NULL,
  tiers          TEXT NOT NULL,
  communities    TEXT NOT NULL,
  joined_days    INTEGER NOT NULL CHECK (joined_days >= 0),
  price          INTEGER NOT NULL CHECK (price >= 0),
  stock          INTEGER CHECK (stock >= 0),
  issued         INTEGER NOT NULL DEFAULT 0 CHECK (issued >= 0),
  per_member     INTEGER NOT NULL CHECK (per_member >= 0),
  per_member_day INTEGER NOT NULL CHECK (per_member_day >= 0),
  per_home       INTEGER NOT NULL CHECK (per_home >= 0),
  created_at     INTEGER NOT NULL,
  CHECK (stock IS NULL OR issued <= stock)
) STRICT;
CREATE INDEX offers_merchant ON offers (merchant_id, id);
CREATE INDEX offers_state ON offers (state, id);

-- What an offer gives, when and where, on what terms. A change to a live offer is a new version; issued vouchers keep
-- theirs. weekdays is a bit for each day from Sunday; hours are minutes after midnight in the club's zone.
CREATE TABLE offer_versions (
  offer_id    INTEGER NOT NULL REFERENCES offers (id),
  version     INTEGER NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('percent', 'amount', 'fixed', 'gift', 'service')),
  value       INTEGER NOT NULL CHECK (value >= 0),
  payer       TEXT NOT NULL CHECK (payer IN ('merchant', 'club', 'split')),
  club_share  INTEGER NOT NULL CHECK (club_share BETWEEN 0 AND 100),
  weekdays    INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
  hour_from   INTEGER NOT NULL CHECK (hour_from BETWEEN 0 AND 1440),
  hour_to     INTEGER NOT NULL CHECK (hour_to BETWEEN 0 AND 1440),
  outlets     TEXT NOT NULL,
  title_hans  TEXT NOT NULL,
  title_hant  TEXT NOT NULL,
  title_en    TEXT NOT NULL,
  terms_hans  TEXT NOT NULL,
  terms_hant  TEXT NOT NULL,
  terms_en    TEXT NOT NULL,
  made_at     INTEGER NOT NULL,
  PRIMARY KEY (offer_id, version)
) STRICT;

CREATE TABLE vouchers (
  id          INTEGER NOT NULL PRIMARY KEY,
  code        TEXT NOT NULL UNIQUE,
  offer_id    INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  member_id   INTEGER NOT NULL REFERENCES members (id),
  request_key TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('issued', 'redeemed', 'void')),
  price       INTEGER NOT NULL CHECK (price >= 0),
  claimed_at  INTEGER NOT NULL,
  redeem_to   INTEGER NOT NULL,
  UNIQUE (member_id, request_key),
  FOREIGN KEY (offer_id, version) REFERENCES offer_versions (offer_id, version)
) STRICT;
-- Covers what is counted of a member on every page.
CREATE INDEX vouchers_member ON vouchers (member_id, offer_id, claimed_at, state, redeem_to);

CREATE TABLE redemptions (
  id          INTEGER NOT NULL PRIMARY KEY,
  voucher_id  INTEGER NOT NULL REFERENCES vouchers (id),
  outlet_id   INTEGER NOT NULL REFERENCES outlets (id),
  account_id  INTEGER NOT NULL REFERENCES accounts (id),
  request_key TEXT NOT NULL,
  bill        INTEGER CHECK (bill >= 0),
  points      INTEGER NOT NULL CHECK (points >= 0),
  at          INTEGER NOT NULL,
  undone_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX redemptions_once ON redemptions (voucher_id) WHERE undone_at IS NULL;
CREATE UNIQUE INDEX redemptions_key ON redemptions (account_id, request_key);
CREATE INDEX redemptions_outlet ON redemptions (outlet_id, id);

-- Tries at a till that led nowhere.
CREATE TABLE till_tries (
  id         INTEGER NOT NULL PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  outlet_id  INTEGER NOT NULL REFERENCES outlets (id),
  outcome    TEXT NOT NULL,
  voucher_id INTEGER,
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX till_tries_outlet ON till_tries (outlet_id, id);

-- An offer in its newest version, with its merchant.
CREATE VIEW full_offers AS
SELECT o.*, v.kind, v.value, v.payer, v.club_share, v.weekdays, v.hour_from, v.hour_to, v.outlets,
  v.title_hans, v.title_hant, v.title_en, v.terms_hans, v.terms_hant, v.terms_en,
  m.name_hans AS merchant_hans, m.name_hant AS merchant_hant, m.name_en AS merchant_en, m.ended_at AS merchant_ended, m.kind AS merchant_kind,
  CAST(COALESCE((
    SELECT MIN(CASE WHEN p.ended_at IS NULL THEN 0 ELSE 1 END) FROM outlets p
    WHERE p.merchant_id = o.merchant_id AND (v.outlets = '' OR ',' || v.outlets || ',' LIKE '%,' || p.id || ',%')
  ), 0) AS BIGINT) AS outlets_closed
FROM offers o
JOIN offer_versions v ON v.offer_id = o.id AND v.version = o.version
JOIN merchants m ON m.id = o.merchant_id;

-- A voucher with the terms that it was claimed under, and their merchant.
CREATE VIEW full_vouchers AS
SELECT v.*, o.merchant_id, x.outlets, x.weekdays, x.hour_from, x.hour_to, x.kind, x.value,
  x.title_hans, x.title_hant, x.title_en, x.terms_hans, x.terms_hant, x.terms_en,
  m.name_hans AS merchant_hans, m.name_hant AS merchant_hant, m.name_en AS merchant_en
FROM vouchers v
JOIN offers o ON o.id = v.offer_id
JOIN offer_versions x ON x.offer_id = v.offer_id AND x.version = v.version
JOIN merchants m ON m.id = o.merchant_id;
