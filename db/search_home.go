package db

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// homeSought is a reading of what was typed as a home: the name of its community, "" where none was typed, and what is
// known of the address. Building and stair are "" where they were not typed.
type homeSought struct {
	place                 string
	building, stair, room string
}

const mostReadings = 8 // of what was typed as a home

var (
	homePart = regexp.MustCompile(`([0-9A-Z]+)[ .]*(号楼|號樓|栋|棟|座|幢|单元|單元|梯|#)?`)
	homeJoin = regexp.MustCompile(`^(?:[-/,，、。·~ #－–—−第]|号|號|楼|樓|室|房|门|門|户|戶|BLOCK|BLK|TOWER|BUILDING|BLDG|STAIR|UNIT|FLAT|ROOM|RM)*$`)
	homeTail = regexp.MustCompile(`第?[0-9A-Z][0-9A-Z \-/,，、。·~#－–—−.第号號楼樓栋棟座幢单單元梯门門室房户戶]*$`)
	homeWord = regexp.MustCompile(`\b(?:BLOCK|BLK|TOWER|BUILDING|BLDG|STAIR|UNIT|FLAT|ROOM|RM)\b`)
)

// readHome answers how what was typed can be read as a home, with the longest name of a community first: 3-2-1802,
// 3栋2单元1802室, 1802, 云栖花园 3-1802.
func readHome(typed string) (out []homeSought) {
	s := strings.ToUpper(tidy(typed))
	at := []int{0}
	for i, r := range s {
		if r == ' ' && len(at) < mostReadings {
			at = append(at, i)
		}
	}
	if loc := homeTail.FindStringIndex(s); loc != nil && !slices.Contains(at, loc[0]) {
		at = append(at, loc[0])
	}
	slices.Sort(at)
	slices.Reverse(at)
	for _, i := range at {
		if h, ok := readAddress(s[i:]); ok {
			h.place = closely(s[:i])
			out = append(out, h)
		}
	}
	return out
}

// readAddress reads building, stair and room, in this order; the last is always the room, and one before it alone is the
// building, unless it is called a stair.
func readAddress(s string) (h homeSought, ok bool) {
	s = homeWord.ReplaceAllString(s, " ")
	found := homePart.FindAllStringSubmatchIndex(s, -1)
	if len(found) == 0 || len(found) > 3 {
		return h, false
	}
	var parts []string
	end, stair := 0, false
	for i, f := range found {
		if !homeJoin.MatchString(s[end:f[0]]) {
			return h, false
		}
		end = f[1]
		part := unit(s[f[2]:f[3]])
		if utf8.RuneCountInString(part) > mostPlaceSigns {
			return h, false
		}
		parts = append(parts, part)
		if f[4] >= 0 && i == 0 {
			word := s[f[4]:f[5]]
			stair = word == "单元" || word == "單元" || word == "梯"
		}
	}
	if !homeJoin.MatchString(s[end:]) {
		return h, false
	}
	h.room = parts[len(parts)-1]
	switch {
	case len(parts) == 3:
		h.building, h.stair = parts[0], parts[1]
	case len(parts) == 2 && stair:
		h.stair = parts[0]
	case len(parts) == 2:
		h.building = parts[0]
	}
	return h, strings.ContainsAny(h.room, "0123456789") && len(h.room) > 1
}

// where answers the conditions by which the homes of a reading are found, in the communities of its place; nil where no
// community of places is called so. exact: by its whole name.
func (h homeSought) where(places []Community, exact bool) *where {
	w := &where{}
	w.add("h.room = ?", h.room)
	if h.place != "" {
		var ids []int64
		for _, p := range places {
			if p.called(h.place, exact) && len(ids) < mostPlacesSought {
				ids = append(ids, p.ID)
			}
		}
		if len(ids) == 0 {
			return nil
		}
		w.in("h.community_id", ids)
	}
	if h.building != "" {
		w.add("h.building = ?", h.building)
	}
	if h.stair != "" {
		w.add("h.stair = ?", h.stair)
	}
	return w
}

const mostPlacesSought = 50 // communities whose name has in it what was typed

// called tells whether a name of the community, folded and without spaces, is the sought one or has it in it.
func (c Community) called(sought string, exact bool) bool {
	for _, name := range []string{c.Name.Hans, c.Name.Hant, c.Name.En, c.RegisterName} {
		if name = closely(name); name == sought || !exact && strings.Contains(name, sought) {
			return true
		}
	}
	return false
}
