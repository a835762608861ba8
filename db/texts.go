package db

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"clubhouse/db/sqlcdb"
)

// TextKind names one of the texts that the club publishes.
type TextKind string

// The texts. A line that begins with "# " is a heading, lines that begin with "- " are a list, an empty line ends a
// paragraph.
const (
	Terms   TextKind = "terms"
	Privacy TextKind = "privacy"
	About   TextKind = "about"
	Hours   TextKind = "hours" // of the hotline: one line
)

// TextKinds are all of them.
var TextKinds = []TextKind{Terms, Privacy, About, Hours}

// textNouns are what the audit log calls the texts.
var textNouns = map[TextKind]int64{Terms: 11, Privacy: 12, About: 13, Hours: 14}

func textOf(noun int64) TextKind {
	for k, n := range textNouns {
		if n == noun {
			return k
		}
	}
	return ""
}

const (
	mostTextSigns  = 20_000
	mostHoursSigns = 200
)

// TextVersion is a text as it was published, once and for ever.
type TextVersion struct {
	Kind        TextKind
	Number      int64
	Name        string // what a consent to it records
	Text        Text   // "" in a list
	From        int64  // in force from this instant, until a later version is; 0: from the beginning
	PublishedAt int64
}

// Draft is what staff are working on: the next version of a text.
type Draft struct {
	Hans, Hant, En string
	Seen           Revision `json:"-"` // from which an edit was made
}

// Text answers the draft's text.
func (d Draft) Text() Text { return Text{d.Hans, d.Hant, d.En} }

// Refusals of the texts.
const (
	DayWrong  Reason = "day_wrong"
	DayAfter  Reason = "day_after"  // so far off that a slip of the hand is likelier, and no version could come before it; args: the last day that may be
	DayBefore Reason = "day_before" // the day is over, or before that of a version already published; args: the first day that may be
	TextSame  Reason = "text_same"  // nothing has been changed since the last version
)

// TextPage is a text at the desk: its draft and its versions, the newest first.
type TextPage struct {
	Draft    Draft
	Drafted  bool // there is a draft that differs from the newest version
	Versions []TextVersion
}

// TextPage answers a text at the desk. NotFound: there is no such text, or not for the actor.
func (s *Store) TextPage(ctx context.Context, actor Actor, k TextKind) (p TextPage, err error) {
	if !slices.Contains(TextKinds, k) {
		return p, errNotFound
	}
	if err := actor.needs(ClubEdit); err != nil {
		return p, err
	}
	err = s.Read(ctx, func(rx *Rx) (err error) {
		p = TextPage{}
		if p.Versions, err = rx.textVersions(k); err != nil {
			return err
		}
		if p.Draft, err = rx.draft(textNouns[k]); err != nil {
			return err
		}
		newest, err := rx.newestText(k)
		p.Drafted = p.Draft.Text() != newest.Text
		return err
	})
	return p, err
}

// PublicText answers a text in the version in force (number 0) or in an earlier or coming one, and the versions that
// there are, the newest first. NotFound: there is none.
func (s *Store) PublicText(ctx context.Context, k TextKind, number int64) (v TextVersion, list []TextVersion, err error) {
	err = s.Read(ctx, func(rx *Rx) (err error) {
		if list, err = rx.textVersions(k); err != nil {
			return err
		}
		if number != 0 {
			v, err = rx.textVersion(k, number)
			return err
		}
		v, err = rx.textInForce(k)
		return err
	})
	return v, list, err
}

// textVersions answers the versions of a text without its words.
func (rx *Rx) textVersions(k TextKind) (list []TextVersion, err error) {
	rows, err := rx.Queries.TextVersions(background, string(k))
	for _, r := range rows {
		list = append(list, TextVersion{Kind: k, Number: r.Number, Name: r.Name, From: r.FromAt, PublishedAt: r.PublishedAt})
	}
	if seed, ok := seedOf(k); ok && len(list) == 0 && err == nil {
		seed.Text = Text{}
		list = []TextVersion{seed}
	}
	return list, err
}

