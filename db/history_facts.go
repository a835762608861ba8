package db

import (
	"bytes"
	"encoding/json"
)

// idFields are the fields of edits that hold ids, by the kind of thing, as in the view of names.
var idFields = map[string]string{"Parent": "brand", "Brand": "brand", "Merchant": "merchant", "Communities": "community", "Outlets": "outlet"}

// idNames gathers the ids among fields, to be named with one statement.
type idNames map[int64]string

func (n *idNames) add(field string, value any) {
	kind, ok := idFields[field]
	if !ok {
		return
	}
	if *n == nil {
		*n = idNames{}
	}
	list, many := value.([]any)
	if !many {
		list = []any{value}
	}
	for _, v := range list {
		if id, ok := v.(json.Number); ok {
			if id, err := id.Int64(); err == nil && id > 0 {
				(*n)[id] = kind
			}
		}
	}
}

// names answers what the ids are called today.
func (rx *Rx) names(n *idNames) (map[int64]Text, error) {
	out := map[int64]Text{}
	if len(*n) == 0 {
		return out, nil
	}
	var ids []int64
	for id := range *n {
		ids = append(ids, id)
	}
	for len(ids)%128 != 0 { // as in nameFacts
		ids = append(ids, 0)
	}
	rows, err := rx.NamesOf(background, ids)
	for _, r := range rows {
		if r.Kind == (*n)[r.ID] {
			out[r.ID] = Text{r.Hans, r.Hant, r.En}
		}
	}
	return out, err
}

// beforeAfter answers the fields that an edit changed; none where the facts are not those of an edit.
func beforeAfter(facts string) (before, after map[string]json.RawMessage) {
	var f struct{ Before, After map[string]json.RawMessage }
	if json.Unmarshal([]byte(facts), &f) != nil {
		return nil, nil
	}
	return f.Before, f.After
}

// remade makes a thing of its fields.
func remade[T any](from map[string]json.RawMessage) (v T, err error) {
	text, err := json.Marshal(from)
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal(text, &v)
}

// decoded answers a value as JSON tells it, numbers as json.Number.
func decoded(raw json.RawMessage) (v any) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	_ = d.Decode(&v) // of a fact, or nothing
	return v
}
