package public

import (
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// LandingView is the first page.
type LandingView struct {
	Card    ui.MemberCard // an example
	Offers  []ui.OfferCard
	Hotline string
	About   templ.SafeURL // "" where the club tells nothing of itself
}

// get is one thing that members get.
type get struct {
	icon        ui.Icon
	title, text i18n.Text
}

var gets = [...]get{
	{ui.IconGift, i18n.LandingGet1, i18n.LandingGet1Text},
	{ui.IconStar, i18n.LandingGet2, i18n.LandingGet2Text},
	{ui.IconBuilding, i18n.LandingGet3, i18n.LandingGet3Text},
}
