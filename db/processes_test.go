package db

import (
	"fmt"
	"sync"
	"testing"
	"time"
)

// beside opens the same books as another process does.
func (w *world) beside() *world {
	w.t.Helper()
	other := *w
	other.Store = must(Open(ctx, Options{URL: w.url(), Secret: testSecret, Clock: w.clock.now, Log: w.log}))(w.t)
	w.t.Cleanup(func() { other.Store.Close() })
	urls.Store(other.Store, w.url())
	return &other
}

// What one process of a club does holds for the others: sessions, codes, limits, retries at a till, settings.
func TestProcessesShare(t *testing.T) {
	t.Parallel()
	a := newWorld(t)
	b := a.beside()
	phone := must(ParseDestination("13800138000", "CN"))(t)

	browser, code := a.code(MemberDoor, phone.String())
	if _, err := b.RequestCode(ctx, MemberDoor, "", phone, Hans, Client{Address: "10.0.0.1"}); ReasonOf(err) != CodeTooSoon {
		t.Errorf("a second code at once, asked of the other: %v", err)
	}
	entry := must(b.EnterCode(ctx, MemberDoor, browser, code, Client{}))(t)
	if entry.Next != StepJoin {
		t.Fatalf("the code let in %+v", entry)
	}
	token := must(a.JoinMember(ctx, browser, Joining{Name: "陈美玲", Adult: true, Locale: Hans, Terms: true, Privacy: true}, Client{}))(t)
	s := must(b.Session(ctx, MemberDoor, token))(t)
	must(0, b.SignOut(ctx, s.Actor()))(t)
	if a.isOpen(MemberDoor, token) {
		t.Error("signed out at one, still in at the other")
	}

	member, offer := s.Actor(), a.offer(nil)
	id := must(a.ClaimOffer(ctx, member, offer, key(1)))(t)
	if again := must(b.ClaimOffer(ctx, member, offer, key(1)))(t); again != id {
		t.Errorf("the claim's retry made %d beside %d", again, id)
	}
	voucher := must(b.Voucher(ctx, member.Member, id))(t).Code
	var answers sync.Map
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			r, err := []*world{a, b}[i%2].RedeemVoucher(ctx, a.till, voucher, nil, key(2))
			if err != nil {
				t.Error(err)
			}
			answers.Store(r, true)
		})
	}
	wg.Wait()
	n := 0
	answers.Range(func(any, any) bool { n++; return true })
	if n != 1 || a.rows("SELECT COUNT(*) FROM redemptions") != 1 {
		t.Errorf("one key was answered with %d redemptions, %d stand", n, a.rows("SELECT COUNT(*) FROM redemptions"))
	}

	if testServer == "" {
		return // a file is served by one process
	}
	club := *a.Club()
	club.Hotline, club.Seen = "400 123 4567", club.Revision()
	must(0, a.EditClub(ctx, SystemActor, club))(t)
	for until := time.Now().Add(20 * time.Second); b.Club().Hotline != club.Hotline; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatal("the other process never learns what the club's page says")
		}
	}
}

// Three processes that take jobs take each of them once.
func TestProcessesShareJobs(t *testing.T) {
	t.Parallel()
	a := bareWorld(t)
	all := []*world{a, a.beside(), a.beside()}
	const jobs = 200
	must(0, a.Write(ctx, SystemActor, func(tx *Tx) error {
		for i := range jobs {
			if err := tx.enqueue("test", fmt.Sprint("key", i/2), fmt.Sprint(i), tx.Now); err != nil {
				return err
			}
		}
		return nil
	}))(t)
	var mu sync.Mutex
	taken := map[int64]int{}
	var wg sync.WaitGroup
	for i := range 9 {
		wg.Go(func() {
			w := all[i%3]
			for {
				list, err := w.LeaseKind(ctx, "test", 7)
				if err != nil {
					t.Error(err)
					return
				}
				if len(list) == 0 {
					return
				}
				for _, j := range list {
					mu.Lock()
					taken[j.ID]++
					mu.Unlock()
					if err := w.FinishJob(ctx, j); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	for id, n := range taken {
		if n != 1 {
			t.Errorf("job %d was taken %d times", id, n)
		}
	}
	if len(taken) != jobs/2 || a.rows("SELECT COUNT(*) FROM jobs WHERE done_at IS NULL") != 0 {
		t.Errorf("%d jobs were taken, %d are left", len(taken), a.rows("SELECT COUNT(*) FROM jobs WHERE done_at IS NULL"))
	}
}

// However many processes fight over one row, nothing is given twice and nobody is sent away.
func TestProcessesFight(t *testing.T) {
	t.Parallel()
	a := newWorld(t)
	all := []*world{a, a.beside(), a.beside()}
	const stock, clients = 40, 90
	few := int64(stock)
	offer := a.offer(func(o *Offer) { o.Stock, o.PerMember, o.PerMemberDay = &few, 0, 0 })
	member := a.join("陈美玲", "13800138000")
	var got, gone sync.Map
	var wg sync.WaitGroup
	for i := range clients {
		wg.Go(func() {
			id, err := all[i%3].ClaimOffer(ctx, member, offer, key(i))
			switch {
			case err == nil:
				got.Store(id, true)
			case ReasonOf(err) == OfferSoldOut:
				gone.Store(i, true)
			default:
				t.Error(err)
			}
		})
	}
	wg.Wait()
	count := func(m *sync.Map) (n int) { m.Range(func(any, any) bool { n++; return true }); return n }
	if count(&got) != stock || count(&gone) != clients-stock || a.rows("SELECT COUNT(*) FROM vouchers") != stock {
		t.Errorf("%d got one, %d were told there is none, %d stand", count(&got), count(&gone), a.rows("SELECT COUNT(*) FROM vouchers"))
	}
}
