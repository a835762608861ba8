package db

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"clubhouse/db/sqlcdb"
)

// History names whose edits are asked for: of the club as a whole, or of one thing with an id.
type History struct {
	Of string // as in Histories
	ID int64  // of a brand, community, merchant, outlet or offer; else 0
}

// histories say under which noun and by which acts the audit log keeps the edits of a thing, and who may see and undo
// them. A noun of 0 is the thing's own id.
var histories = map[string]struct {
	noun  int64
	acts  [3]string
	right Right
}{
	"club":      {clubNoun, [3]string{"club.edited", "club.languages"}, ClubEdit},
	"limits":    {limitsNoun, [3]string{"setting.edited"}, ClubEdit},
	"retention": {retentionNoun, [3]string{"setting.edited"}, ClubEdit},
	"terms":     {textNouns[Terms], [3]string{"text.edited", "text.published"}, ClubEdit},
	"privacy":   {textNouns[Privacy], [3]string{"text.edited", "text.published"}, ClubEdit},
	"about":     {textNouns[About], [3]string{"text.edited", "text.published"}, ClubEdit},
	"hours":     {textNouns[Hours], [3]string{"text.edited", "text.published"}, ClubEdit},
	"brand":     {0, [3]string{"brand.edited", "brand.made"}, CatalogEdit},
	"community": {0, [3]string{"community.edited", "community.themed", "community.made"}, CatalogEdit},
	"merchant":  {0, [3]string{"merchant.edited", "merchant.made"}, MerchantsEdit},
	"outlet":    {0, [3]string{"outlet.edited", "outlet.made"}, MerchantsEdit},
	"offer":     {0, [3]string{"offer.edited", "offer.made"}, OffersEdit},
}

// editable is a kind of thing that the desk edits: what an edit of it is made of, and how it is made again.
type editable struct {
	of   string // in histories
	now  func(*Rx, int64) (any, error)
	save func(tx *Tx, noun int64, made json.RawMessage) error
}

// editing makes an editable of what the acts of T have: now answers it as the facts of its edits tell it, save is its
// edit with all checks.
func editing[T any](of string, now func(*Rx, int64) (T, error), save func(*Tx, int64, T) error) editable {
	return editable{
		of:  of,
		now: func(rx *Rx, noun int64) (any, error) { return now(rx, noun) },
		save: func(tx *Tx, noun int64, made json.RawMessage) error {
			var v T
			if err := json.Unmarshal(made, &v); err != nil {
				return err
			}
			return save(tx, noun, v)
		},
	}
}

// editables are the edits that can be undone, by what the audit log calls them.
func editables(act string, noun int64) (editable, bool) {
	switch act {
	case "club.edited":
		return editing("club", (*Rx).clubFields, (*Tx).editClub), true
	case "club.languages":
		return editing("club", (*Rx).languages, (*Tx).setLanguages), true
	case "setting.edited":
		if noun == limitsNoun {
			return editing("limits", (*Rx).values, (*Tx).editSettings), true
		}
		return editing("retention", (*Rx).values, (*Tx).editSettings), true
	case "text.edited":
		return editing(string(textOf(noun)), (*Rx).draft, (*Tx).editDraft), true
	case "brand.edited":
		return editing("brand", (*Rx).brand, func(tx *Tx, _ int64, b Brand) error { _, err := tx.saveBrand(b); return err }), true
	case "community.edited":
		return editing("community", (*Rx).community, func(tx *Tx, _ int64, c Community) error { _, err := tx.saveCommunity(c); return err }), true
	case "community.themed":
		return editing("community", (*Rx).theme, (*Tx).saveTheme), true
	case "merchant.edited":
		return editing("merchant", (*Rx).merchant, func(tx *Tx, _ int64, m Merchant) error { _, err := tx.saveMerchant(m); return err }), true
	case "outlet.edited":
		return editing("outlet", (*Rx).outlet, func(tx *Tx, _ int64, o Outlet) error { _, err := tx.saveOutlet(o); return err }), true
	case "offer.edited":
		return editing("offer", (*Rx).offer, func(tx *Tx, _ int64, o Offer) error { _, err := tx.saveOffer(o); return err }), true
	}
	return editable{}, false
}

// Refusals of an edit.
const (
	// ChangedMeanwhile refuses an edit of what somebody else has changed since. Args: their name, and the Revision that
	// stands now. More: a FieldChanged for each field.
	ChangedMeanwhile Reason = "changed_meanwhile"

	// UndoChanged refuses to undo an edit on whose fields another has been made. More: a FieldChanged for each of these.
	UndoChanged Reason = "undo_changed"

	// FieldChanged tells of one field. Args: a FieldChange.
	FieldChanged Reason = "field_changed"
)

