package web

import (
	"net/http"

	"clubhouse/db"
	"clubhouse/views/i18n"
)

// passkeyCode names the cookie that binds a passkey's challenge to this browser.
const passkeyCode db.Door = "passkey"

// Passkeys tells whether the club's address is one that passkeys can be made for.
func (c *Context) Passkeys() bool { return c.App.relying != nil }

// Challenge answers a script with what the browser's passkey is to sign or to be made from, or with the refusal's words.
// begin is one of the Store's.
func (c *Context) Challenge(begin func(*db.Relying) (options []byte, browser string, err error)) error {
	if !c.Passkeys() {
		return &db.Error{Kind: db.NotFound}
	}
	options, browser, err := begin(c.App.relying)
	if err == nil {
		c.KeepBrowser(passkeyCode, browser)
		return c.Blob(http.StatusOK, "application/json", options)
	}
	f, err := c.Refused(nil, err)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusUnprocessableEntity, map[string]string{"error": f.Errors[0].Text})
}

// PasskeyChallenge begins a sign-in at the door.
func PasskeyChallenge(d db.Door) Handler {
	return func(c *Context) error {
		return c.Challenge(func(r *db.Relying) ([]byte, string, error) {
			return c.Store().BeginPasskeySignIn(c.Request().Context(), d, r, c.Client())
		})
	}
}

// EnterByPasskey opens the door with what the browser has signed, and answers the session's token.
func (c *Context) EnterByPasskey(d db.Door) (token string, err error) {
	form, err := c.Posted()
	if err != nil {
		return "", err
	}
	if !c.Passkeys() {
		return "", &db.Error{Kind: db.NotFound}
	}
	if token, err = c.Store().EnterByPasskey(c.Request().Context(), d, c.App.relying, c.Browser(passkeyCode), []byte(form.Get("credential")), c.Client()); err != nil {
		return "", err
	}
	c.DropBrowser(passkeyCode)
	c.SignIn(d, token)
	return token, nil
}

// AddPasskey adds the one that the browser has made.
func (c *Context) AddPasskey() error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	if !c.Passkeys() {
		return &db.Error{Kind: db.NotFound}
	}
	label := form.Get("label")
	if label == "" {
		label = i18n.DeviceName(c.Locale, c.Request().UserAgent())
	}
	err = c.Store().AddPasskey(c.Request().Context(), c.Actor(), c.App.relying, c.Browser(passkeyCode), label, []byte(form.Get("credential")))
	if err == nil {
		c.DropBrowser(passkeyCode)
	}
	return err
}
