-- +goose Up

-- What staff have set in the place of a number that the code declares (db/settings.go). No row: the default holds.
CREATE TABLE settings (
  setting TEXT NOT NULL PRIMARY KEY,
  value   INTEGER NOT NULL
) STRICT;

-- The languages that the club offers its members, by commas, and the one for a browser that says nothing.
ALTER TABLE club ADD COLUMN languages TEXT NOT NULL DEFAULT 'zh-Hans,zh-Hant,en';
ALTER TABLE club ADD COLUMN language TEXT NOT NULL DEFAULT 'zh-Hans';

-- A community's theme: a hue in degrees, and a picture's hash.
ALTER TABLE communities ADD COLUMN hue INTEGER CHECK (hue BETWEEN 0 AND 359);
ALTER TABLE communities ADD COLUMN logo TEXT NOT NULL DEFAULT '';

-- Pictures, by the hash of their bytes: re-encoded, without what a camera writes into them, small.
CREATE TABLE pictures (
  hash    TEXT NOT NULL PRIMARY KEY,
  type    TEXT NOT NULL,
  width   INTEGER NOT NULL,
  height  INTEGER NOT NULL,
  body    BLOB NOT NULL CHECK (length(body) <= 409600),
  made_at INTEGER NOT NULL
) STRICT;

-- The texts of the club as they were published, each version once and for ever. name is what a consent records.
CREATE TABLE texts (
  kind         TEXT NOT NULL CHECK (kind IN ('terms', 'privacy', 'about', 'hours')),
  number       INTEGER NOT NULL,
  name         TEXT NOT NULL,
  hans         TEXT NOT NULL,
  hant         TEXT NOT NULL,
  en           TEXT NOT NULL,
  from_at      INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (kind, number),
  UNIQUE (kind, name)
) STRICT;

-- What staff are working on: the next version of a text.
CREATE TABLE text_drafts (
  kind TEXT NOT NULL PRIMARY KEY CHECK (kind IN ('terms', 'privacy', 'about', 'hours')),
  hans TEXT NOT NULL,
  hant TEXT NOT NULL,
  en   TEXT NOT NULL
) STRICT;
