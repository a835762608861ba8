package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"sync/atomic"
	"testing"

	"github.com/mattn/go-sqlite3"
)

// counted opens connections that count the questions they are asked.
type counted struct {
	dsn   string
	asked *atomic.Int64
}

func (c counted) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

func (c counted) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.Driver().Open(c.dsn)
	if err != nil {
		return nil, err
	}
	return countedConn{conn.(*sqlite3.SQLiteConn), c.asked}, nil
}

type countedConn struct {
	*sqlite3.SQLiteConn
	asked *atomic.Int64
}

func (c countedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.asked.Add(1)
	return c.SQLiteConn.QueryContext(ctx, query, args)
}

// count has the Store's readings count the statements that they ask.
func (w *world) count() *atomic.Int64 {
	var asked atomic.Int64
	e := w.lite()
	if err := e.readers.close(); err != nil {
		w.t.Fatal(err)
	}
	var err error
	if e.readers, err = startReaders(ctx, sql.OpenDB(counted{dsn(e.path, url.Values{"_query_only": {"on"}}), &asked}), e.readers.log); err != nil {
		w.t.Fatal(err)
	}
	return &asked
}

// A long list asks no more of the books than a short one.
func TestStatementsConstant(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	asked := w.count()
	w.rereads = false // it counts
	member := w.join("陈美玲", "13800138000")
	offer := w.offer(nil)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	home := w.rows("SELECT id FROM homes WHERE building = '3' AND room = '1802'")
	room := func(n int, owner string) *RegisterFile {
		return w.csvOf("", fmt.Sprintf("半岛花园,深圳,9,1,10%d,%s,1360000000%d,1111,HT1%d,2019-03-04", n, owner, n, n))
	}
	more := func(n int) { // one row more in each of the lists below
		stranger := w.join("张三", fmt.Sprintf("1370000000%d", n))
		w.imported(room(n, "李芸"), 0)
		w.imported(room(n, "王建国"), 0)
		must(w.ClaimHome(ctx, stranger, w.address("9", "1", fmt.Sprintf("10%d", n))))(t)
		must(w.ClaimHome(ctx, stranger, w.address("3", "1", "1802")))(t)
		for i, on := range []Subject{{OnMember, member.Member}, {OnHome, home}} {
			must(w.AddNote(ctx, admin.Actor, NewNote{On: on, Kind: "phone", Text: "来电", Step: "回电", Due: "2099-01-01", Key: key(2*n + i)}))(t)
		}
		w.offer(nil)
		v := w.issue(member, offer, n)
		must(w.RedeemVoucher(ctx, w.till, v.Code, nil, key(100+n)))(t)
		must(0, w.SetTier(ctx, SystemActor, member.Member, Tiers[n+1], "VIP"))(t)
	}
	readings := []struct {
		name  string
		asked int64
		read  func() (rows int, err error) // -1: no list of what grows here
	}{
		{"WaitingClaims", 3, func() (int, error) { l, _, err := w.WaitingClaims(ctx, SystemActor, 0); return len(l), err }},
		{"List of members", 4, func() (int, error) {
			p, err := w.List(ctx, SystemActor, MemberList, MemberList.Query(nil))
			return len(p.Lines), err
		}},
		{"List of vouchers", 4, func() (int, error) {
			p, err := w.List(ctx, SystemActor, VoucherList, VoucherList.Query(nil))
			return len(p.Lines), err
		}},
		{"UsedVouchers", 2, func() (int, error) { l, _, err := w.UsedVouchers(ctx, member.Member, 0); return len(l), err }},
		{"List of changed owners", 5, func() (int, error) {
			p, err := w.List(ctx, SystemActor, ChangeList, ChangeList.Query(nil))
			return len(p.Lines), err
		}},
		{"List of the audit", 4, func() (int, error) {
			p, err := w.List(ctx, SystemActor, AuditList, AuditList.Query(nil))
			if p.Next != "" {
				return -1, err // a page is full
			}
			return len(p.Lines), err
		}},
		{"Record", 11, func() (int, error) {
			r, err := w.Record(ctx, admin.Actor, Subject{OnMember, member.Member}, ShowAll, 0)
			return len(r.Lines) + len(r.Steps), err
		}},
		{"HomeRecord", 10, func() (int, error) {
			h, err := w.HomeRecord(ctx, admin.Actor, home)
			return len(h.Members) + len(h.Claims), err
		}},
		{"List of tasks", 6, func() (int, error) {
			p, err := w.List(ctx, admin.Actor, TaskList, TaskList.Query(nil))
			return len(p.Lines), err
		}},
		{"MemberVouchers", 2, func() (int, error) {
			l, _, err := w.MemberVouchers(ctx, SystemActor, member.Member, 0)
			return len(l), err
		}},
		{"Places", 1, func() (int, error) { _, err := w.Places(ctx); return -1, err }},
		{"Notices", 1, func() (int, error) { l, _, err := w.Notices(ctx, member.Member, 0); return len(l), err }},
		{"MemberNotices", 3, func() (int, error) {
			l, _, err := w.MemberNotices(ctx, SystemActor, member.Member, 0)
			return len(l), err
		}},
		{"MemberRecord", 6, func() (int, error) { _, err := w.MemberRecord(ctx, SystemActor, member.Member); return -1, err }},
	}
	rows := map[string]int{}
	for n := range 3 {
		more(n)
		for _, r := range readings {
			before := asked.Load()
			got, err := r.read()
			if err != nil {
				t.Fatal(r.name, err)
			}
			if asks := asked.Load() - before; asks != r.asked {
				t.Errorf("%s asks %d statements for %d rows, want %d", r.name, asks, got, r.asked)
			}
			if got != -1 && got <= rows[r.name] {
				t.Errorf("%s: %d rows after %d: the list does not grow", r.name, got, rows[r.name])
			}
			rows[r.name] = got
		}
	}
}
