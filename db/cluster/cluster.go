// Package cluster runs a PostgreSQL of one's own, for tests and drills: a fresh one in a temporary folder, reached by a
// socket in it, and gone when it is stopped. Nothing of it is for a real club.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5"
)

// ErrNone is answered by Start where no PostgreSQL server is installed.
var ErrNone = errors.New("no PostgreSQL server is installed (Debian: postgresql)")

// Cluster is a running server.
type Cluster struct {
	dir  string
	bin  string
	safe bool
	as   *syscall.Credential
}

// Start makes a cluster and starts it. One that is safe syncs what it commits to the disk, as a real one does. The
// server does not run as root: in root's hands it runs as postgres.
func Start(safe bool) (c *Cluster, err error) {
	c = &Cluster{safe: safe}
	if c.bin, err = binaries(); err != nil {
		return nil, err
	}
	if c.dir, err = os.MkdirTemp("", "club-pg"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			c.Stop()
		}
	}()
	if os.Getuid() == 0 {
		who, err := user.Lookup("postgres")
		if err != nil {
			return nil, err
		}
		uid, _ := strconv.Atoi(who.Uid)
		gid, _ := strconv.Atoi(who.Gid)
		c.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(c.dir, uid, gid); err != nil {
			return nil, err
		}
	}
	if err := c.run("initdb", "-D", c.data(), "-A", "trust", "-U", "club", "-E", "UTF8", "--locale=C", "--no-sync"); err != nil {
		return nil, err
	}
	return c, c.Up()
}

// Up starts the server, also one that was taken down or killed.
func (c *Cluster) Up() error {
	options := "-c listen_addresses= -c max_connections=300 -c shared_buffers=256MB -k " + c.dir
	if !c.safe {
		options += " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
	}
	return c.run("pg_ctl", "-D", c.data(), "-w", "-o", options, "-l", filepath.Join(c.dir, "log"), "start")
}

// Down stops the server as at a power cut would be worse: what runs is broken off, and the log is recovered by Up.
func (c *Cluster) Down() error {
	return c.run("pg_ctl", "-D", c.data(), "-w", "-m", "immediate", "stop")
}

// Settle has the server do at once what it would do later by itself, in the middle of a measurement: it looks the
// database's rows over and writes its pages back.
func (c *Cluster) Settle(ctx context.Context, database string) error {
	conn, err := pgx.Connect(ctx, c.URL(database))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, s := range []string{"VACUUM (ANALYZE)", "CHECKPOINT"} {
		if _, err := conn.Exec(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// Stop ends the server and removes all that it holds.
func (c *Cluster) Stop() error {
	_ = c.Down()
	return os.RemoveAll(c.dir)
}

// URL answers how a database of the cluster is reached.
func (c *Cluster) URL(database string) string {
	return "postgres://club@/" + url.PathEscape(database) + "?host=" + url.QueryEscape(c.dir) + "&sslmode=disable"
}

func (c *Cluster) data() string { return filepath.Join(c.dir, "data") }

func (c *Cluster) run(name string, args ...string) error {
	cmd := exec.Command(filepath.Join(c.bin, name), args...)
	cmd.Dir = c.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as}
	cmd.Env = append(os.Environ(), "LC_ALL=C", "HOME="+c.dir)
	out, err := os.CreateTemp("", "club-pg-*.log") // not a pipe, which the server would hold open
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		text, _ := os.ReadFile(out.Name())
		return fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(string(text)))
	}
	return nil
}

// binaries answers the folder of the newest server that is installed.
func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	best, version := "", -1
	for _, f := range found {
		dir := filepath.Dir(f)
		if v, err := strconv.Atoi(filepath.Base(filepath.Dir(dir))); err == nil && v > version {
			best, version = dir, v
		}
	}
	if best == "" {
		return "", ErrNone
	}
	return best, nil
}
