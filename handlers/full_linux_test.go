package handlers_test

import (
	"os"
	"strings"
	"syscall"
	"testing"

	"clubhouse/handlers/web"
)

// TestFullDisk lets no file of this process grow, as on a full disk: acts are put off with 503 and none is half done,
// reading goes on, and once there is room again all is well by itself.
func TestFullDisk(t *testing.T) {
	w := filled(t)
	her := w.people["member A"]
	path := "/zh-Hant/offers/" + w.names["/offers/:id"] + "/claims"
	vouchers := "SELECT COUNT(*) FROM vouchers"
	had := w.one(vouchers)
	var limit syscall.Rlimit
	w.ok(syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit))
	log := got(os.Stat(w.file + "-wal"))(w)
	full := limit
	full.Cur = uint64(log.Size())
	w.ok(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &full))
	t.Cleanup(func() { _ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit) })
	done := 0
	for range 40 { // the log may have room left at its start
		switch a := her.post(path, "key", web.NewKey()); {
		case a.Code == 303:
			done++
		case a.Code != 503 || a.Header().Get("Retry-After") == "" || !strings.Contains(a.Body.String(), `lang="zh-Hant"`):
			t.Fatalf("a claim on a full disk: %d", a.Code)
		}
	}
	if done == 40 {
		t.Fatal("the disk was never full")
	}
	for _, page := range []string{"/home", "/offers", "/vouchers"} {
		if a := her.get(page); a.Code != 200 {
			t.Errorf("%s on a full disk: %d", page, a.Code)
		}
	}
	w.ok(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit))
	if a := her.post(path, "key", web.NewKey()); a.Code != 303 {
		t.Errorf("a claim with room again: %d", a.Code)
	}
	if now := w.one(vouchers); mustInt(now) != mustInt(had)+int64(done)+1 {
		t.Errorf("%s vouchers, then %s after %d answered", had, now, done+1)
	}
	if ok := w.one("PRAGMA integrity_check"); ok != "ok" {
		t.Error(ok)
	}
}
