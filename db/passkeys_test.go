package db

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"net/url"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"
)

const siteAddress = "https://club.example"

func site(t testing.TB) *Relying {
	t.Helper()
	u, err := url.Parse(siteAddress)
	if err != nil {
		t.Fatal(err)
	}
	return NewRelying(u)
}

// authenticator is a phone that makes one passkey and signs with it.
type authenticator struct {
	t      testing.TB
	key    *ecdsa.PrivateKey
	id     []byte
	handle []byte
	count  uint32
	origin string
	unseen bool // signs without having looked who holds it
}

func newAuthenticator(t testing.TB) *authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &authenticator{t: t, key: key, id: randomBytes(32), origin: siteAddress}
}

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

func (a *authenticator) json(v any) []byte {
	a.t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		a.t.Fatal(err)
	}
	return b
}

func (a *authenticator) client(kind, challenge string) []byte {
	return a.json(map[string]any{"type": kind, "challenge": challenge, "origin": a.origin, "crossOrigin": false})
}

func (a *authenticator) data(flags byte, attested []byte) []byte {
	rp := sha256.Sum256([]byte("club.example"))
	if a.unseen {
		flags &^= 0x04
	}
	out := append(rp[:], flags)
	out = binary.BigEndian.AppendUint32(out, a.count)
	return append(out, attested...)
}

func (a *authenticator) challenge(options []byte) (challenge, user string) {
	a.t.Helper()
	var o struct {
		PublicKey struct {
			Challenge string
			User      struct{ ID string }
		}
	}
	if err := json.Unmarshal(options, &o); err != nil || o.PublicKey.Challenge == "" {
		a.t.Fatalf("options %s: %v", options, err)
	}
	return o.PublicKey.Challenge, o.PublicKey.User.ID
}

// create answers as navigator.credentials.create does.
func (a *authenticator) create(options []byte) []byte {
	a.t.Helper()
	challenge, user := a.challenge(options)
	a.handle, _ = base64.RawURLEncoding.DecodeString(user)
	public, err := a.key.PublicKey.Bytes()
	if err != nil {
		a.t.Fatal(err)
	}
	cose, err := cbor.Marshal(map[int]any{1: 2, 3: -7, -1: 1, -2: public[1:33], -3: public[33:]})
	if err != nil {
		a.t.Fatal(err)
	}
	attested := append(make([]byte, 16), binary.BigEndian.AppendUint16(nil, uint16(len(a.id)))...)
	attested = append(append(attested, a.id...), cose...)
	object, err := cbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": a.data(0x45, attested)})
	if err != nil {
		a.t.Fatal(err)
	}
	return a.json(map[string]any{"id": b64(a.id), "rawId": b64(a.id), "type": "public-key", "clientExtensionResults": map[string]any{},
		"response": map[string]any{"clientDataJSON": b64(a.client("webauthn.create", challenge)), "attestationObject": b64(object)}})
}

// get answers as navigator.credentials.get does.
func (a *authenticator) get(options []byte) []byte {
	a.t.Helper()
	challenge, _ := a.challenge(options)
	a.count++
	data, client := a.data(0x05, nil), a.client("webauthn.get", challenge)
	hash := sha256.Sum256(client)
	sum := sha256.Sum256(append(append([]byte{}, data...), hash[:]...))
	sig, err := ecdsa.SignASN1(rand.Reader, a.key, sum[:])
	if err != nil {
		a.t.Fatal(err)
	}
	return a.json(map[string]any{"id": b64(a.id), "rawId": b64(a.id), "type": "public-key", "clientExtensionResults": map[string]any{},
		"response": map[string]any{"clientDataJSON": b64(client), "authenticatorData": b64(data), "signature": b64(sig), "userHandle": b64(a.handle)}})
}

