package worker

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Outbox keeps letters instead of sending them, and prints them in the log. It exists for the demo alone: a real club
// prints no code anywhere.
type Outbox struct {
	Log     *slog.Logger
	SignIns []SignIn // shown beside the letters
	mu      sync.Mutex
	letters []Kept
}

// Kept is a letter in the outbox.
type Kept struct {
	Letter
	At time.Time
}

const mostKept = 50

// Send keeps the letter.
func (o *Outbox) Send(_ context.Context, l Letter) error {
	o.Log.Info("demo message", "to", l.To, "text", l.Text)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.letters = append(o.letters, Kept{l, time.Now()})
	if len(o.letters) > mostKept {
		o.letters = o.letters[1:]
	}
	return nil
}

// Letters answers what was kept, newest first.
func (o *Outbox) Letters() []Kept {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := slices.Clone(o.letters)
	slices.Reverse(out)
	return out
}
