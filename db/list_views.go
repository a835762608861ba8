package db

import (
	"context"
	"maps"
	"net/url"
	"strings"

	"clubhouse/db/sqlcdb"
)

// ListView is what somebody asks of a list again and again, under a name.
type ListView struct {
	ID     int64
	Name   string
	Query  url.Values
	Shared bool   // everybody at the desk has it
	Mine   bool   // the reader has made it
	By     string // who has
}

const (
	mostViewName  = 30
	mostViews     = 50 // of a person, for one list
	mostViewQuery = 4000
)

// Refusals of saved views.
const (
	ViewNameMissing Reason = "view_name_missing"
	ViewsTooMany    Reason = "views_too_many"
	ViewGone        Reason = "view_gone"
)

// ListViews answers the views of the list that the actor has: their own and those that others share, by name.
func (s *Store) ListViews(ctx context.Context, actor Actor, l *List) (list []ListView, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		rows, err := rx.ListViewsOf(background, sqlcdb.ListViewsOfParams{List: l.Name, AccountID: actor.Account})
		for _, r := range rows {
			query, _ := url.ParseQuery(r.Query) // written by SaveListView
			list = append(list, ListView{r.ID, r.Name, query, r.Shared == 1, r.AccountID == actor.Account, r.ByName})
		}
		return err
	})
	return list, err
}

// SaveListView keeps what the query asks of the list under a name; a view of the actor's with that name becomes this one.
// What was typed into a search is not kept. Refused: ViewNameMissing, TextTooLong, TextSigns, ViewsTooMany. NotFound without the right to the list.
func (s *Store) SaveListView(ctx context.Context, actor Actor, l *List, name string, q ListQuery, shared bool) (id int64, err error) {
	name = strings.Join(strings.Fields(name), " ")
	if tidy(name) == "" {
		return 0, refuseField("name", ViewNameMissing)
	}
	q.Filters = maps.Clone(q.Filters)
	for parameter, value := range q.Filters {
		if l.typed(parameter, value) { // it may name anybody, who may want to be forgotten
			delete(q.Filters, parameter)
		}
	}
	query := q.Values(l).Encode()
	if err := Together(line("name", name, mostViewName), fits("name", query, mostViewQuery)); err != nil {
		return 0, err
	}
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if !tx.Actor.May(l.Right) {
			return errNotFound
		}
		n, err := tx.CountListViews(background, sqlcdb.CountListViewsParams{AccountID: tx.Actor.Account, List: l.Name, Name: name})
		if err != nil {
			return err
		}
		if n >= mostViews {
			return refuseField("name", ViewsTooMany, mostViews)
		}
		if id, err = tx.UpsertListView(background, sqlcdb.UpsertListViewParams{
			ID: tx.NewID(), AccountID: tx.Actor.Account, List: l.Name, Name: name, Query: query, Shared: map[bool]int64{true: 1}[shared], Now: tx.Now,
		}); err != nil {
			return err
		}
		return tx.audit(change{act: "view.saved", noun: id, facts: Facts{"list": l.Name, "shared": shared}, personal: Facts{"name": name}})
	})
	return id, err
}

// DropListView ends a view: one's own, or a shared one for who manages the staff. Refused: ViewGone.
func (s *Store) DropListView(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		v, err := tx.GetListView(background, id)
		if isNoRows(err) {
			return refuse(ViewGone)
		}
		if err != nil {
			return err
		}
		if v.AccountID != tx.Actor.Account && (v.Shared == 0 || tx.Actor.needs(StaffManage) != nil) {
			return errNotFound
		}
		if err := tx.DeleteListView(background, id); err != nil {
			return err
		}
		return tx.audit(change{act: "view.dropped", noun: id, facts: Facts{"list": v.List}, personal: Facts{"name": v.Name}})
	})
}
