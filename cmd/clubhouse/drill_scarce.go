package main

import (
	"context"
	"fmt"
	"sync"
)

// scarce has many want what there is little of, and one code be redeemed by many at the same moment.
func (d *drilling) scarce(ctx context.Context) (string, error) {
	clients, each, tills := d.size(1000, 200), 10, d.size(2000, 200)
	k, err := d.newClub(ctx, "scarce", clients, 1)
	if err != nil {
		return "", err
	}
	c, err := startChild("club", k.url, -1)
	if err != nil {
		return "", err
	}
	defer c.stop()
	claims, redeemed := &tally{}, &tally{}
	if err := allAtOnce(c.address, clients, func(i int, conn *benchConn) error {
		for n := range each {
			if err := claims.add(conn.do(post(fmt.Sprintf("/offers/%d/claims", k.scarce), k.members[i], fmt.Sprintf("key=%s%06d-%06d", drillKey, i, n)))); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		d.fault("of the claims: %v", err)
	}
	if err := allAtOnce(c.address, tills, func(i int, conn *benchConn) error {
		return redeemed.add(conn.do(post("/merchant/vouchers/"+k.codes[0]+"/redemption", k.tills[i%len(k.tills)], fmt.Sprintf("bill=%s&key=%s%012d", drillBill, drillKey, i))))
	}); err != nil {
		d.fault("of the redemptions: %v", err)
	}
	c.stop()
	given, err := count(ctx, k.url, "SELECT COUNT(*) FROM vouchers WHERE offer_id = ?", k.scarce)
	if err != nil {
		return "", err
	}
	used, err := count(ctx, k.url, "SELECT COUNT(*) FROM redemptions r JOIN vouchers v ON v.id = r.voucher_id WHERE v.code = ?", k.codes[0])
	if err != nil {
		return "", err
	}
	claims.want(d, "claims", map[int]int{303: scarceStock, 422: clients*each - scarceStock})
	redeemed.want(d, "redemptions of one code", map[int]int{303: 1, 409: tills - 1})
	if given != scarceStock || used != 1 {
		d.fault("in the books are %d vouchers of a stock of %d and %d redemptions of one code", given, scarceStock, used)
	}
	found, err := d.examine(ctx, k.url)
	return fmt.Sprintf("%s claims of a stock of %d, %s in flight: %s, and %d vouchers in the books; %s redemptions of one code at once: %s, and %d in the books; %s",
		number(clients*each), scarceStock, number(clients), claims, given, number(tills), redeemed, used, found), err
}

// tally counts answers by their status.
type tally struct {
	mu       sync.Mutex
	statuses map[int]int
}

func (t *tally) add(status int, err error) error {
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.statuses == nil {
		t.statuses = map[int]int{}
	}
	t.statuses[status]++
	return nil
}

func (t *tally) String() string { return statusText(t.statuses) }

// want tells where other answers came than these.
func (t *tally) want(d *drilling, what string, statuses map[int]int) {
	if got, want := statusText(t.statuses), statusText(statuses); got != want {
		d.fault("the %s were answered %s, not %s", what, got, want)
	}
}
