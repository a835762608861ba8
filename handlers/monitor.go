package handlers

import (
	"net/http"

	"clubhouse/handlers/web"
)

// Monitor makes the handler of the address that monitoring alone reaches: /metrics, which the public has no route to,
// and the two probes as club, the club's own handler, answers them.
func Monitor(app *web.App, club http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", app.Metrics)
	mux.Handle("GET /healthz", club)
	mux.Handle("GET /readyz", club)
	return mux
}