func (rx *Rx) textVersion(k TextKind, number int64) (TextVersion, error) {
	r, err := rx.GetTextVersion(background, sqlcdb.GetTextVersionParams{Kind: string(k), Number: number})
	if seed, ok := seedOf(k); ok && isNoRows(err) && number == seed.Number {
		return seed, nil
	}
	return textVersionOf(r), err
}

func (rx *Rx) textInForce(k TextKind) (TextVersion, error) {
	r, err := rx.Queries.TextInForce(background, sqlcdb.TextInForceParams{Kind: string(k), Now: rx.Now})
	if seed, ok := seedOf(k); ok && isNoRows(err) {
		return seed, nil
	}
	return textVersionOf(r), err
}

// newestText answers the newest version, in force or coming; the zero one where there is none.
func (rx *Rx) newestText(k TextKind) (v TextVersion, err error) {
	list, err := rx.textVersions(k)
	if err != nil || len(list) == 0 {
		return v, err
	}
	return rx.textVersion(k, list[0].Number)
}

// inForce answers the name of the version in force.
func (rx *Rx) inForce(k TextKind) (string, error) {
	v, err := rx.textInForce(k)
	return v.Name, err
}

// TextsInForce answers the versions of terms and privacy policy that are in force.
func (s *Store) TextsInForce(ctx context.Context) (map[TextKind]string, error) {
	versions := map[TextKind]string{}
	err := s.Read(ctx, func(rx *Rx) error {
		for _, k := range []TextKind{Terms, Privacy} {
			v, err := rx.inForce(k)
			if err != nil {
				return err
			}
			versions[k] = v
		}
		return nil
	})
	return versions, err
}

func textVersionOf(r sqlcdb.Text) TextVersion {
	return TextVersion{TextKind(r.Kind), r.Number, r.Name, Text{r.Hans, r.Hant, r.En}, r.FromAt, r.PublishedAt}
}

func seedOf(k TextKind) (TextVersion, bool) {
	t, ok := seedTexts[k]
	return TextVersion{Kind: k, Number: 1, Name: seedVersion, Text: t}, ok
}

// draft answers what staff are working on: the newest version where nobody has begun.
func (rx *Rx) draft(noun int64) (Draft, error) {
	k := textOf(noun)
	r, err := rx.GetTextDraft(background, string(k))
	if err == nil {
		return Draft{Hans: r.Hans, Hant: r.Hant, En: r.En}, nil
	}
	if !isNoRows(err) {
		return Draft{}, err
	}
	v, err := rx.newestText(k)
	return Draft{Hans: v.Text.Hans, Hant: v.Text.Hant, En: v.Text.En}, err
}

// EditText keeps the draft of a text. Refused: TextMissing, TextTooLong.
func (s *Store) EditText(ctx context.Context, actor Actor, k TextKind, d Draft) error {
	return s.Write(ctx, actor, func(tx *Tx) error { return tx.editText(k, d) })
}

func (tx *Tx) editText(k TextKind, d Draft) error {
	if err := tx.Actor.needs(ClubEdit); err != nil {
		return err
	}
	noun, ok := textNouns[k]
	if !ok {
		return errNotFound
	}
	was, err := tx.draft(noun)
	if err != nil {
		return err
	}
	d.Hans, d.Hant, d.En = written(d.Hans), written(d.Hant), written(d.En)
	if err := fresh(tx, "text.edited", noun, d.Seen, was, d); err != nil {
		return err
	}
	return tx.editDraft(noun, d)
}

