package db

import (
	"bytes"
	"encoding/json"
	"slices"
)

// idFields are the fields of edits that hold ids, or lists of them.
var idFields = []string{"Brand", "Parent", "Community", "Communities", "Merchant", "Outlet", "Outlets", "Offer"}

// idsIn answers the ids that a field's value is, as JSON tells it.
func idsIn(field string, value any) (ids []int64) {
	if !slices.Contains(idFields, field) {
		return nil
	}
	list, many := value.([]any)
	if !many {
		list = []any{value}
	}
	for _, v := range list {
		if n, ok := v.(json.Number); ok {
			if id, err := n.Int64(); err == nil && id > 0 {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// called answers what the ids are called today, whatever they are.
func (rx *Rx) called(ids []int64) (map[int64]Text, error) {
	names, err := rx.namesOf(ids)
	out := map[int64]Text{}
	for t, name := range names {
		out[t.id] = name
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
