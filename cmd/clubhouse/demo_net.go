package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
)

// demoAddresses answers the address that the demo's QR codes hold, the one for a browser on this machine, and the hosts
// by which others on the network reach it. With https the codes lead to the first of these, for a phone that scans.
func demoAddresses(at net.Addr, asked string, secure bool) (base, here *url.URL, lan []string) {
	_, port, _ := net.SplitHostPort(at.String())
	host, _, _ := net.SplitHostPort(asked)
	here = &url.URL{Scheme: "http", Host: net.JoinHostPort("localhost", port)}
	if secure {
		here.Scheme = "https"
	}
	switch ip, err := netip.ParseAddr(host); {
	case host == "" || err == nil && ip.IsUnspecified():
		lan = lanAddresses()
	case err == nil && !ip.IsLoopback():
		here.Host = net.JoinHostPort(host, port)
	}
	base = here
	if secure && len(lan) > 0 {
		base = &url.URL{Scheme: here.Scheme, Host: net.JoinHostPort(lan[0], port)}
	}
	return base, here, lan
}

// lanAddresses answers this machine's addresses on private networks, the one that it goes out by first. Bridges and
// tunnels of software are left out.
func lanAddresses() []string {
	var out []string
	interfaces, _ := net.Interfaces()
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&(net.FlagLoopback|net.FlagPointToPoint) != 0 ||
			slices.ContainsFunc([]string{"docker", "br-", "veth", "virbr", "vmnet", "vboxnet"}, func(p string) bool { return strings.HasPrefix(i.Name, p) }) {
			continue
		}
		addresses, _ := i.Addrs()
		for _, a := range addresses {
			if p, err := netip.ParsePrefix(a.String()); err == nil && p.Addr().Is4() && p.Addr().IsPrivate() {
				out = append(out, p.Addr().String())
			}
		}
	}
	// No packet is sent by this: it only asks which of our addresses would be used.
	if c, err := net.Dial("udp4", "192.0.2.1:9"); err == nil {
		own, _, _ := net.SplitHostPort(c.LocalAddr().String())
		c.Close()
		slices.SortStableFunc(out, func(a, b string) int {
			switch own {
			case a:
				return -1
			case b:
				return 1
			}
			return 0
		})
	}
	return out
}

// ownCertificate makes a certificate for this machine's names, signed by itself and kept nowhere.
func ownCertificate(now time.Time, lan []string) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return tls.Certificate{}, err
	}
	t := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "Clubhouse demo"}, NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(0, 0, 30),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, BasicConstraintsValid: true,
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	for _, host := range lan {
		if ip := net.ParseIP(host); ip != nil {
			t.IPAddresses = append(t.IPAddresses, ip)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, t, t, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}
