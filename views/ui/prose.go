package ui

import "strings"

// block is one part of a text that the club's staff wrote: a heading, a list, or a paragraph.
type block struct {
	heading string
	items   []string
	lines   []string
}

// blocks reads a text: "# " begins a heading, "- " an item of a list, an empty line ends a paragraph. All else is words.
func blocks(text string) (out []block) {
	last := func() *block {
		if len(out) == 0 {
			return nil
		}
		return &out[len(out)-1]
	}
	ended := true
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		heading, isHeading := strings.CutPrefix(line, "# ")
		item, isItem := strings.CutPrefix(line, "- ")
		switch {
		case line == "":
			ended = true
		case isHeading:
			out, ended = append(out, block{heading: heading}), true
		case isItem:
			if b := last(); !ended && b.items != nil {
				b.items = append(b.items, item)
			} else {
				out = append(out, block{items: []string{item}})
			}
			ended = false
		default:
			if b := last(); !ended && b.lines != nil {
				b.lines = append(b.lines, line)
			} else {
				out = append(out, block{lines: []string{line}})
			}
			ended = false
		}
	}
	return out
}
