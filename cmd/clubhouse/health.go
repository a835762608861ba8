package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// health asks the club that runs beside it, as the same settings say, whether it is alive.
func health(ctx context.Context, c *call) error {
	if _, err := c.parse(0); err != nil {
		return err
	}
	r := &reader{getenv: c.getenv}
	_, port, err := net.SplitHostPort(r.get("CLUB_ADDRESS", ":8080"))
	if err != nil {
		return fmt.Errorf("CLUB_ADDRESS: %w", err)
	}
	scheme := "http"
	if r.get("CLUB_TLS_CERT", "") != "" {
		scheme = "https"
	}
	// The certificate is for the club's public name, not for this address: it is this machine asking itself.
	client := http.Client{Timeout: 3 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://127.0.0.1:"+port+"/healthz", nil)
	if err != nil {
		return err
	}
	res, err := client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return errors.New(res.Status)
	}
	return nil
}
