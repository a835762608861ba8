-- The ledger and the audit only grow. Run in one transaction where the text differs from what stands.
CREATE OR REPLACE FUNCTION club_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are immutable', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE TRIGGER point_entries_only_grow BEFORE UPDATE OR DELETE ON point_entries
FOR EACH ROW EXECUTE FUNCTION club_only_grows('point entries');
CREATE OR REPLACE TRIGGER point_movements_only_grow BEFORE UPDATE OR DELETE ON point_movements
FOR EACH ROW EXECUTE FUNCTION club_only_grows('point movements');
CREATE OR REPLACE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION club_only_grows('audit rows')
