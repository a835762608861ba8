package db

import (
	"fmt"
	"sync/atomic"
	"testing"
)

// What one act costs under group commit, with 64 waiting.
func BenchmarkClaim(b *testing.B) {
	w := newWorld(b)
	member := w.join("陈美玲", "13800138000")
	offer := w.offer(nil)
	var n atomic.Int64
	b.SetParallelism(32)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := w.ClaimOffer(ctx, member, offer, fmt.Sprintf("bench-key-%012d", n.Add(1))); err != nil {
				b.Error(err)
				return
			}
		}
	})
}