// addPasskey adds a passkey to the actor's account.
func (w *world) addPasskey(actor Actor, second string) (*authenticator, error) {
	w.t.Helper()
	a := newAuthenticator(w.t)
	options, browser, err := w.BeginPasskey(ctx, actor, site(w.t), second, Client{})
	if err != nil {
		return nil, err
	}
	return a, w.AddPasskey(ctx, actor, site(w.t), browser, "我的手机", a.create(options))
}

func (w *world) byPasskey(d Door, a *authenticator) (string, error) {
	w.t.Helper()
	options, browser, err := w.BeginPasskeySignIn(ctx, d, site(w.t), Client{Address: "10.0.0.1"})
	if err != nil {
		return "", err
	}
	return w.EnterByPasskey(ctx, d, site(w.t), browser, a.get(options), Client{})
}

// A passkey of the members' door opens that door, and not the desk; one of the desk opens both. A till is opened by a code alone.
func TestPasskeyDoors(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	phone, err := w.addPasskey(m, "")
	if err != nil {
		t.Fatal(err)
	}
	token := must(w.byPasskey(MemberDoor, phone))(t)
	if s := must(w.Session(ctx, MemberDoor, token))(t); s.Member == nil || s.Member.ID != m.Member || !s.Fresh(w.Now()) {
		t.Errorf("signed in as %+v", s)
	}
	_, err = w.byPasskey(StaffDoor, phone)
	wantReason(t, "a member's passkey at the desk", err, PasskeyUnknown)
	_, err = w.byPasskey(MerchantDoor, phone)
	wantReason(t, "at a till", err, PasskeyUnknown)
	w.exec("INSERT INTO grants (id, account_id, role, scope, scope_id, granted_at) VALUES (76, ?, 'till', 'outlet', ?, 1)", m.Account, w.outlet)
	_, err = w.byPasskey(MerchantDoor, phone)
	wantReason(t, "a member's passkey at their till", err, PasskeyUnknown)

	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	_, err = w.addPasskey(admin.Actor, "000000")
	wantReason(t, "added at the desk without the authenticator", err, SecondWrong)
	w.pass(time.Minute)
	laptop, err := w.addPasskey(admin.Actor, w.totp(admin.secret))
	if err != nil {
		t.Fatal(err)
	}
	if s := must(w.Session(ctx, StaffDoor, must(w.byPasskey(StaffDoor, laptop))(t)))(t); s.Account != admin.Account {
		t.Errorf("signed in as %+v", s)
	}
	_, err = w.byPasskey(MemberDoor, laptop)
	wantReason(t, "at the members' door without a membership", err, PasskeyUnknown)

	// Whoever adds a grant to a member's account does not turn their phone into a key of the desk.
	w.exec("INSERT INTO grants (id, account_id, role, scope, scope_id, granted_at) VALUES (77, ?, 'admin', 'all', 0, 1)", m.Account)
	_, err = w.byPasskey(StaffDoor, phone)
	wantReason(t, "a member's passkey at the desk, with a role", err, PasskeyUnknown)

	// With the authenticator the desk's passkeys go.
	other := w.hire("other@club.example", Admin, ScopeAll, 0)
	if err := w.ResetAuthenticator(ctx, other.Actor, admin.Account); err != nil {
		t.Fatal(err)
	}
	_, err = w.byPasskey(StaffDoor, laptop)
	wantReason(t, "after the reset", err, PasskeyUnknown)
}

// With a lost phone the passkeys go that may live on it.
func TestPasskeysOfLostPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	clerk := w.hire("clerk@club.example", Service, ScopeAll, 0)
	for name, lost := range map[string]func() error{
		"told by themselves": func() error { return w.LostPhone(ctx, m) },
		"told by staff":      func() error { return w.MemberLostPhone(ctx, clerk.Actor, m.Member, "来电挂失") },
	} {
		w.pass(time.Minute)
		m = must(w.Session(ctx, MemberDoor, must(w.byCode("13800138000"))(t)))(t).Actor()
		phone := must(w.addPasskey(m, ""))(t)
		must(0, lost())(t)
		_, err := w.byPasskey(MemberDoor, phone)
		wantReason(t, name, err, PasskeyUnknown)
	}
}

func TestPasskeyRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, other := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")
	phone, err := w.addPasskey(m, "")
	if err != nil {
		t.Fatal(err)
	}
	enter := func(browser string, answer []byte) error {
		_, err := w.EnterByPasskey(ctx, MemberDoor, site(t), browser, answer, Client{})
		return err
	}
	begin := func() (options []byte, browser string) {
		options, browser, err := w.BeginPasskeySignIn(ctx, MemberDoor, site(t), Client{})
		if err != nil {
			t.Fatal(err)
		}
		return options, browser
	}
	options, browser := begin()
	answer := phone.get(options)
	wantReason(t, "in another browser", enter(newToken(), answer), PasskeyFailed)
	if err := enter(browser, answer); err != nil {
		t.Fatal(err)
	}
	wantReason(t, "the same answer again", enter(browser, answer), PasskeyFailed)
	options, browser = begin()
	w.pass(challengeSeconds * time.Second)
	wantReason(t, "too late", enter(browser, phone.get(options)), PasskeyFailed)
	options, browser = begin()
	wantReason(t, "nonsense", enter(browser, []byte("{}")), PasskeyFailed)
	phone.origin = "https://club.example.evil"
	wantReason(t, "at another site", enter(browser, phone.get(options)), PasskeyFailed)
	phone.origin = siteAddress
	options, browser = begin()
	phone.unseen = true
	wantReason(t, "without looking who holds it", enter(browser, phone.get(options)), PasskeyFailed)
	phone.unseen = false
	options, browser = begin()
	phone.count = 0
	wantReason(t, "a copy that counts from the start again", enter(browser, phone.get(options)), PasskeyFailed)
	phone.count = 100
	handle := phone.handle
	phone.handle = []byte("somebody")
	options, browser = begin()
	wantReason(t, "for another account", enter(browser, phone.get(options)), PasskeyFailed)
	phone.handle = handle

	list := must(w.OwnSignIn(ctx, m))(t).Passkeys
	if len(list) != 1 || list[0].Label != "我的手机" || list[0].UsedAt == 0 {
		t.Errorf("passkeys: %+v", list)
	}
	if err := w.DropPasskey(ctx, other, list[0].ID); KindOf(err) != NotFound {
		t.Errorf("another's passkey was removed: %v", err)
	}
	if err := w.DropPasskey(ctx, m, list[0].ID); err != nil {
		t.Fatal(err)
	}
	_, err = w.byPasskey(MemberDoor, phone)
	wantReason(t, "once it is removed", err, PasskeyUnknown)

	w.pass(freshSeconds*time.Second + time.Second)
	_, err = w.addPasskey(m, "")
	wantReason(t, "added without a fresh proof", err, ProofStale)

	stranger := must(w.Session(ctx, MemberDoor, must(w.byCode("13700000001"))(t)))(t).Actor()
	for range mostPasskeys {
		if _, err := w.addPasskey(stranger, ""); err != nil {
			t.Fatal(err)
		}
	}
	_, err = w.addPasskey(stranger, "")
	wantReason(t, "an eleventh", err, PasskeysTooMany)
}

// Passkeys are made for a name, over https or on this machine.
func TestRelying(t *testing.T) {
	t.Parallel()
	for address, ok := range map[string]bool{
		"https://club.example": true, "http://localhost:8080": true, "https://club.example:8443": true, "http://club.example": false, "https://192.0.2.1": false, "http://127.0.0.1:8080": false, "https://[2001:db8::1]": false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := NewRelying(u) != nil; got != ok {
			t.Errorf("%s: %v", address, got)
		}
	}
}

// byCode signs a member in by a one-time code.
func (w *world) byCode(to string) (string, error) {
	w.t.Helper()
	w.pass(resendSeconds * time.Second)
	browser, code := w.code(MemberDoor, to)
	e, err := w.EnterCode(ctx, MemberDoor, browser, code, Client{})
	return e.Token, err
}
