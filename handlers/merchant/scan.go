package merchant

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	views "clubhouse/views/merchant"
	"clubhouse/views/ui"
)

// Scan is the scanner. What a phone's own camera has read arrives in the field code of its address.
func (d Door) Scan(c *web.Context) error {
	v := d.scanner(c)
	if v.Brought = c.QueryParam("code"); v.Brought != "" {
		switch what, code := d.read(v.Brought); what {
		case aCard:
			v.Shown = c.T(i18n.TillBroughtCard)
		case aVoucher:
			v.Shown = db.FormatCode(code)
		default:
			v.Brought = ""
		}
	}
	return c.Render(http.StatusOK, views.Scan(c.Page(c.T(i18n.TillScanTitle)), v))
}

func (d Door) scanner(c *web.Context) views.ScanView {
	return views.ScanView{Accept: d.ours(), Switch: placeOf(c).others}
}

// rescan shows the scanner again with a sentence about the try: what was typed stands in its field, what was scanned
// does not, since nobody could mend it there.
func (d Door) rescan(c *web.Context, status int, t try, field, sentence string) error {
	v := d.scanner(c)
	v.Form.Errors = []ui.FieldError{{Field: field, Text: sentence}}
	if t.typed {
		v.Form.Values = url.Values{"code": {t.text}}
	} else {
		v.Refused = t.text
	}
	p := c.Page(c.T(i18n.TillScanTitle))
	p.Failed = true
	return c.Render(status, views.Scan(p, v))
}

// try is what was scanned, typed or photographed.
type try struct {
	text  string
	typed bool
}

// field is where its fault is shown: only what was typed has a field to mend.
func (t try) field() string {
	if t.typed {
		return "code"
	}
	return ""
}

// LookUp finds what a scanned or typed code stands for.
func (d Door) LookUp(c *web.Context) error {
	values, err := c.Posted()
	if err != nil {
		return err
	}
	return d.lookUp(c, try{values.Get("code"), values.Get("how") != "scan"})
}

func (d Door) lookUp(c *web.Context, t try) error {
	ctx := c.Request().Context()
	what, code := d.read(t.text)
	switch what {
	case nothing:
		return d.rescan(c, http.StatusUnprocessableEntity, t, t.field(), c.T(i18n.TillNothing))
	case aNumber:
		m, err := c.Store().FindMember(ctx, c.Actor(), code)
		if err != nil {
			return d.noLookUp(c, t, err)
		}
		return d.member(c, m, code, false)
	case foreign:
		if !t.typed {
			return d.rescan(c, http.StatusUnprocessableEntity, t, t.field(), c.T(i18n.TillForeign))
		}
		if phone, ok := db.ParsePhone(t.text, c.Region()); ok {
			return c.Render(http.StatusOK, views.AskPhone(c.Page(c.T(i18n.TillAskTitle)), phone))
		}
	case aCard:
		m, err := c.Store().ScanCard(ctx, c.Actor(), code)
		if err != nil {
			return d.noLookUp(c, t, err)
		}
		return d.member(c, m, t.text, false)
	}
	v, err := c.Store().LookUpVoucher(ctx, c.Actor(), code)
	if err != nil {
		return d.noLookUp(c, t, err)
	}
	if v.No != nil {
		return d.deny(c, v, v.No)
	}
	return c.See("/merchant/vouchers/" + v.Code)
}

// noLookUp shows the scanner with why the books did not take the try.
func (d Door) noLookUp(c *web.Context, t try, err error) error {
	status := http.StatusUnprocessableEntity
	if db.ReasonOf(err) == db.TillSlowed {
		status = http.StatusTooManyRequests
		c.Response().Header().Set("Retry-After", "60")
	}
	f, err := c.Refused(nil, err)
	if err != nil {
		return err
	}
	return d.rescan(c, status, t, t.field(), f.Errors[0].Text)
}

// kind is what a text turns out to be.
type kind int

const (
	nothing kind = iota
	foreign      // not one of ours; a typed one may still be a slip
	aVoucher
	aCard
	aNumber // a membership number or what was to be one: it identifies and redeems nothing
)

var ourPath = regexp.MustCompile(`(?i)^(?:/(?:zh-hans|zh-hant|en))?/([vc])/([A-Za-z0-9_-]{4,64})/?$`)

// read tells what a scanned or typed text is, and the code or token in it.
func (d Door) read(text string) (kind, string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nothing, ""
	}
	if code, ok := db.ParseCode(text); ok {
		return aVoucher, code
	}
	if number, _ := db.ParseNumber(text); number != "" {
		return aNumber, number
	}
	u, err := url.Parse(text)
	if err != nil || !strings.EqualFold(u.Host, d.Settings.Base.Host) || u.Host == "" {
		return foreign, text
	}
	m := ourPath.FindStringSubmatch(u.Path)
	switch {
	case m == nil:
		return foreign, text
	case m[1] == "c" || m[1] == "C":
		return aCard, m[2]
	}
	return aVoucher, m[2]
}

// ours is read's judgement as an expression for the scanner, which tells other codes apart without asking.
func (d Door) ours() string {
	return `^\s*(?:[Hh][Tt][Tt][Pp][Ss]?://` + regexp.QuoteMeta(d.Settings.Base.Host) + `(?:/zh-Hans|/zh-Hant|/en)?/[VvCc]/[A-Za-z0-9_-]+/?|[0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{4})\s*$`
}
