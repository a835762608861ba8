-- +goose Up

-- A phone or e-mail that an account had before: two members with one of them may be one person.
CREATE TABLE former_contacts (
  id          INTEGER NOT NULL PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES accounts (id),
  destination TEXT NOT NULL,
  until_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX former_contacts_destination ON former_contacts (destination, account_id);
CREATE INDEX former_contacts_account ON former_contacts (account_id);

-- Two members who may be one person, the older one first, with what speaks for it.
CREATE TABLE duplicates (
  id         INTEGER NOT NULL PRIMARY KEY,
  member_id  INTEGER NOT NULL REFERENCES members (id),
  other_id   INTEGER NOT NULL REFERENCES members (id),
  evidence   TEXT NOT NULL,
  score      INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
  state      TEXT NOT NULL CHECK (state IN ('open', 'merged', 'apart')),
  found_at   INTEGER NOT NULL,
  decided_at INTEGER,
  UNIQUE (member_id, other_id)
) STRICT;
CREATE INDEX duplicates_other ON duplicates (other_id);
CREATE INDEX duplicates_open ON duplicates (score, id) WHERE state = 'open';

-- A member who was merged into another. What was moved stands in merge_rows, so that it can be undone.
CREATE TABLE merges (
  id         INTEGER NOT NULL PRIMARY KEY,
  member_id  INTEGER NOT NULL REFERENCES members (id),
  gone_id    INTEGER NOT NULL REFERENCES members (id),
  was        TEXT NOT NULL,
  at         INTEGER NOT NULL,
  undone_at  INTEGER
) STRICT;
CREATE INDEX merges_member ON merges (member_id);
CREATE INDEX merges_gone ON merges (gone_id);

CREATE TABLE merge_rows (
  merge_id INTEGER NOT NULL REFERENCES merges (id),
  moved    TEXT NOT NULL,
  row_id   INTEGER NOT NULL,
  was      TEXT NOT NULL,
  PRIMARY KEY (merge_id, moved, row_id)
) STRICT, WITHOUT ROWID;

-- Whoever signs in to an account that was merged comes to the one that remains.
ALTER TABLE accounts ADD COLUMN merged_into INTEGER REFERENCES accounts (id);
ALTER TABLE members ADD COLUMN merged_into INTEGER REFERENCES members (id);
CREATE INDEX members_merged ON members (merged_into) WHERE merged_into IS NOT NULL;

-- Who has the name of another, and a claim to the same home.
CREATE INDEX home_claims_same ON home_claims (community_id, building, stair, room, member_id);
