package migrations

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"
)

// Index is an index that migrations declare by name, and the statement that makes it, which both engines know.
type Index struct{ Name, Make string }

var (
	comment = regexp.MustCompile(`(?m)^\s*--.*$`)
	indexed = regexp.MustCompile(`(?m)^(?:CREATE (?:UNIQUE )?INDEX (\w+) ON [^;]+|DROP INDEX (\w+));`)
)

// Indexes answers the indexes that stand once the migrations up to that number have run, in the order in which they were made.
func Indexes(last int64) (list []Index, err error) {
	entries, err := Files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if n, err := goose.NumericComponent(e.Name()); err != nil {
			return nil, err
		} else if n > last {
			continue
		}
		text, err := Files.ReadFile(e.Name())
		if err != nil {
			return nil, err
		}
		for _, m := range indexed.FindAllStringSubmatch(comment.ReplaceAllString(string(text), ""), -1) {
			name := m[1] + m[2]
			list = slices.DeleteFunc(list, func(i Index) bool { return i.Name == name })
			if m[1] != "" {
				list = append(list, Index{name, strings.Join(strings.Fields(strings.TrimSuffix(m[0], ";")), " ")})
			}
		}
	}
	return list, nil
}
