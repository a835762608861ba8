package db

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// nounKinds says what the noun of an act is, by the part before its dot.
var nounKinds = map[string]string{
	"brand": "brand", "community": "community", "merchant": "merchant", "outlet": "outlet", "offer": "offer", "voucher": "voucher",
	"staff": "account", "home": "claim",
}

// thing is what an id stands for.
type thing struct {
	kind string // as in the view of names
	id   int64
}

// things answers what the row's noun and the ids among its facts stand for, each by what the row calls it.
func (r *AuditRow) things() map[string]thing {
	out := map[string]thing{}
	for _, kind := range []string{"offer", "outlet", "community", "merchant", "account", "home"} {
		out[kind] = thing{kind, r.Int(kind)}
	}
	out["to"] = thing{"account", r.Int("to")}
	ids, _ := r.Facts["scope_ids"].([]any)
	for i, n := range ids {
		n, _ := n.(json.Number)
		id, _ := n.Int64()
		out["scope"+strconv.Itoa(i)] = thing{"community", id}
	}
	if scope, ok := r.Facts["scope"].(string); ok {
		out["scope"] = thing{map[string]string{string(ScopeCommunity): "community", string(ScopeOutlet): "outlet"}[scope], r.Int("scope_id")}
	}
	noun := AuditNoun(r.Act)
	out["noun"] = thing{nounKinds[noun], r.Noun}
	switch {
	case r.Act == "till.opened": // as it was written once; now its outlet stands among the facts
		out["noun"] = thing{"outlet", r.Noun}
	case strings.HasPrefix(r.Act, "register.change_"), r.Act == "register.company":
		out["noun"] = thing{"home", r.Noun}
	}
	maps.DeleteFunc(out, func(_ string, t thing) bool { return t.kind == "" || t.id == 0 })
	return out
}

// nameFacts fills in what the ids of the rows' facts are called today, with one statement.
func (rx *Rx) nameFacts(list []AuditRow) error {
	var ids []int64
	for i := range list {
		for _, t := range list[i].things() {
			ids = append(ids, t.id)
		}
	}
	names, err := rx.namesOf(ids)
	for i := range list {
		row := &list[i]
		row.Names = map[string]Text{}
		for as, t := range row.things() {
			if name := names[t]; name != (Text{}) {
				row.Names[as] = name
			}
		}
	}
	return err
}

// namesOf answers what the ids are called today, each as what it is.
func (rx *Rx) namesOf(ids []int64) (map[thing]Text, error) {
	names := map[thing]Text{}
	if len(ids) == 0 {
		return names, nil
	}
	slices.Sort(ids)
	rows, err := rx.NamesOf(background, padded(slices.Compact(ids), 128)) // this statement is large
	for _, r := range rows {
		name := Text{r.Hans, r.Hant, r.En}
		if r.Kind == "home" || r.Kind == "claim" {
			name = Text{Hans: HomeAddress{Building: r.Hans, Stair: r.Hant, Room: r.En}.Short()}
		}
		names[thing{r.Kind, r.ID}] = name
	}
	return names, err
}

// Short answers the address as people say it, without its community: 3-2-1802.
func (a HomeAddress) Short() string {
	parts := make([]string, 0, 3)
	for _, p := range []string{a.Building, a.Stair, a.Room} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "-")
}
