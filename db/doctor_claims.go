package db

// examineClaimPhotos asks that photos of contracts are erased in time: a day after it is late, however seldom the club runs.
func (rx *Rx) examineClaimPhotos(name string, _ bool) (Finding, error) {
	kept, err := rx.values(retentionNoun)
	if err != nil {
		return Finding{}, err
	}
	n, err := rx.number("SELECT CAST(COUNT(*) AS BIGINT) FROM claim_photos p JOIN home_claims c ON c.id = p.claim_id WHERE c.state <> 'waiting' AND COALESCE(c.decided_at, c.ended_at) < ?1",
		rx.Now-(kept[KeepClaimPhotos.Name]+1)*86400)
	if err != nil {
		return Finding{}, err
	}
	if n > 0 {
		return Worry(name, "see that the club runs, and in its log why the task sweep does not erase them", "%d photos of contracts should have been erased by now", n), nil
	}
	return Fine(name, "no photo of a contract is kept longer than the club has set"), nil
}