// FieldChange is how a field has come to be other than somebody knew it.
type FieldChange struct {
	Act   string // what kind of edit
	Field string // as the audit log spells it
	Was   any    // as JSON tells it
	Now   any
	Names map[int64]Text // what the ids among these are called
	By    string
	At    int64
}

// revised is a thing of the desk that knows how it stands.
type revised interface{ Revision() Revision }

// mostBack is how many edits are looked through for one that somebody has not seen.
const mostBack = 100

// fresh refuses an edit of the noun that was made from another revision than stands, unless it leads to what stands.
// act is what the audit log calls such an edit; was is the thing as its facts tell it.
func fresh[T revised](tx *Tx, act string, noun int64, seen Revision, was, is T) error {
	now := was.Revision()
	if seen == "" || seen == now || is.Revision() == now {
		return nil
	}
	rows, err := tx.EditsOf(background, sqlcdb.EditsOfParams{NounID: noun, Before: cursor(0), One: act, Most: mostBack})
	if err != nil {
		return err
	}
	e := &Error{Kind: Conflict, Reason: ChangedMeanwhile, Args: []any{"", now}}
	stands, err := fields(was)
	if err != nil {
		return err
	}
	// Back from what stands, edit by edit, to what the form was made from.
	then, found := maps.Clone(stands), false
	touched := map[string]sqlcdb.EditsOfRow{}
	for i, r := range rows {
		if i == 0 {
			e.Args[0] = r.ActorName
		}
		before, after := beforeAfter(r.Facts)
		for f := range after {
			then[f] = before[f]
			if _, later := touched[f]; !later {
				touched[f] = r
			}
		}
		if v, err := remade[T](then); err == nil && v.Revision() == seen {
			found = true
			break
		}
	}
	if !found {
		return e
	}
	var ids []int64
	for f, r := range touched {
		if !bytes.Equal(then[f], stands[f]) {
			e.More = append(e.More, changedField(&ids, r, f, then[f], stands[f]))
		}
	}
	return tx.withNames(e, ids)
}

// changedField tells of one field what the row did to it.
func changedField(ids *[]int64, r sqlcdb.EditsOfRow, field string, was, now json.RawMessage) *Error {
	c := FieldChange{Act: r.Act, Field: field, Was: decoded(was), Now: decoded(now), By: r.ActorName, At: r.At}
	*ids = append(append(*ids, idsIn(field, c.Was)...), idsIn(field, c.Now)...)
	return &Error{Kind: Conflict, Reason: FieldChanged, Args: []any{c}}
}

// withNames puts the fields of e in order and names the ids among them.
func (rx *Rx) withNames(e *Error, ids []int64) error {
	found, err := rx.called(ids)
	if err != nil {
		return err
	}
	for _, m := range e.More {
		c := m.Args[0].(FieldChange)
		c.Names = found
		m.Args[0] = c
	}
	slices.SortFunc(e.More, func(a, b *Error) int {
		return bytes.Compare([]byte(a.Args[0].(FieldChange).Field), []byte(b.Args[0].(FieldChange).Field))
	})
	return e
}

// UndoEdit puts the fields that an edit changed back to what they were, with all checks of an ordinary edit, whose audit
// row names the one that it undoes. Refused: UndoChanged, and what refuses the edit itself. NotFound: it is no edit, or
// not the actor's to make.
func (s *Store) UndoEdit(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		row, err := tx.GetAudit(background, id)
		if err != nil {
			return err
		}
		e, ok := editables(row.Act, row.NounID)
		if !ok {
			return errNotFound
		}
		if err := tx.Actor.needs(histories[e.of].right); err != nil {
			return err
		}
		now, err := e.now(&tx.Rx, row.NounID)
		if err != nil {
			return err
		}
		stands, err := fields(now)
		if err != nil {
			return err
		}
		before, after := beforeAfter(row.Facts)
		if len(after) == 0 {
			return errNotFound
		}
		if err := tx.stillAs(row, stands, after); err != nil {
			return err
		}
		for f := range after {
			stands[f] = before[f]
		}
		made, err := json.Marshal(stands)
		if err != nil {
			return err
		}
		tx.undoes = id
		return e.save(tx, row.NounID, made)
	})
}

