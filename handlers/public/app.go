package public

import (
	"encoding/json"
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/static"
	"clubhouse/views/i18n"
	"clubhouse/views/public"
)

// Worker answers the service worker. Browsers ask for it again by themselves; what they have is good as long as it is the same.
func (d Door) Worker(c *web.Context) error {
	c.Response().Header().Set("Cache-Control", "no-cache")
	return c.Blob(http.StatusOK, "text/javascript; charset=utf-8", static.Worker())
}

// Offline is the page that a phone keeps for when there is no network.
func (d Door) Offline(c *web.Context) error {
	return c.Render(http.StatusOK, public.Offline(c.Page(c.T(i18n.OfflineTitle))))
}

type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

// Manifest says how the club is put on a phone's first screen.
func (d Door) Manifest(c *web.Context) error {
	name := c.Store().Club().Name.In(c.Locale)
	b, err := json.Marshal(map[string]any{
		"id": "/", "start_url": "/home", "scope": "/", "display": "standalone", "lang": string(c.Locale), "dir": "ltr",
		"name": name, "short_name": name, "theme_color": "#00493c", "background_color": "#f3f7f6",
		"icons": []manifestIcon{
			{static.URL("icon-192.png"), "192x192", "image/png", ""}, {static.URL("icon-512.png"), "512x512", "image/png", ""},
			{static.URL("icon-maskable.png"), "512x512", "image/png", "maskable"}, {static.URL("icon.svg"), "any", "image/svg+xml", ""},
		},
		"shortcuts": []any{map[string]any{"name": c.T(i18n.UINavCard), "url": "/card", "icons": []manifestIcon{{static.URL("icon-192.png"), "192x192", "image/png", ""}}}},
	})
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "application/manifest+json", b)
}
