package staff

import (
	"cmp"
	"strconv"
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// RegisterView is the register's start page.
type RegisterView struct {
	Imports []db.ImportRow
	Uploads []db.WaitingUpload // of the reader, neither imported nor dropped
	Waiting int64              // changes of owners
	Clock
}

// waits says how many changes of owners wait.
func (v RegisterView) waits(p ui.Page) string {
	return i18n.Count(p.Locale, int(v.Waiting), i18n.DeskRegisterWaitingOne, i18n.DeskRegisterWaiting)
}

// importStats are the figures of an import, done or to be done.
func importStats(p ui.Page, fresh, changed, same, refused int64, waiting int) []ui.Stat {
	stats := []ui.Stat{
		{Label: p.T(i18n.DeskRegisterNew), Value: i18n.Number(fresh)},
		{Label: p.T(i18n.DeskRegisterChanged), Value: i18n.Number(changed)},
		{Label: p.T(i18n.DeskRegisterSame), Value: i18n.Number(same)},
		{Label: p.T(i18n.DeskRegisterRefused), Value: i18n.Number(refused)},
	}
	if waiting > 0 {
		stats[1].Note = p.F(i18n.DeskRegisterOfThese, waiting)
	}
	return stats
}

func registerSteps(p ui.Page) []ui.Step {
	var steps []ui.Step
	for _, s := range i18n.DeskRegisterSteps {
		steps = append(steps, ui.Step{Label: p.T(s)})
	}
	return steps
}

func registerCrumbs(p ui.Page) []ui.Link {
	return []ui.Link{{Label: p.T(i18n.DeskRegisterTitle), Href: p.To("/staff/register")}}
}

// UploadPath is where the wizard of an upload begins.
func UploadPath(id int64) string { return "/staff/register/uploads/" + text(id) }

// UploadView is the wizard's first step.
type UploadView struct {
	Upload *db.Upload
	Brands []db.Brand
	Club   *db.Club
}

// about names the file; how many records it has is known once its columns are.
func (v UploadView) about(p ui.Page) string {
	if v.Upload.Fault != nil {
		return v.Upload.FileName
	}
	return p.F(i18n.DeskRegisterRecords, v.Upload.FileName, i18n.Number(int64(v.Upload.File.Records)))
}

// Homeless are the new communities of the file that have no brand yet.
func Homeless(u *db.Upload) []db.RegisterPlace {
	var out []db.RegisterPlace
	for _, place := range u.Places {
		if u.Brands[db.PlaceKey(place)] == 0 {
			out = append(out, place)
		}
	}
	return out
}

// sample answers the first cells of a column that hold anything.
func (v UploadView) sample(column, most int) string {
	var cells []string
	for _, row := range v.Upload.File.Samples {
		if s := strings.TrimSpace(row[column]); s != "" && len(cells) < most {
			cells = append(cells, strings.Join(strings.Fields(s), " "))
		}
	}
	return strings.Join(cells, " · ")
}

// columns are the file's columns, as the options of each field: the header's name and a cell from below it.
func (v UploadView) columns(p ui.Page) []ui.Option {
	out := []ui.Option{{Value: "", Label: p.T(i18n.DeskRegisterNoColumn)}}
	for i, head := range v.Upload.File.Header {
		label := cmp.Or(strings.TrimSpace(head), p.F(i18n.DeskRegisterColumnN, i+1))
		if s := v.sample(i, 1); s != "" {
			label += " (" + cut(s, 16) + ")"
		}
		out = append(out, ui.Option{Value: strconv.Itoa(i), Label: label})
	}
	return out
}

// cut shortens s to so many signs.
func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// field is the question which column holds the field, with samples of the one that does now.
func (v UploadView) field(p ui.Page, name string) ui.Field {
	x := ui.Field{Name: name, Label: p.T(i18n.DeskRegisterFields[name]), Optional: name != "community" && name != "room" && name != "owner" && name != "phone"}
	if i, ok := v.Upload.File.Mapping.Columns[name]; ok && i < len(v.Upload.File.Header) {
		x.Value = strconv.Itoa(i)
		if s := v.sample(i, 2); s != "" {
			x.Hint = p.F(i18n.DeskRegisterExample, cut(s, 28))
		}
	}
	return x
}

// placeNames names the new communities of the file, cut where there are many.
func (v UploadView) placeNames(p ui.Page) string {
	var names []string
	for i, place := range v.Upload.Places {
		if i == 20 {
			return list(p, names) + "…"
		}
		names = append(names, place.Community+" ("+place.City+")")
	}
	return list(p, names)
}

// commonBrand is the brand that most spares choosing: the only one, or the one that all have been given.
func (v UploadView) commonBrand() int64 {
	common := onlyBrand(v.Brands, 0)
	for i, place := range v.Upload.Places {
		brand := v.Upload.Brands[db.PlaceKey(place)]
		if i == 0 {
			common = cmp.Or(brand, common)
		} else if brand != common {
			return 0
		}
	}
	return common
}

// ownBrand is the brand chosen for one community, 0 where it follows the common one.
func (v UploadView) ownBrand(place db.RegisterPlace) int64 {
	if brand := v.Upload.Brands[db.PlaceKey(place)]; brand != v.commonBrand() {
		return brand
	}
	return 0
}

func (v UploadView) eachBrand(p ui.Page) []ui.Option {
	return append([]ui.Option{{Value: "", Label: p.T(i18n.DeskRegisterSameBrand)}}, brandOptions(p, v.Brands, 0)...)
}

// confirmLabel names what the button does, with the number of homes that change.
func confirmLabel(p ui.Page, n int) string {
	if n == 1 {
		return p.F(i18n.DeskRegisterConfirmOne, "1")
	}
	return p.F(i18n.DeskRegisterConfirm, i18n.Number(int64(n)))
}

// shownRefusals bounds the list on the page; the download has them all.
const shownRefusals = 200
