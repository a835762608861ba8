package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"clubhouse/db"
	"clubhouse/db/sqlcdb"
)

// bareJob is what a bare loop is to do: the statements of a claim and a redemption in turn, with no rule, no session
// and no HTTP, under the same group commit.
type bareJob struct {
	Members []int64
	Codes   []string
	Offer   int64
	Outlet  int64
	Account int64
	Clients int
	Lasts   time.Duration
}

// bareResult is what it did.
type bareResult struct {
	Acts     int
	Took     time.Duration
	P50, P99 time.Duration
}

// bareLoop runs the job on the books at path.
func bareLoop(ctx context.Context, path string, job bareJob) (bareResult, error) {
	store, err := db.Open(ctx, db.Options{URL: path, Secret: benchSecret})
	if err != nil {
		return bareResult{}, err
	}
	defer store.Close()
	var stop atomic.Bool
	var code atomic.Int64
	timer := time.AfterFunc(job.Lasts, func() { stop.Store(true) })
	defer timer.Stop()
	took := make([][]time.Duration, job.Clients)
	errs := make([]error, job.Clients)
	start := time.Now()
	var wg sync.WaitGroup
	for i := range job.Clients {
		wg.Go(func() {
			for n := 0; !stop.Load(); n++ {
				began := time.Now()
				if n%2 == 0 {
					errs[i] = bareClaim(ctx, store, job.Offer, job.Members[(i+n*job.Clients)%len(job.Members)], fmt.Sprintf("bench-bare-%06d-%09d", i, n))
				} else if c := int(code.Add(1)) - 1; c < len(job.Codes) {
					errs[i] = bareRedeem(ctx, store, job.Codes[c], job.Outlet, job.Account, fmt.Sprintf("bench-bare-%06d-%09d", i, n))
				} else {
					return
				}
				if errs[i] != nil {
					return
				}
				took[i] = append(took[i], time.Since(began))
			}
		})
	}
	wg.Wait()
	r := bareResult{Took: time.Since(start)}
	all := slices.Concat(took...)
	slices.Sort(all)
	if r.Acts = len(all); r.Acts > 0 {
		r.P50, r.P99 = all[len(all)/2], all[len(all)*99/100]
	}
	for _, err := range errs {
		if err != nil {
			return r, err
		}
	}
	return r, nil
}

var bg = context.Background()

// bareClaim are the statements of Store.ClaimOffer.
func bareClaim(ctx context.Context, store *db.Store, offer, member int64, key string) error {
	return store.Write(ctx, db.SystemActor, func(tx *db.Tx) error {
		if _, err := tx.TakeStock(bg, offer); err != nil {
			return err
		}
		o, err := tx.GetOffer(bg, offer)
		if err != nil {
			return err
		}
		if _, err := tx.GetMember(bg, member); err != nil {
			return err
		}
		if _, err := tx.CountVouchers(bg, sqlcdb.CountVouchersParams{DayStart: tx.Now - 3600, MemberID: member, OfferID: offer}); err != nil {
			return err
		}
		id := tx.NewID()
		if err := tx.InsertVoucher(bg, sqlcdb.InsertVoucherParams{
			ID: id, Code: bareCode(), OfferID: offer, Version: o.Version, MemberID: member, RequestKey: key, ClaimedAt: tx.Now, RedeemTo: tx.Now + 86400,
		}); err != nil {
			return err
		}
		return bareAudit(tx, "voucher.claimed", id, member)
	})
}

// bareRedeem are the statements of Store.RedeemVoucher with a bill.
func bareRedeem(ctx context.Context, store *db.Store, code string, outlet, account int64, key string) error {
	return store.Write(ctx, db.SystemActor, func(tx *db.Tx) error {
		if _, err := tx.TillAt(bg, sqlcdb.TillAtParams{ID: outlet, Counter: "till.failures:bench", Starts: tx.Now - tx.Now%60}); err != nil {
			return err
		}
		v, err := tx.MarkRedeemed(bg, sqlcdb.MarkRedeemedParams{Code: code, Now: tx.Now})
		if err != nil {
			return err
		}
		if _, err := tx.RedemptionTerms(bg, code); err != nil {
			return err
		}
		id, movement, points, bill := tx.NewID(), tx.NewID(), int64(128), int64(12850)
		if err := tx.InsertMovement(bg, sqlcdb.InsertMovementParams{ID: movement, MemberID: v.MemberID, Rule: db.RuleBill, SourceID: id, At: tx.Now}); err != nil {
			return err
		}
		if err := tx.InsertEntries(bg, sqlcdb.InsertEntriesParams{
			MovementID: movement, ID: tx.NewID(), AccountID: v.MemberID, Points: points, AgainstID: tx.NewID(), Against: 1,
		}); err != nil {
			return err
		}
		if err := tx.AddPoints(bg, sqlcdb.AddPointsParams{Points: points, ID: v.MemberID}); err != nil {
			return err
		}
		if err := tx.InsertLot(bg, sqlcdb.InsertLotParams{ID: tx.NewID(), MemberID: v.MemberID, MovementID: movement, Points: points, Remaining: points, ExpiresAt: tx.Now + 86400}); err != nil {
			return err
		}
		if err := tx.InsertRedemption(bg, sqlcdb.InsertRedemptionParams{
			ID: id, VoucherID: v.ID, OutletID: outlet, AccountID: account, RequestKey: key, Bill: &bill, Points: points, At: tx.Now,
		}); err != nil {
			return err
		}
		return bareAudit(tx, "voucher.redeemed", v.ID, v.MemberID)
	})
}

func bareAudit(tx *db.Tx, act string, noun, member int64) error {
	return tx.InsertAudit(bg, sqlcdb.InsertAuditParams{
		ID: tx.NewID(), At: tx.Now, Door: "member", Act: act, NounID: noun, MemberID: &member, Facts: `{"offer":7305823456789,"price":0,"version":1}`,
	})
}

// bareCode answers a random code as a voucher's is.
func bareCode() string {
	const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	var b [12]byte
	_, _ = rand.Read(b[:])
	for i := range b {
		b[i] = signs[b[i]&31]
	}
	return string(b[:])
}