// written answers a text without what browsers and people leave at the ends of its lines.
func written(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\r\u3000")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

func (tx *Tx) editDraft(noun int64, d Draft) error {
	k := textOf(noun)
	if d.Hans == "" {
		return refuseField("text_hans", TextMissing)
	}
	most := mostTextSigns
	if k == Hours {
		most = mostHoursSigns
	}
	if err := d.Text().fits("text", most); err != nil {
		return err
	}
	was, err := tx.draft(noun)
	if err != nil {
		return err
	}
	if err := tx.PutTextDraft(background, sqlcdb.PutTextDraftParams{Kind: string(k), Hans: d.Hans, Hant: d.Hant, En: d.En}); err != nil {
		return err
	}
	return tx.auditEdit("text.edited", noun, was, d)
}

// PublishText makes the draft that was seen the next version of a text, in force from the day. Refused: TextMissing,
// DayWrong, DayBefore, DayAfter, TextSame.
func (s *Store) PublishText(ctx context.Context, actor Actor, k TextKind, day string, seen Revision) (number int64, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(ClubEdit); err != nil {
			return err
		}
		noun, ok := textNouns[k]
		if !ok {
			return errNotFound
		}
		d, err := tx.draft(noun)
		if err != nil {
			return err
		}
		if seen != d.Revision() { // whatever they would publish is not what they have read
			err := fresh(tx, "text.edited", noun, seen, d, Draft{})
			if err == nil {
				err = &Error{Kind: Conflict, Reason: ChangedMeanwhile, Args: []any{"", d.Revision()}}
			}
			return err
		}
		number, err = tx.publish(k, d, day)
		return err
	})
	return number, err
}

// mostTextAhead is how far ahead a version may come into force, in seconds: what is published cannot be taken back, and no
// later version may come before it.
const mostTextAhead = 366 * 24 * 60 * 60

func (tx *Tx) publish(k TextKind, d Draft, day string) (number int64, err error) {
	if d.Hans == "" {
		return 0, refuseField("text_hans", TextMissing)
	}
	zone := tx.s.Club().Zone
	start, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return 0, refuseField("day", DayWrong)
	}
	newest, err := tx.newestText(k)
	if err != nil {
		return 0, err
	}
	if d.Text() == newest.Text {
		return 0, refuse(TextSame)
	}
	first := max(tx.s.Club().dayStart(tx.Now), newest.From)
	if start.Unix() < tx.s.Club().dayStart(first) {
		return 0, refuseField("day", DayBefore, first)
	}
	if last := max(tx.s.Club().dayStart(tx.Now+mostTextAhead), first); start.Unix() > last {
		return 0, refuseField("day", DayAfter, last)
	}
	if seed, ok := seedOf(k); ok && newest.Number == 1 { // the books keep what was in force before they had a say
		if _, err := tx.insertText(seed); err != nil {
			return 0, err
		}
	}
	v := TextVersion{Kind: k, Number: newest.Number + 1, Name: strconv.FormatInt(newest.Number+1, 10), Text: d.Text(), From: max(start.Unix(), tx.Now)}
	if n, err := tx.insertText(v); err != nil {
		return 0, err
	} else if n == 0 {
		return 0, &Error{Kind: Conflict}
	}
	if err := tx.DropTextDraft(background, string(k)); err != nil {
		return 0, err
	}
	return v.Number, tx.audit(change{act: "text.published", noun: textNouns[k], facts: Facts{"text": k, "version": v.Number, "day": day}})
}

// insertText keeps a version; one that is kept already stays as it is.
func (tx *Tx) insertText(v TextVersion) (int64, error) {
	return tx.Queries.InsertText(background, sqlcdb.InsertTextParams{
		Kind: string(v.Kind), Number: v.Number, Name: v.Name, Hans: v.Text.Hans, Hant: v.Text.Hant, En: v.Text.En, FromAt: v.From, PublishedAt: tx.Now,
	})
}

// TextInForce answers the words of a text that are in force. NotFound: there are none.
func (s *Store) TextInForce(ctx context.Context, k TextKind) (t Text, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		v, err := rx.textInForce(k)
		t = v.Text
		return err
	})
	return t, err
}
