package ui

import (
	"context"
	"io"
)

// Icon is one line drawing of the house set. It is decoration: words beside it, or an aria-label on what holds it,
// carry the meaning. The zero Icon draws nothing.
type Icon struct{ svg string }

// Render writes the drawing.
func (i Icon) Render(_ context.Context, w io.Writer) error {
	_, err := io.WriteString(w, i.svg)
	return err
}

// Shown tells whether there is anything to draw.
func (i Icon) Shown() bool { return i.svg != "" }

func icon(shapes string) Icon {
	return Icon{`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">` + shapes + `</svg>`}
}

// The set, on a grid of 24 with lines of 1.75.
var (
	IconHome     = icon(`<path d="M4 10.5 12 4l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z"/>`)
	IconGift     = icon(`<path d="M4 11h16v8a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM3 7h18v4H3zM12 7v13M12 7S9.8 3 7.8 3a2 2 0 0 0 0 4zm0 0s2.2-4 4.2-4a2 2 0 0 1 0 4z"/>`)
	IconBell     = icon(`<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4M12 5V3.5"/>`)
	IconQR       = icon(`<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v2.5M14 20h2.5M20 20v-.01"/>`)
	IconTicket   = icon(`<path d="M3 7a1 1 0 0 1 1-1h16a1 1 0 0 1 1 1v3a2 2 0 0 0 0 4v3a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-3a2 2 0 0 0 0-4zM14 6v2.5m0 2.5v2m0 2.5V18"/>`)
	IconUser     = icon(`<path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0"/>`)
	IconUsers    = icon(`<path d="M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5a6.5 6.5 0 0 1 13 0M16 4.9a3.5 3.5 0 0 1 0 6.2M18 13.6a6.5 6.5 0 0 1 3.5 5.9"/>`)
	IconCalendar = icon(`<path d="M4 6h16v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM4 10h16M8 3.5V7m8-3.5V7"/>`)
	IconSearch   = icon(`<path d="M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4"/>`)
	IconCheck    = icon(`<path d="m5 12.5 4.5 4.5L19 7.5"/>`)
	IconCross    = icon(`<path d="m6 6 12 12M18 6 6 18"/>`)
	IconWarn     = icon(`<path d="M12 4 2.8 20h18.4zM12 10v4.5m0 2.5v.01"/>`)
	IconInfo     = icon(`<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5m0-8.5v.01"/>`)
	IconBack     = icon(`<path d="M20 12H5m6-6.5L4.5 12l6.5 6.5"/>`)
	IconChevron  = icon(`<path d="m9.5 6 6 6-6 6"/>`)
	IconDown     = icon(`<path d="m6 9.5 6 6 6-6"/>`)
	IconUp       = icon(`<path d="m6 14.5 6-6 6 6"/>`)
	IconPlus     = icon(`<path d="M12 5v14M5 12h14"/>`)
	IconMinus    = icon(`<path d="M5 12h14"/>`)
	IconMenu     = icon(`<path d="M4 7h16M4 12h16M4 17h16"/>`)
	IconCamera   = icon(`<path d="M4 8h3.5L9 5.5h6L16.5 8H20a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z"/>`)
	IconTorch    = icon(`<path d="M7 3h10v4l-2.5 4v9a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1v-9L7 7zM7 7h10M12 13v2"/>`)
	IconFlip     = icon(`<path d="M4 9.5A8.5 8.5 0 0 1 19.5 8M20 14.5A8.5 8.5 0 0 1 4.5 16M20 4v4.5h-4.5M4 20v-4.5h4.5"/>`)
	IconRefresh  = icon(`<path d="M20 11.5A8 8 0 1 0 18 17.3M20 5v6.5h-6.5"/>`)
	IconPhone    = icon(`<path d="M8.5 3h7a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2"/>`)
	IconMail     = icon(`<path d="M4 5.5h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM3.5 7l8.5 6.5L20.5 7"/>`)
	IconGlobe    = icon(`<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18"/>`)
	IconBuilding = icon(`<path d="M5 20V5a1 1 0 0 1 1-1h8a1 1 0 0 1 1 1v15M15 9.5h3a1 1 0 0 1 1 1V20M3 20h18M8.5 8h3m-3 4h3m-3 4h3"/>`)
	IconStore    = icon(`<path d="M4.5 10v9a1 1 0 0 0 1 1h13a1 1 0 0 0 1-1v-9M3 9l2-5h14l2 5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0zM10 20v-5h4v5"/>`)
	IconLogout   = icon(`<path d="M10 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h4M10.5 12H20m-3.5-4 4 4-4 4"/>`)
	IconUpload   = icon(`<path d="M12 15.5V4M7.5 8 12 3.5 16.5 8M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4"/>`)
	IconDownload = icon(`<path d="M12 4v11.5M7.5 11.5 12 16l4.5-4.5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3"/>`)
	IconClock    = icon(`<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2"/>`)
	IconLock     = icon(`<path d="M6 10.5h12a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1zM8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5V16"/>`)
	IconStar     = icon(`<path d="m12 4 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z"/>`)
	IconList     = icon(`<path d="M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01"/>`)
	IconEdit     = icon(`<path d="M4 20h4L19.5 8.5l-4-4L4 16zM13 7l4 4"/>`)
	IconTrash    = icon(`<path d="M4 7h16M9 7V4.5h6V7M6 7l1 12a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1l1-12M10 11v5m4-5v5"/>`)
	IconCopy     = icon(`<path d="M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1zM5 15H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1"/>`)
	IconFilter   = icon(`<path d="M4 6h16M7 12h10M10.5 18h3"/>`)
	IconSettings = icon(`<path d="M4 7h9m5 0h2M4 17h2m5 0h9M15.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.5 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"/>`)
	IconChart    = icon(`<path d="M4 4v15a1 1 0 0 0 1 1h15M8.5 16v-4m4 4V8m4 8v-6"/>`)
	IconBook     = icon(`<path d="M5 5a1.5 1.5 0 0 1 1.5-1.5H19v17H6.5A1.5 1.5 0 0 1 5 19zM5 19a1.5 1.5 0 0 1 1.5-1.5H19M9 7.5h6"/>`)
	IconShield   = icon(`<path d="M12 3.5 5 6v5.5c0 4.3 2.9 7.4 7 9 4.1-1.6 7-4.7 7-9V6zM9 12l2.2 2.2L15.2 10"/>`)
	IconDiamond  = icon(`<path d="M12 3.5 20.5 12 12 20.5 3.5 12z"/>`)
	IconHistory  = icon(`<path d="M4 5v4.5h4.5M4.3 9.5A8.5 8.5 0 1 1 3.5 13M12 8v4.5l3 1.8"/>`)
	IconKeyboard = icon(`<path d="M4 6.5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM7 10.5v.01m3.3-.01v.01m3.4-.01v.01M17 10.5v.01M8 14h8"/>`)
	IconPin      = icon(`<path d="M12 21s-7-6.3-7-11.5a7 7 0 0 1 14 0C19 14.7 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"/>`)
	IconOffline  = icon(`<path d="M3 3l18 18M8.5 16.5a5 5 0 0 1 6-.8M5.5 13a9 9 0 0 1 5-2.4M15 11a9 9 0 0 1 3.5 2M2.5 9.5A14 14 0 0 1 7 6.8M11 5.6a14 14 0 0 1 10.5 3.9M12 20v.01"/>`)
	IconExternal = icon(`<path d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5"/>`)
)