// stillAs refuses where a field is no more what the edit made it: UndoChanged.
func (tx *Tx) stillAs(row sqlcdb.Audit, stands, after map[string]json.RawMessage) error {
	e := &Error{Kind: Conflict, Reason: UndoChanged}
	var ids []int64
	for f, v := range after {
		if bytes.Equal(stands[f], v) || f == "Version" { // an offer counts its own
			continue
		}
		later, err := tx.EditsOf(background, sqlcdb.EditsOfParams{NounID: row.NounID, Before: cursor(0), One: row.Act, Most: mostBack})
		if err != nil {
			return err
		}
		by := sqlcdb.EditsOfRow{Act: row.Act}
		for _, r := range later {
			if _, made := beforeAfter(r.Facts); r.ID > row.ID && made[f] != nil {
				by = r
				break
			}
		}
		e.More = append(e.More, changedField(&ids, by, f, v, stands[f]))
	}
	if len(e.More) == 0 {
		return nil
	}
	return tx.withNames(e, ids)
}

// EditRow is one edit of a history.
type EditRow struct {
	AuditRow
	Fields []FieldChange // what it changed
	Undo   bool          // it is an edit that can be undone
	Undoes int64         // the row that it undid, or 0
}

// Edits answers the edits of a thing before the cursor, newest first, and the next cursor (0 at the end). NotFound:
// there is no such thing, or not for the actor.
func (s *Store) Edits(ctx context.Context, actor Actor, h History, before int64) (list []EditRow, more int64, err error) {
	k, ok := histories[h.Of]
	if !ok || (k.noun == 0) == (h.ID == 0) {
		return nil, 0, errNotFound
	}
	if err := actor.needs(k.right); err != nil {
		return nil, 0, err
	}
	noun := cmp.Or(k.noun, h.ID)
	err = s.Read(ctx, func(rx *Rx) error {
		list, more = nil, 0
		rows, err := rx.EditsOf(background, sqlcdb.EditsOfParams{
			NounID: noun, Before: cursor(before), One: k.acts[0], Two: k.acts[1], Three: k.acts[2], Most: 2*pageRows + 1,
		})
		if err != nil {
			return err
		}
		if len(rows) == 0 && before == 0 && k.noun == 0 {
			if _, err := things[h.Of](rx, noun); err != nil {
				return err
			}
		}
		var ids []int64
		for i, r := range rows {
			if i == 2*pageRows {
				more = rows[i-1].ID
				break
			}
			row := auditRow(sqlcdb.AuditByIDsRow(r))
			e := EditRow{AuditRow: row, Undoes: row.Int("undoes")}
			was, is := beforeAfter(rows[i].Facts)
			for _, f := range slices.Sorted(maps.Keys(is)) {
				c := changedField(&ids, rows[i], f, was[f], is[f])
				e.Fields = append(e.Fields, c.Args[0].(FieldChange))
			}
			_, known := editables(row.Act, row.Noun)
			e.Undo = known && len(is) > 0
			list = append(list, e)
		}
		found, err := rx.called(ids)
		for i := range list {
			for j := range list[i].Fields {
				list[i].Fields[j].Names = found
			}
		}
		return err
	})
	return list, more, err
}

// HistoryOf answers in whose history an edit stands. NotFound: it is no edit, or not the actor's to see.
func (s *Store) HistoryOf(ctx context.Context, actor Actor, id int64) (h History, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		row, err := rx.GetAudit(background, id)
		if err != nil {
			return err
		}
		e, ok := editables(row.Act, row.NounID)
		if !ok {
			return errNotFound
		}
		h = History{Of: e.of}
		if histories[e.of].noun == 0 {
			h.ID = row.NounID
		}
		return actor.needs(histories[e.of].right)
	})
	return h, err
}

// things look up what has an id and a history.
var things = map[string]func(*Rx, int64) (any, error){
	"brand":     func(rx *Rx, id int64) (any, error) { return rx.brand(id) },
	"community": func(rx *Rx, id int64) (any, error) { return rx.community(id) },
	"merchant":  func(rx *Rx, id int64) (any, error) { return rx.merchant(id) },
	"outlet":    func(rx *Rx, id int64) (any, error) { return rx.outlet(id) },
	"offer":     func(rx *Rx, id int64) (any, error) { return rx.offer(id) },
}

// NameOf answers what a thing with a history is called. NotFound: it has no id, or is not there.
func (s *Store) NameOf(ctx context.Context, h History) (name Text, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		found, err := rx.namesOf([]int64{h.ID})
		if name = found[thing{h.Of, h.ID}]; err == nil && name == (Text{}) {
			err = errNotFound
		}
		return err
	})
	return name, err
}
