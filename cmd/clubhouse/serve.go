package main

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"runtime/debug"
	"sync"
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
	store, err := db.Open(ctx, db.Options{URL: *c.db, Secret: s.Secret, Log: log})
	if err != nil {
		return err
	}
	defer store.Close()
	listener, err := net.Listen("tcp", s.Address)
	if err != nil {
		return err
	}
	if s.Cert != "" {
		pair, err := tls.LoadX509KeyPair(s.Cert, s.Key)
		if err != nil {
			return err
		}
		listener = tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{pair}})
	}
	app := web.New(store, web.Settings{Base: s.Base, Proxies: s.Proxies}, log)
	log.Info("serving", "address", listener.Addr().String(), "base", s.Base.String())
	return runClub(ctx, club{app: app, listener: listener, mail: s.Mail, sms: s.SMS})
}

// club is a club that is ready to be run.
type club struct {
	app      *web.App
	outbox   *worker.Outbox // of the demo, else nil
	listener net.Listener
	mail     worker.Sender
	sms      worker.Sender
}

// collectAt lets the heap grow to five times what is alive before it is swept: a page leaves much behind and little is
// alive, so that the usual two times would have every hundredth request sweep.
const collectAt = 400

// Bounds of a connection. A slow or silent client costs no more than these.
const (
	headerWithin  = 5 * time.Second
	requestWithin = 30 * time.Second
	answerWithin  = 60 * time.Second
	idleWithin    = 2 * time.Minute
	stopWithin    = 20 * time.Second
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
	k.listener, srv.ConnContext = web.Whole(k.listener)
	working, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	w := &worker.Worker{Store: k.app.Store, Mail: k.mail, SMS: k.sms, Log: log}
	var works sync.WaitGroup
	works.Go(func() { w.Run(working) })
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(k.listener) }()
	var err error
	select {
	case <-ctx.Done():
		stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
		defer cancel()
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
