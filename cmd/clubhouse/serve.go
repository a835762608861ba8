package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"clubhouse/db"
	"clubhouse/handlers"
	"clubhouse/handlers/web"
	"clubhouse/handlers/worker"
)

func serve(ctx context.Context, c *call) error {
	if _, err := c.parse(0); err != nil {
		return err
	}
	s, err := readSettings(c.getenv)
	if err != nil {
		return err
	}
	log, flush := newLog(c.err)
	defer flush()
	begun := time.Now()
	store, err := db.Open(ctx, db.Options{URL: *c.db, Secret: s.Secret, Log: log, Elapsed: func() time.Duration { return time.Since(begun) }})
	if err != nil {
		return err
	}
	defer store.Close()
	listener, err := listen(s.Address, c.getenv)
	if err != nil {
		return err
	}
	var certificates []tls.Certificate
	if s.Cert != "" {
		pair, err := tls.LoadX509KeyPair(s.Cert, s.Key)
		if err != nil {
			return err
		}
		certificates = []tls.Certificate{pair}
	}
	var monitored net.Listener
	if s.Metrics != "" {
		if monitored, err = net.Listen("tcp", s.Metrics); err != nil {
			return fmt.Errorf("CLUB_METRICS_ADDRESS: %w", err)
		}
	}
	app := web.New(store, web.Settings{Base: s.Base, Proxies: s.Proxies, Mail: tellOf(s.Mail), SMS: tellOf(s.SMS), Apple: s.Apple, Google: s.Google}, log)
	if s.Apple != nil && !s.Apple.Good(store.Now()) {
		log.Warn("CLUB_WALLET_APPLE_CERT or CLUB_WALLET_APPLE_WWDR is too old: no pass is made for Apple Wallet until there is a newer one")
	}
	log.Info("serving", "address", listener.Addr().String(), "base", s.Base.String())
	return runClub(ctx, club{app: app, listener: listener, certificates: certificates, metrics: monitored, mail: s.Mail, sms: s.SMS, erased: s.Erased, drain: s.Drain})
}

// club is a club that is ready to be run.
type club struct {
	app          *web.App
	outbox       *worker.Outbox // of the demo, else nil
	listener     net.Listener
	certificates []tls.Certificate // none: http
	metrics      net.Listener      // for monitoring alone; nil: there is none
	mail         worker.Sender
	sms          worker.Sender
	erased       string // where erasures are listed outside the books, or ""
	drain        time.Duration
}

// collectAt lets the heap grow to five times what is alive before it is swept: a page leaves much behind and little is
// alive, so that the usual two times would have every hundredth request sweep.
const collectAt = 400

// Bounds of a connection. A slow or silent client costs no more than these.
const (
	headerWithin  = 5 * time.Second
	requestWithin = 15 * time.Second // and so long again for each 64 KB of a long body, or of an answer
	answerWithin  = 10 * time.Minute // from a request's head, so also after a register that comes over a slow line
	idleWithin    = 15 * time.Second
	stopWithin    = 20 * time.Second

	// A proxy keeps connections for whoever comes next. Where it sends an act on one that is being closed, it cannot tell
	// whether the act was done: so the club keeps them longer than proxies usually do.
	proxyIdleWithin = 2 * time.Minute
)

// runClub serves until ctx ends, then lets the requests under way finish.
//
// It runs on one thread more than there are processors: the writer's is mostly waiting for the disk inside SQLite, where
// Go cannot see it wait, and would keep its processor from everybody else for up to ten milliseconds.
func runClub(ctx context.Context, k club) error {
	debug.SetGCPercent(collectAt)
	runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1)
	log := k.app.Log
	srv := &http.Server{
		Handler:           handlers.New(k.app, k.outbox),
		ReadHeaderTimeout: headerWithin, ReadTimeout: requestWithin, WriteTimeout: answerWithin, IdleTimeout: idleWithin,
		MaxHeaderBytes:               16 << 10,
		DisableGeneralOptionsHandler: true, // "OPTIONS *" goes the way of all requests
		ErrorLog:                     slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	if k.metrics != nil {
		monitor := &http.Server{Handler: handlers.Monitor(k.app, srv.Handler), ReadTimeout: requestWithin, WriteTimeout: requestWithin, ErrorLog: srv.ErrorLog}
		go func() { _ = monitor.Serve(k.metrics) }()
		defer monitor.Close() // last, so that a probe sees the club stopping
	}
	if len(k.app.Settings.Proxies) > 0 {
		srv.IdleTimeout = proxyIdleWithin
	}
	k.listener = web.Paced(k.listener, requestWithin)
	if k.certificates == nil {
		k.listener, srv.ConnContext = web.Whole(k.listener)
	} else {
		k.listener = tls.NewListener(k.listener, &tls.Config{Certificates: k.certificates})
	}
	var open atomic.Int64 // connections
	srv.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			open.Add(1)
		case http.StateClosed, http.StateHijacked:
			open.Add(-1)
		}
	}
	working, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	w := &worker.Worker{Store: k.app.Store, Base: k.app.Settings.Base.String(), Erased: k.erased, Mail: k.mail, SMS: k.sms, Log: log}
	var works sync.WaitGroup
	works.Go(func() { w.Run(working) })
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(k.listener) }()
	var err error
	select {
	case <-ctx.Done():
		k.app.Stopping.Store(true)
		time.Sleep(k.drain) // a proxy that asks /readyz sends nobody any more
		// Shutdown alone would hang up on whoever has just been let in and not been heard yet.
		srv.SetKeepAlivesEnabled(false)
		k.listener.Close()
		<-failed
		stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
		defer cancel()
		for open.Load() > 0 && stopping.Err() == nil {
			time.Sleep(time.Millisecond)
		}
		err = srv.Shutdown(stopping)
	case err = <-failed:
		if errors.Is(err, http.ErrServerClosed) {
			err = nil
		}
	}
	stopWork()
	works.Wait()
	return err
}
