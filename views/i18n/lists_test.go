package i18n

import (
	"testing"

	"clubhouse/db"
)

// Each list, column, filter, order, batch and word of the desk has its words.
func TestListWords(t *testing.T) {
	t.Parallel()
	for _, l := range db.Lists {
		words := ListTexts[l.Name]
		if words.Title.En == "" || words.Empty.En == "" || words.Count.En == "" || words.CountOne.En == "" {
			t.Errorf("%s has no words of its own", l.Name)
		}
		var names []string
		for _, c := range l.Columns {
			names = append(names, c.Name)
		}
		for _, f := range l.Filters {
			names = append(names, f.Name)
			for _, w := range f.Words {
				if ChoiceText(db.En, db.Choice{Of: f.Of, Word: w}) == w {
					t.Errorf("%s: %q of %q has no words", l.Name, w, f.Of)
				}
			}
		}
		for _, o := range l.Orders {
			names = append(names, o.Name)
		}
		for _, name := range names {
			if ListLabel(db.En, l.Name, name) == name {
				t.Errorf("%s: %q has no label", l.Name, name)
			}
		}
		for _, b := range l.Batches {
			if BatchText(db.En, l.Name, b.Name) == "" || b.Of != "" && BatchWordText(db.En, l.Name, b.Name) == "" {
				t.Errorf("%s: the batch %q has no words", l.Name, b.Name)
			}
		}
	}
}
