package db

import (
	"context"
	"slices"

	"clubhouse/db/sqlcdb"
)

// handover is one kind of thing that a person of the staff has in hand, and that goes to a colleague when they leave.
type handover struct {
	what  string                                  // names it in the audit row's facts and in i18n.Works
	right Right                                   // whoever takes it over needs it, for all
	also  func(rx *Rx, of int64) ([]Right, error) // and these, which what is in hand asks for; nil for none
	count func(rx *Rx, of int64) (int64, error)
	move  func(tx *Tx, from, to int64) (int64, error)
}

// handovers is where each feature says what a person may have in hand.
var handovers = []handover{
	// With the runs that wait to import them. One that is at work ends with what it imports.
	{"uploads", RegisterImport, nil,
		func(rx *Rx, of int64) (int64, error) { return rx.CountUploadsOf(background, of) },
		func(tx *Tx, from, to int64) (int64, error) {
			if err := tx.MoveRunsOfUploads(background, sqlcdb.MoveRunsOfUploadsParams{Receiver: to, AccountID: from}); err != nil {
				return 0, err
			}
			return tx.MoveUploads(background, sqlcdb.MoveUploadsParams{Receiver: to, AccountID: from})
		}},
	{"steps", NotesWrite, (*Rx).stepsRead,
		func(rx *Rx, of int64) (int64, error) { return rx.CountStepsOf(background, &of) },
		(*Tx).handOverNotes},
}

// Workload is how many things of a kind a person has in hand.
type Workload struct {
	What string
	N    int64
}

// Refusals of handing over.
const (
	ReceiverUnknown Reason = "receiver_unknown" // not somebody of the staff who can sign in
	ReceiverLacks   Reason = "receiver_lacks"   // args: the Right that they would need
	NothingInHand   Reason = "nothing_in_hand"  // also where somebody was first
)

// workloads answers what the person has in hand, of every kind, 0 where they have none.
func (rx *Rx) workloads(account int64) ([]Workload, error) {
	out := make([]Workload, len(handovers))
	for i, h := range handovers {
		n, err := h.count(rx, account)
		if err != nil {
			return nil, err
		}
		out[i] = Workload{h.what, n}
	}
	return out, nil
}

// HandOver gives all that a person has in hand to a colleague, and answers how many of each kind.
// Refused: ReceiverUnknown, ReceiverLacks, NothingInHand.
func (s *Store) HandOver(ctx context.Context, actor Actor, from, to int64) (moved []Workload, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		moved = nil
		if _, err := tx.colleague(from); err != nil {
			return err
		}
		receiver, err := tx.oneColleague(to)
		if KindOf(err) == NotFound || err == nil && (from == to || receiver.State != StaffActive) {
			return refuseField("to", ReceiverUnknown)
		}
		if err != nil {
			return err
		}
		facts := Facts{"to": to}
		for _, h := range handovers {
			n, err := h.count(&tx.Rx, from)
			if err != nil {
				return err
			}
			if n == 0 {
				continue
			}
			needed := []Right{h.right}
			if h.also != nil {
				more, err := h.also(&tx.Rx, from)
				if err != nil {
					return err
				}
				needed = append(needed, more...)
			}
			for _, right := range needed {
				if !slices.ContainsFunc(receiver.Grants, func(g StaffGrant) bool { return g.Scope == ScopeAll && g.gives(right) }) {
					return refuseField("to", ReceiverLacks, right)
				}
			}
			if n, err = h.move(tx, from, to); err != nil {
				return err
			}
			facts[h.what] = n
			moved = append(moved, Workload{h.what, n})
		}
		if len(moved) == 0 {
			return refuse(NothingInHand)
		}
		return tx.audit(change{act: "staff.handed_over", noun: from, facts: facts})
	})
	return moved, err
}
