-- The ledger and the audit only grow. Run after each migration; every statement may be run again.
CREATE TRIGGER IF NOT EXISTS point_entries_no_update BEFORE UPDATE ON point_entries
BEGIN SELECT RAISE(ABORT, 'point entries are immutable'); END;
CREATE TRIGGER IF NOT EXISTS point_entries_no_delete BEFORE DELETE ON point_entries
BEGIN SELECT RAISE(ABORT, 'point entries are immutable'); END;
CREATE TRIGGER IF NOT EXISTS point_movements_no_update BEFORE UPDATE ON point_movements
BEGIN SELECT RAISE(ABORT, 'point movements are immutable'); END;
CREATE TRIGGER IF NOT EXISTS point_movements_no_delete BEFORE DELETE ON point_movements
BEGIN SELECT RAISE(ABORT, 'point movements are immutable'); END;
CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are immutable'); END;
CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are immutable'); END;
