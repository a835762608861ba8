-- The ledger, the audit, its seals and the published texts only grow. Run at each open, in one transaction, so that the
-- newest text of each stands.
BEGIN IMMEDIATE;
DROP TRIGGER IF EXISTS point_entries_no_update;
CREATE TRIGGER point_entries_no_update BEFORE UPDATE ON point_entries
BEGIN SELECT RAISE(ABORT, 'point entries are immutable'); END;
DROP TRIGGER IF EXISTS point_entries_no_delete;
CREATE TRIGGER point_entries_no_delete BEFORE DELETE ON point_entries
BEGIN SELECT RAISE(ABORT, 'point entries are immutable'); END;
DROP TRIGGER IF EXISTS point_movements_no_update;
CREATE TRIGGER point_movements_no_update BEFORE UPDATE ON point_movements
BEGIN SELECT RAISE(ABORT, 'point movements are immutable'); END;
DROP TRIGGER IF EXISTS point_movements_no_delete;
CREATE TRIGGER point_movements_no_delete BEFORE DELETE ON point_movements
BEGIN SELECT RAISE(ABORT, 'point movements are immutable'); END;
DROP TRIGGER IF EXISTS audit_no_update;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are immutable'); END;
DROP TRIGGER IF EXISTS audit_no_delete;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are immutable'); END;
DROP TRIGGER IF EXISTS seals_no_update;
CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals
BEGIN SELECT RAISE(ABORT, 'seals are immutable'); END;
DROP TRIGGER IF EXISTS seals_no_delete;
CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals
BEGIN SELECT RAISE(ABORT, 'seals are immutable'); END;
DROP TRIGGER IF EXISTS texts_no_update;
CREATE TRIGGER texts_no_update BEFORE UPDATE ON texts
BEGIN SELECT RAISE(ABORT, 'published texts are immutable'); END;
DROP TRIGGER IF EXISTS texts_no_delete;
CREATE TRIGGER texts_no_delete BEFORE DELETE ON texts
BEGIN SELECT RAISE(ABORT, 'published texts are immutable'); END;
COMMIT;
