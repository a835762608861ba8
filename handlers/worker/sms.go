package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"text/template"
	"time"

	"clubhouse/db"
)

// SMSHook sends text messages through any gateway that takes an HTTP POST. Body is a text/template over .To (E.164)
// and .Text; its functions json and query quote a value for a JSON body or a form.
type SMSHook struct {
	URL     string
	Body    *template.Template
	Type    string // the Content-Type of Body
	Headers http.Header
	client  http.Client
}

// ParseSMSBody reads the template of a hook's body.
func ParseSMSBody(text string) (*template.Template, error) {
	return template.New("sms").Option("missingkey=error").Funcs(template.FuncMap{
		"json": func(v string) (string, error) {
			b, err := json.Marshal(v)
			return string(b), err
		},
		"query": url.QueryEscape,
	}).Parse(text)
}

// NewSMSHook makes a sender that waits for the gateway no longer than ten seconds.
func NewSMSHook(address, contentType string, body *template.Template, headers http.Header) *SMSHook {
	return &SMSHook{URL: address, Body: body, Type: contentType, Headers: headers, client: http.Client{Timeout: 10 * time.Second}}
}

// Send sends one text message. Any answer of 200 to 299 counts as sent.
func (h *SMSHook) Send(ctx context.Context, l Letter) error {
	var body bytes.Buffer
	if err := h.Body.Execute(&body, l); err != nil {
		return fmt.Errorf("the body's template: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, &body)
	if err != nil {
		return err
	}
	req.Header = h.Headers.Clone()
	if req.Header == nil {
		req.Header = http.Header{}
	}
	req.Header.Set("Content-Type", h.Type)
	res, err := h.client.Do(req)
	if e, ok := errors.AsType[*url.Error](err); ok {
		return because(db.CauseUnreachable, "the gateway cannot be reached: %w", e.Err) // the URL itself may hold a secret
	}
	if err != nil {
		return err
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 64<<10))
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return because(refusedText(res.StatusCode), "the gateway answered %d", res.StatusCode)
	}
	return nil
}

// refusedText answers why a gateway did not take a text message.
func refusedText(status int) string {
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return db.CauseSignIn
	case status == http.StatusTooManyRequests || status >= 500:
		return db.CauseBusy
	}
	return db.CauseRefused
}
