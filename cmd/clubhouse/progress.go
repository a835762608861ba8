package main

import (
	"fmt"
	"io"
	"time"
)

// progress tells now and then how far long work has come and how long its present part may still take.
type progress struct {
	out   io.Writer
	every time.Duration
	what  string
	start time.Time
	said  time.Time
}

// at tells how much of a part of the work is done, unless it has done so a moment ago; of how much, where all is known.
func (p *progress) at(what string, done, all int64) {
	now := time.Now()
	if what != p.what {
		p.what, p.start, p.said = what, now, now
	}
	if now.Sub(p.said) < p.every || done == 0 {
		return
	}
	p.said = now
	spent := now.Sub(p.start)
	if all <= 0 {
		fmt.Fprintf(p.out, "  %d %s, %.0f a second\n", done, what, float64(done)/spent.Seconds())
		return
	}
	left := time.Duration(float64(spent) / float64(done) * float64(all-done))
	fmt.Fprintf(p.out, "  %3d %%  %d of %d %s, %.0f a second, %v left\n", done*100/all, done, all, what, float64(done)/spent.Seconds(), left.Round(time.Second))
}
