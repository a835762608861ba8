package db

import "fmt"

// examineHouseholds asks that each household that stands has people, and is led by one of them: else nobody can invite to it,
// and it keeps the home's owners out of one of their own.
func (rx *Rx) examineHouseholds(name string, deep bool) (Finding, error) {
	since, err := rx.since("households", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	const among = " FROM household_members m WHERE m.household_id = h.id AND m.left_at IS NULL"
	const open = "FROM households h WHERE h.ended_at IS NULL AND h.id >= ?1 AND "
	empty, err := rx.number("SELECT CAST(COUNT(*) AS BIGINT) "+open+"NOT EXISTS (SELECT 1"+among+")", since)
	if err != nil {
		return Finding{}, err
	}
	without, err := rx.number("SELECT CAST(COUNT(*) AS BIGINT) "+open+"EXISTS (SELECT 1"+among+") AND NOT EXISTS (SELECT 1"+among+" AND m.member_id = h.primary_id)", since)
	if err != nil {
		return Finding{}, err
	}
	if empty+without > 0 {
		return Wrong(name, "have them led by who has been in them the longest, and those of nobody ended: "+householdsAnew, "of %s households, %d stand with nobody in them and %d are led by somebody who is not in them", ofAll(since), empty, without), nil
	}
	return Fine(name, "households that stand have people, one of whom leads them: looked at %s", ofAll(since)), nil
}

const householdsAnew = "UPDATE households SET ended_at = begun_at, offered_id = NULL WHERE ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM household_members m WHERE m.household_id = households.id AND m.left_at IS NULL); " +
	"UPDATE households SET offered_id = NULL, primary_id = (SELECT m.member_id FROM household_members m WHERE m.household_id = households.id AND m.left_at IS NULL ORDER BY m.joined_at, m.id LIMIT 1) " +
	"WHERE ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM household_members m WHERE m.household_id = households.id AND m.left_at IS NULL AND m.member_id = households.primary_id);"

// examineCompanies asks that no more persons are verified for a home that a company owns than may be. It is so where a home was
// said to be a company's afterwards.
func (rx *Rx) examineCompanies(name string, deep bool) (Finding, error) {
	since, err := rx.since("home_claims", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	homes, err := rx.ids(fmt.Sprintf(`SELECT c.home_id FROM home_claims c WHERE c.state = 'verified' AND c.home_id IS NOT NULL
		AND c.home_id IN (SELECT n.home_id FROM home_claims n WHERE n.id >= ? AND n.state = 'verified')
		GROUP BY c.home_id HAVING COUNT(DISTINCT c.member_id) > %d ORDER BY c.home_id`, MostOfCompany), since)
	if err != nil {
		return Finding{}, err
	}
	n, first := 0, int64(0)
	for _, id := range homes {
		h, err := rx.GetHome(background, id)
		if err != nil {
			return Finding{}, err
		}
		owners, err := rx.OwnersOf(background, []int64{id})
		if err != nil {
			return Finding{}, err
		}
		if !companyHome(h.Company, owners) {
			continue
		}
		if n++; first == 0 {
			first = id
		}
	}
	if n > 0 {
		return Worry(name, "have staff look whether a company owns them, and who is to stay verified", "%d homes that a company owns have more than %d persons verified, the first is home %d", n, MostOfCompany, first), nil
	}
	return Fine(name, "no home that a company owns has more persons verified than may be: looked at %s claims", ofAll(since)), nil
}
