package handlers

import (
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/handlers/worker"
)

// house are the routes of the house itself, behind no door.
func house(app *web.App, outbox *worker.Outbox) []web.Route {
	routes := []web.Route{
		{Method: http.MethodGet, Path: "/healthz", Who: web.Anyone, Handler: func(c *web.Context) error {
			if err := app.Store.Check(c.Request().Context()); err != nil {
				return err
			}
			return c.String(http.StatusOK, "ok\n")
		}},
		{Method: http.MethodGet, Path: "/readyz", Who: web.Anyone, Handler: app.Ready},
	}
	return append(routes, demoRoutes(app, outbox)...)
}
