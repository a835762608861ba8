-- The ledger, the audit, its seals and the published texts only grow, and what they speak of stays. Run in one transaction
-- where the text differs from
-- what stands.
CREATE OR REPLACE FUNCTION club_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are immutable', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE TRIGGER point_entries_only_grow BEFORE UPDATE OR DELETE ON point_entries
FOR EACH ROW EXECUTE FUNCTION club_only_grows('point entries');
CREATE OR REPLACE TRIGGER point_movements_only_grow BEFORE UPDATE OR DELETE ON point_movements
FOR EACH ROW EXECUTE FUNCTION club_only_grows('point movements');
CREATE OR REPLACE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION club_only_grows('audit rows');
CREATE OR REPLACE TRIGGER seals_only_grow BEFORE UPDATE OR DELETE ON seals
FOR EACH ROW EXECUTE FUNCTION club_only_grows('seals');
CREATE OR REPLACE TRIGGER texts_only_grow BEFORE UPDATE OR DELETE ON texts
FOR EACH ROW EXECUTE FUNCTION club_only_grows('published texts');

-- See db/postgres_own.go, which has PostgreSQL declare no reference to these.
CREATE OR REPLACE FUNCTION club_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are never deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE TRIGGER accounts_stay BEFORE DELETE OR UPDATE OF id ON accounts FOR EACH ROW EXECUTE FUNCTION club_stays();
CREATE OR REPLACE TRIGGER members_stay BEFORE DELETE OR UPDATE OF id ON members FOR EACH ROW EXECUTE FUNCTION club_stays();
CREATE OR REPLACE TRIGGER outlets_stay BEFORE DELETE OR UPDATE OF id ON outlets FOR EACH ROW EXECUTE FUNCTION club_stays();
CREATE OR REPLACE TRIGGER vouchers_stay BEFORE DELETE OR UPDATE OF id ON vouchers FOR EACH ROW EXECUTE FUNCTION club_stays();
CREATE OR REPLACE TRIGGER point_lots_stay BEFORE DELETE OR UPDATE OF id ON point_lots FOR EACH ROW EXECUTE FUNCTION club_stays();
CREATE OR REPLACE TRIGGER point_accounts_stay BEFORE DELETE OR UPDATE OF id ON point_accounts
FOR EACH ROW WHEN (OLD.kind = 'member') EXECUTE FUNCTION club_stays()
