package handlers_test

import (
	"testing"
	"time"

	"clubhouse/db"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
)

// authenticator gives the browser a device that holds passkeys.
func (b *browser) authenticator() {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, webauthn.Enable, webauthn.EnableParams{})
	b.check("look for authenticators", err)
	_, err = chromedp.Call(b.ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal, HasResidentKey: true, HasUserVerification: true, IsUserVerified: true,
		AutomaticPresenceSimulation: true,
	}})
	b.check("plug one in", err)
}

// A member adds a passkey, signs out and comes in again with it; once removed it opens nothing.
func TestPasskey(t *testing.T) {
	needs(t, "chromium")
	t.Parallel()
	c := newCity(t)
	b := newBrowser(t, c.url)
	b.authenticator()
	b.join(c)
	b.open("/zh-Hans/me/passkeys/new")
	b.fill("label", "我的手机")
	b.sees("通行密钥已添加", "我的手机")
	b.open("/zh-Hans/me")
	b.press(`form[action$="/signout"] button`)
	b.open("/zh-Hans/signin?next=/points")
	b.press(`passkey-form button`)
	b.sees("我的积分")
	b.open("/zh-Hans/me/security")
	b.press(`form[action$="/remove"] button`)
	b.sees("通行密钥已移除")
	b.open("/zh-Hans/me")
	b.press(`form[action$="/signout"] button`)
	b.open("/zh-Hans/signin")
	b.press(`passkey-form button`)
	b.sees("这里不认识这个通行密钥")

	// The desk: the authenticator is asked for when one is added, and not once it is used.
	d := newBrowser(t, c.url)
	d.authenticator()
	d.signInDesk(c)
	d.open("/en/staff/me")
	d.sees("Passkeys", "10 are left")
	next, err := db.TOTP(c.admin, time.Now().Unix()+30) // the present one has been used to sign in
	if err != nil {
		t.Fatal(err)
	}
	d.do("ask for the passkey's form", chromedp.SendKeys(chromedp.CSS(`passkey-form [name="label"]`), "Desk"), chromedp.SendKeys(chromedp.CSS(`passkey-form [name="second"]`), next))
	d.press(`passkey-form button`)
	d.sees("The passkey has been added", "Desk")
	d.screen(1280, 900)
	d.press(`.rail form[action$="/signout"] button`)
	d.open("/en/staff/signin")
	d.press(`passkey-form button`)
	d.sees("林晓")
}
