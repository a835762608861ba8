-- +goose Up

-- By what a member's name is found: each sign of the folded name, and each two and three that stand together.
CREATE TABLE member_terms (
  term      TEXT NOT NULL,
  member_id INTEGER NOT NULL REFERENCES members (id),
  PRIMARY KEY (term, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_terms_member ON member_terms (member_id);

INSERT INTO member_terms (term, member_id)
WITH RECURSIVE places (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM places WHERE n < 200)
SELECT DISTINCT substr(m.name_folded, p.n, w.signs), m.id
FROM members m
JOIN (SELECT 1 AS signs UNION ALL SELECT 2 UNION ALL SELECT 3) w ON 1 = 1
JOIN places p ON p.n + w.signs - 1 <= length(m.name_folded);

-- A phone is found by its last four signs too.
CREATE INDEX accounts_phone_end ON accounts ((substr(phone, length(phone) - 3)));

-- The desk lists members by what they are, the newest first.
CREATE INDEX members_class ON members (class, id);
CREATE INDEX members_tier ON members (tier, id);
