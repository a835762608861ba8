package db

// rule says what becomes of a person's rows.
type rule string

const (
	ruleMoves  rule = "moves"  // merged: the rows become those of the account or member that remains
	ruleStays  rule = "stays"  // the rows stay as they are: history under the id that it had, or nothing of this person
	ruleGiven  rule = "given"  // exported: the person gets them
	ruleHeld   rule = "held"   // not exported: secrets, fingerprints of them, the work of the house, or others' data
	ruleDrops  rule = "drops"  // merged or erased: the rows are deleted
	ruleBlanks rule = "blanks" // erased: what tells of the person is emptied, the row stays with no name
)

// personalTable declares how one table holds a person, and what merging two of them, exporting one and erasing one do
// with its rows. A table that names a person and is not declared fails a test.
type personalTable struct {
	Table                string
	By                   string // the column that leads to the person
	Personal             string // the columns that tell of them, by commas
	Merge, Export, Erase rule
}

var personalTables = []personalTable{
	// The person
	{"accounts", "id", "phone,email,name,password,totp", ruleBlanks, ruleGiven, ruleBlanks},
	{"members", "account_id", "name,name_folded,birth_day,birth_year", ruleBlanks, ruleGiven, ruleBlanks},
	{"member_terms", "member_id", "term", ruleStays, ruleHeld, ruleDrops}, // the name again, in pieces
	{"member_places", "member_id", "", ruleDrops, ruleHeld, ruleStays},    // who merges two places the one who remains anew
	{"consents", "member_id", "", ruleMoves, ruleGiven, ruleStays},
	{"grants", "account_id", "", ruleStays, ruleGiven, ruleStays},
	{"sessions", "account_id", "address,agent", ruleDrops, ruleGiven, ruleDrops},
	{"setups", "account_id", "totp", ruleDrops, ruleHeld, ruleDrops},
	{"recovery_codes", "account_id", "", ruleDrops, ruleHeld, ruleDrops},
	{"former_contacts", "account_id", "destination", ruleStays, ruleGiven, ruleDrops},
	{"duplicates", "member_id", "", ruleStays, ruleHeld, ruleDrops}, // by either of the two
	{"merges", "member_id", "was", ruleStays, ruleHeld, ruleBlanks}, // as above
	{"passkeys", "account_id", "credential,record,label", ruleStays, ruleHeld, ruleDrops},
	{"passkey_challenges", "account_id", "record", ruleDrops, ruleHeld, ruleDrops},
	{"joinings", "destination", "destination,name", ruleDrops, ruleHeld, ruleDrops},
	{"one_time_codes", "destination", "destination,address", ruleDrops, ruleHeld, ruleDrops},
	{"till_codes", "destination", "destination", ruleDrops, ruleHeld, ruleDrops},
	{"counters", "name", "name", ruleDrops, ruleHeld, ruleDrops}, // the limits count by destination, address or id
	{"jobs", "payload", "payload", ruleStays, ruleHeld, ruleDrops},

	// What the member was told: a home, or a reason in somebody's words, may stand in the arguments
	{"notices", "member_id", "args", ruleMoves, ruleGiven, ruleBlanks},
	{"deliveries", "notice_id", "", ruleStays, ruleGiven, ruleStays},

	// Homes. The owners' register is the developer's record of a sale: it is not the member's, who only matches it.
	{"home_claims", "member_id", "building,stair,room,reason", ruleMoves, ruleGiven, ruleBlanks}, // of two that stand for one home one ends
	{"claim_steps", "claim_id", "body", ruleStays, ruleGiven, ruleBlanks},
	{"claim_photos", "claim_id", "body", ruleStays, ruleGiven, ruleDrops},
	{"photo_openings", "account_id", "", ruleStays, ruleHeld, ruleStays}, // by whom of the staff; they go with the photo
	{"households", "primary_id", "", ruleMoves, ruleGiven, ruleStays},
	{"household_members", "member_id", "", ruleMoves, ruleGiven, ruleStays},
	{"household_invitations", "made_by", "phone", ruleMoves, ruleHeld, ruleBlanks}, // the phone is another's
	{"register_owners", "phone", "name,name_folded,phone", ruleStays, ruleHeld, ruleStays},
	{"former_members", "mac", "", ruleStays, ruleHeld, ruleStays}, // a keyed digest, from which nobody reads a number
	{"erasures", "account_id", "", ruleStays, ruleHeld, ruleStays},
	{"register_changes", "owners", "id4,owners", ruleStays, ruleHeld, ruleStays},
	{"list_views", "account_id", "name,query", ruleStays, ruleHeld, ruleDrops}, // also those that others have named after the person
	{"runs", "account_id", "args,name", ruleStays, ruleHeld, ruleBlanks},
	{"run_parts", "run_id", "body", ruleStays, ruleHeld, ruleDrops},
	{"member_imports", "account_id", "body", ruleStays, ruleHeld, ruleStays}, // dropped once it is decided on
	{"register_uploads", "account_id", "body", ruleStays, ruleHeld, ruleDrops},
	{"homes", "id", "id4", ruleStays, ruleHeld, ruleStays},

	// What the member had
	{"vouchers", "member_id", "", ruleMoves, ruleGiven, ruleStays},
	{"redemptions", "account_id", "", ruleStays, ruleHeld, ruleStays}, // the till's account; the member's are found by the voucher
	{"till_tries", "account_id", "", ruleStays, ruleHeld, ruleStays},
	{"point_accounts", "id", "", ruleStays, ruleGiven, ruleStays}, // what is left in it is moved by a movement, as any points are
	{"point_movements", "member_id", "", ruleStays, ruleGiven, ruleStays},
	{"point_entries", "account_id", "", ruleStays, ruleGiven, ruleStays},
	{"point_lots", "member_id", "", ruleMoves, ruleGiven, ruleStays},

	// What staff noted. A member's may be about others too, and stays with that member: nobody can tell which words are whose.
	// What is on a home or a merchant names nobody by an id.
	{"notes", "member_id", "body,step,reason", ruleMoves, ruleGiven, ruleBlanks},

	// What was done
	{"audit", "member_id", "", ruleStays, ruleGiven, ruleStays},               // immutable, and holds nothing that names a person
	{"audit_personal", "member_id", "facts", ruleStays, ruleGiven, ruleDrops}, // also those of others in which a phone or e-mail of theirs stands
}
