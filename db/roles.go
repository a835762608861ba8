package db

import "slices"

// Right is one thing that a role may do.
type Right string

// The rights. The route table names one for each route of staff and tills; the acts check its reach.
const (
	DeskOpen       Right = "desk.open"       // sign in at the staff door and see the overview
	MembersRead    Right = "members.read"    // the members' list and records, personal data masked
	MembersReveal  Right = "members.reveal"  // open personal data in full; each opening is logged
	MembersContact Right = "members.contact" // put a phone or e-mail in the place of one that was lost, on sight of a document
	MembersJoin    Right = "members.join"    // join a person at the counter, who confirms by a code
	MembersImport  Right = "members.import"  // take in members that the club had before
	MembersMerge   Right = "members.merge"   // make one member of two who are one person, and undo it
	MembersTier    Right = "members.tier"    // set a tier by hand
	MembersCard    Right = "members.card"    // end a lost phone's sessions and make the member's cards anew
	HomesDecide    Right = "homes.decide"    // approve or refuse claims to homes
	RegisterImport Right = "register.import" // import and export the owners' register, decide its changes
	CatalogRead    Right = "catalog.read"    // brands and communities
	CatalogEdit    Right = "catalog.edit"
	MerchantsRead  Right = "merchants.read" // merchants, outlets, till staff
	MerchantsEdit  Right = "merchants.edit"
	OffersRead     Right = "offers.read"
	OffersEdit     Right = "offers.edit"
	ListsExport    Right = "lists.export" // take what a list shows along as a file; each export is logged
	NotesWrite     Right = "notes.write"  // note what was said on the records that one may read, and what is to be done next
	AuditRead      Right = "audit.read"
	ClubEdit       Right = "club.edit" // the club's name, hotline, rates
	StaffManage    Right = "staff.manage"
	WorkManage     Right = "work.manage" // see what goes on behind the club, and have failed messages sent again
	TillRedeem     Right = "till.redeem" // look up and redeem vouchers at an outlet
)

// Role is a bundle of rights that a person holds for a scope.
type Role string

// The roles of the club's staff, and Till for a merchant's.
const (
	Reader       Role = "reader"
	Service      Role = "service"
	Marketing    Role = "marketing"
	MerchantDesk Role = "merchant_desk"
	EventsDesk   Role = "events_desk"
	SalesDesk    Role = "sales_desk"
	Finance      Role = "finance"
	Admin        Role = "admin"
	Till         Role = "till"
)

// Scope is what kind of thing a grant is for.
type Scope string

// The scopes.
const (
	ScopeAll       Scope = "all"
	ScopeCommunity Scope = "community"
	ScopeEvent     Scope = "event"
	ScopeOutlet    Scope = "outlet"
)

// RoleRow is one line of the role table.
type RoleRow struct {
	Role   Role
	Scopes []Scope
	Rights []Right
}

// Roles is the one table of who may do what. It is shown to staff as it stands here.
var Roles = []RoleRow{
	{Reader, staffScopes, []Right{DeskOpen, MembersRead, CatalogRead, MerchantsRead, OffersRead}},
	{Service, staffScopes, []Right{DeskOpen, MembersRead, MembersReveal, MembersContact, MembersMerge, MembersTier, MembersCard, MembersJoin, HomesDecide, CatalogRead, MerchantsRead, OffersRead, NotesWrite, ListsExport}},
	{Marketing, staffScopes, []Right{DeskOpen, MembersRead, CatalogRead, MerchantsRead, OffersRead, OffersEdit, NotesWrite, ListsExport}},
	{MerchantDesk, staffScopes, []Right{DeskOpen, CatalogRead, MerchantsRead, MerchantsEdit, OffersRead, OffersEdit, NotesWrite, ListsExport}},
	{EventsDesk, []Scope{ScopeAll, ScopeCommunity, ScopeEvent}, []Right{DeskOpen, MembersRead, CatalogRead, NotesWrite}},
	{SalesDesk, staffScopes, []Right{DeskOpen, MembersRead, CatalogRead, NotesWrite, ListsExport}},
	{Finance, staffScopes, []Right{DeskOpen, MembersRead, CatalogRead, MerchantsRead, OffersRead, ListsExport, AuditRead}},
	{Admin, []Scope{ScopeAll}, []Right{DeskOpen, MembersRead, MembersReveal, MembersContact, MembersMerge, MembersTier, MembersCard, MembersJoin, MembersImport, HomesDecide, RegisterImport, CatalogRead, CatalogEdit,
		MerchantsRead, MerchantsEdit, OffersRead, OffersEdit, NotesWrite, ListsExport, AuditRead, ClubEdit, StaffManage, WorkManage}},
	{Till, []Scope{ScopeOutlet}, []Right{TillRedeem}},
}

// clubWide are rights over what belongs to no community: held for one, they give nothing.
var clubWide = []Right{RegisterImport, MembersImport, CatalogEdit, MerchantsEdit, OffersEdit, AuditRead, ClubEdit, StaffManage, WorkManage}

// ClubWide tells whether the right is over what belongs to no community.
func (r Right) ClubWide() bool { return slices.Contains(clubWide, r) }

var staffScopes = []Scope{ScopeAll, ScopeCommunity}

// mayHold tells whether the table lets the role be held for that kind of thing.
func (r Role) mayHold(scope Scope) bool {
	return slices.ContainsFunc(Roles, func(row RoleRow) bool { return row.Role == r && slices.Contains(row.Scopes, scope) })
}

// gives tells whether the role holds the right.
func (r Role) gives(right Right) bool {
	for i := range Roles {
		if Roles[i].Role == r {
			return slices.Contains(Roles[i].Rights, right)
		}
	}
	return false
}

// StaffRole tells whether the role opens the staff door.
func (r Role) StaffRole() bool { return r.gives(DeskOpen) }
