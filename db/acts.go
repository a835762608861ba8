package db

import (
	"slices"
	"strings"
)

// Acts are all that the audit tells of, noun.verb each. A test of their sentences holds them against what is written.
var Acts = []string{
	"account.contact", "account.locale", "account.passkey", "account.passkey_dropped", "account.password", "account.phone_freed",
	"brand.edited", "brand.made",
	"card.code_sent", "card.confirmed", "card.identified", "card.renewed", "card.scanned",
	"club.edited", "club.languages",
	"code.failed", "code.proven", "code.sent",
	"community.edited", "community.made", "community.themed",
	"home.answered", "home.asked", "home.claimed", "home.ended", "home.photo_dropped", "home.refused", "home.revealed", "home.verified", "home.withdrawn",
	"household.begun", "household.ended", "household.handed_over", "household.invited", "household.joined", "household.left", "household.offered", "household.removed", "household.taken_back", "household.uninvited",
	"job.resent",
	"list.exported",
	"member.apart", "member.birthday", "member.consent", "member.contact", "member.erased", "member.exported", "member.imported", "member.joined", "member.leaving", "member.merged", "member.revealed", "member.stayed", "member.tier", "member.unmerged",
	"members.dropped", "members.imported", "members.rows_exported", "members.uploaded",
	"merchant.edited", "merchant.made",
	"note.added", "note.corrected", "note.done", "note.planned", "note.reopened", "note.struck",
	"notice.told",
	"offer.edited", "offer.made",
	"outlet.edited", "outlet.made",
	"points.expired",
	"register.change_accepted", "register.change_refused", "register.company", "register.dropped", "register.exported", "register.imported", "register.rows_exported", "register.uploaded",
	"run.begun", "run.stopped", "run.taken",
	"sender.tested",
	"session.confirmed", "session.ended", "session.others_ended", "session.refused", "session.started",
	"setting.edited",
	"staff.disabled", "staff.enabled", "staff.ended", "staff.granted", "staff.handed_over", "staff.invited", "staff.recovery", "staff.replacing", "staff.reset", "staff.sent", "staff.set_up", "staff.withdrawn",
	"text.edited", "text.published",
	"till.ended", "till.granted", "till.opened",
	"view.dropped", "view.saved",
	"voucher.claimed", "voucher.redeemed",
}

// ActGroup are acts that one looks for together.
type ActGroup struct {
	Key string
	is  func(noun, verb string) bool // nil: what is of no other group
}

func nouns(list ...string) func(noun, verb string) bool {
	return func(noun, _ string) bool { return slices.Contains(list, noun) }
}

// ActGroups are the groups in which acts are offered; the last takes in those of no other.
var ActGroups = []ActGroup{
	{"reveals", func(_, verb string) bool { return strings.HasSuffix(verb, "revealed") }},
	{"exports", func(noun, verb string) bool {
		return strings.HasSuffix(verb, "exported") || noun == "run" && verb == "taken"
	}},
	{"members", nouns("member", "members", "account", "card")},
	{"homes", nouns("home", "register", "household")},
	{"offers", nouns("offer", "voucher", "points")},
	{"partners", nouns("merchant", "outlet", "till")},
	{"settings", nouns("club", "brand", "community", "setting", "text", "sender")},
	{"staff", nouns("staff")},
	{"signins", nouns("session", "code")},
	{"other", nil},
}

// Acts answers the group's acts.
func (g ActGroup) Acts() (out []string) {
	for _, act := range Acts {
		if g.has(act) {
			out = append(out, act)
		}
	}
	return out
}

func (g ActGroup) has(act string) bool {
	if g.is == nil {
		return !slices.ContainsFunc(ActGroups, func(o ActGroup) bool { return o.is != nil && o.has(act) })
	}
	noun, verb, _ := strings.Cut(act, ".")
	return g.is(noun, verb)
}

// actsOf answers the acts that a word of the audit's filter asks for: those of a group by its key, or one.
func actsOf(word string) []string {
	for _, g := range ActGroups {
		if g.Key == word {
			return g.Acts()
		}
	}
	return []string{word}
}

// ActGroupOf answers the key of the first group that an act belongs to, under which a list offers it, or of the group
// itself.
func ActGroupOf(word string) string {
	for _, g := range ActGroups {
		if g.Key == word || g.has(word) {
			return g.Key
		}
	}
	return ""
}

// actWords are the words of the audit's filter: each group, and the acts that are offered under it.
func actWords() (words []string) {
	for _, g := range ActGroups {
		words = append(words, g.Key)
		for _, act := range g.Acts() {
			if ActGroupOf(act) == g.Key {
				words = append(words, act)
			}
		}
	}
	return words
}
