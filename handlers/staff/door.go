// Package staff holds the desk: what the club's own people see and do, one file per feature.
package staff

import "clubhouse/handlers/web"

// Door is the staff's way in; its methods are the handlers of its routes.
type Door struct{ *web.App }
