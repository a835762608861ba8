// Package handlers holds the table of routes: every address of the club, who may use it, and what answers it.
package handlers

import (
	"net/http"
	"slices"

	"clubhouse/handlers/member"
	"clubhouse/handlers/merchant"
	"clubhouse/handlers/public"
	"clubhouse/handlers/staff"
	"clubhouse/handlers/web"
	"clubhouse/handlers/worker"
	"clubhouse/static"

	"github.com/labstack/echo/v4"
)

// Routes answers the whole table, door by door. outbox is the demo's, and nil in a real club.
func Routes(app *web.App, outbox *worker.Outbox) []web.Route {
	return slices.Concat(
		public.Routes(app),
		member.Routes(app),
		merchant.Routes(app),
		staff.Routes(app),
		house(app, outbox),
	)
}

// New makes the club's handler.
func New(app *web.App, outbox *worker.Outbox) http.Handler {
	e := echo.New()
	assets := echo.WrapHandler(static.Handler())
	e.GET("/static/*", assets)
	e.HEAD("/static/*", assets)
	app.Mount(e, Routes(app, outbox))
	return e
}
