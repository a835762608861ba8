package db

import "strings"

// nounKinds says what the noun of an act is, by the part before its dot.
var nounKinds = map[string]string{
	"brand": "brand", "community": "community", "merchant": "merchant", "outlet": "outlet", "offer": "offer", "voucher": "voucher",
	"staff": "account", "home": "claim",
}

// nameFacts fills in what the ids of the rows' facts are called today.
func (rx *Rx) nameFacts(list []AuditRow) error {
	type thing struct {
		kind string
		id   int64
	}
	known := map[thing]Text{}
	for i := range list {
		row := &list[i]
		row.Names = map[string]Text{}
		ask := map[string]thing{}
		for _, kind := range []string{"offer", "outlet", "community", "merchant", "account"} {
			ask[kind] = thing{kind, row.Int(kind)}
		}
		if r, ok := row.Facts["scope"].(string); ok {
			ask["scope"] = thing{map[string]string{string(ScopeCommunity): "community", string(ScopeOutlet): "outlet"}[r], row.Int("scope_id")}
		}
		noun, _, _ := strings.Cut(row.Act, ".")
		ask["noun"] = thing{nounKinds[noun], row.Noun}
		switch {
		case row.Act == "till.opened":
			ask["noun"] = thing{"outlet", row.Noun}
		case strings.HasPrefix(row.Act, "register.change_"):
			ask["noun"] = thing{"home", row.Noun}
		}
		for as, t := range ask {
			if t.kind == "" || t.id == 0 {
				continue
			}
			name, ok := known[t]
			if !ok {
				var err error
				if name, err = rx.nameOf(t.kind, t.id); err != nil && !isNoRows(err) {
					return err
				}
				known[t] = name
			}
			if name != (Text{}) {
				row.Names[as] = name
			}
		}
	}
	return nil
}

// nameOf answers what the thing is called. A home and a claim go by building, stair and room.
func (rx *Rx) nameOf(kind string, id int64) (Text, error) {
	switch kind {
	case "brand":
		r, err := rx.GetBrand(background, id)
		return Text{r.NameHans, r.NameHant, r.NameEn}, err
	case "community":
		r, err := rx.GetCommunity(background, id)
		return Text{r.NameHans, r.NameHant, r.NameEn}, err
	case "merchant":
		r, err := rx.GetMerchant(background, id)
		return Text{r.NameHans, r.NameHant, r.NameEn}, err
	case "outlet":
		o, err := rx.outlet(id)
		return o.Name, err
	case "offer":
		r, err := rx.GetOffer(background, id)
		return Text{r.TitleHans, r.TitleHant, r.TitleEn}, err
	case "voucher":
		r, err := rx.GetVoucher(background, id)
		return Text{r.TitleHans, r.TitleHant, r.TitleEn}, err
	case "account":
		r, err := rx.GetAccount(background, id)
		return Text{Hans: r.Name}, err
	case "claim":
		r, err := rx.GetClaim(background, id)
		return Text{Hans: HomeAddress{Building: r.Building, Stair: r.Stair, Room: r.Room}.Short()}, err
	default:
		r, err := rx.GetHome(background, id)
		return Text{Hans: HomeAddress{Building: r.Building, Stair: r.Stair, Room: r.Room}.Short()}, err
	}
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
