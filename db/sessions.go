package db

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"strings"

	"clubhouse/db/sqlcdb"
)

// Session is one signed-in visit through one door.
type Session struct {
	ID      int64
	Account int64
	Door    Door
	Outlet  int64        // the till's outlet, 0 until chosen
	Tills   []TillOutlet // at the merchants' door: where the person may redeem
	Name    string       // how the person is called at this door
	Locale  Locale
	Member  *MemberCard // at the members' door; nil once the membership has ended
	Grants  []Grant     // at the merchant and staff doors
	seenAt  int64
	proven  int64 // when the person last proved who they are
}

// MemberCard is what a session knows of its member: what the card shows, and what offers ask for.
type MemberCard struct {
	ID        int64
	Number    string
	Name      string
	Class     Class
	Tier      Tier
	Community int64 // 0 where none is named
	JoinedAt  int64
	Epoch     int64 // how often the card was made anew
	Balance   int64 // points
	Unread    int64 // notices
	Agreed    bool  // to terms and privacy policy: whom the club imported has not, until they are asked
	LeavesAt  int64 // when the membership is over that they have ended; 0: they stay

	answers *answers // of their page, which the first reading of it takes
}

// lifetime of a session, in seconds: how long it may rest, how long it may last.
type lifetime struct{ idle, most int64 }

var lifetimes = map[Door]lifetime{
	MemberDoor:   {30 * 86400, 90 * 86400},
	MerchantDoor: {12 * 3600, 12 * 3600},
	StaffDoor:    {30 * 60, 12 * 3600},
}

// SessionSeconds answers how long a session of the door lasts at most.
func SessionSeconds(d Door) int { return int(lifetimes[d].most) }

// Actor answers who acts in this session.
func (s *Session) Actor() Actor {
	a := Actor{Door: s.Door, Account: s.Account, Session: s.ID, Outlet: s.Outlet, Grants: s.Grants, Proven: s.proven}
	if s.Member != nil {
		a.Member = s.Member.ID
	}
	return a
}

// Client is where a request comes from.
type Client struct{ Address, Agent string }

// hashToken answers what the books keep of a random token.
func hashToken(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}

func newToken() string { return base64.RawURLEncoding.EncodeToString(randomBytes(32)) }

// sessionTokenBytes are the session's id, by which it is found, and random bytes. At the members' door the member's id
// takes the place of the first of these: sixteen remain. Older tokens have random bytes there, as those of other doors.
const sessionTokenBytes = 8 + 24

// startSession opens a session, of a member at the members' door alone, and answers its token, the only copy there is.
// Beyond ten at a door the oldest end.
func (tx *Tx) startSession(account, member int64, door Door, c Client) (token string, id int64, err error) {
	id = tx.NewID()
	b := binary.BigEndian.AppendUint64(make([]byte, 0, sessionTokenBytes), uint64(id))
	if door == MemberDoor {
		b = binary.BigEndian.AppendUint64(b, uint64(member))
	}
	token = base64.RawURLEncoding.EncodeToString(append(b, randomBytes(sessionTokenBytes-len(b))...))
	if err := tx.InsertSession(background, sqlcdb.InsertSessionParams{
		ID: id, TokenHash: hashToken(token), AccountID: account, MemberID: orNull(member), Door: string(door), Address: c.Address, Agent: clip(c.Agent, 200),
		Now: tx.Now, EndsAt: tx.Now + lifetimes[door].most,
	}); err != nil {
		return "", 0, err
	}
	if err := tx.SeeAccount(background, sqlcdb.SeeAccountParams{Now: tx.Now, ID: account}); err != nil {
		return "", 0, err
	}
	return token, id, tx.EndOldestSessions(background, sqlcdb.EndOldestSessionsParams{Now: &tx.Now, AccountID: account, Door: string(door)})
}

// Session answers the session of a token at a door. NotFound: there is none, or it has ended.
func (s *Store) Session(ctx context.Context, door Door, token string) (*Session, error) {
	return s.SessionAhead(ctx, door, token, nil)
}

// Ahead tells what a member's page is going to ask, of a member of whom only the ID is known.
type Ahead func(*Rx, *MemberCard)

// SessionAhead is Session for a page of a member: what page tells is answered in the same message, and kept for the page.
func (s *Store) SessionAhead(ctx context.Context, door Door, token string, page Ahead) (*Session, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(b) != sessionTokenBytes {
		return nil, errNotFound
	}
	id, member := int64(binary.BigEndian.Uint64(b)), int64(binary.BigEndian.Uint64(b[8:])) // the member's is believed only once the row has it too
	var out *Session
	err = s.ask(ctx, func(rx *Rx) error {
		sought := sqlcdb.GetSessionParams{ID: id, Door: string(door), Now: rx.Now, Idle: rx.Now - lifetimes[door].idle}
		switch {
		case page != nil && door == MemberDoor:
			rx.ahead(func() { rx.GetSession(background, sought); page(rx, &MemberCard{ID: member, Class: Owner}) })
		case door == MerchantDoor:
			rx.ahead(func() { rx.GetSession(background, sought); rx.tillsOf(id) })
		case door == StaffDoor:
			rx.ahead(func() { rx.GetSession(background, sought); rx.GrantsOfSession(background, id) })
		}
		r, err := rx.GetSession(background, sought)
		if err != nil {
			return err
		}
		if subtle.ConstantTimeCompare(r.TokenHash, hashToken(token)) != 1 {
			return errNotFound
		}
		out = &Session{ID: id, Account: r.AccountID, Door: door, Outlet: r.OutletID, Name: r.AccountName, Locale: Locale(r.Locale), seenAt: r.SeenAt, proven: r.ProvenAt}
		if r.MemberID != 0 {
			out.Member = &MemberCard{
				ID: r.MemberID, Number: r.Number, Name: r.Name, Class: Class(r.Class), Tier: Tier(r.Tier),
				JoinedAt: r.JoinedAt, Epoch: r.CardEpoch, Community: r.CommunityID, Balance: r.Balance, Unread: r.Unread, LeavesAt: r.LeavesAt, Agreed: r.Agreed != 0,
			}
			if page != nil && r.MemberID == member {
				out.Member.answers = rx.keep()
			}
		}
		switch door {
		case MerchantDoor:
			out.Grants, out.Tills, err = rx.tillsOf(id)
		case StaffDoor:
			var rows []sqlcdb.GrantsOfSessionRow
			rows, err = rx.GrantsOfSession(background, id)
			for _, g := range rows {
				out.Grants = append(out.Grants, grantOf(sqlcdb.GrantsOfRow(g)))
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	s.touch(out)
	return out, nil
}

// touch notes that the session is in use, at most once in a thirtieth of the time that it may rest, and without
// keeping the request waiting.
func (s *Store) touch(v *Session) {
	now := s.Now()
	if now-v.seenAt < lifetimes[v.Door].idle/30 {
		return
	}
	go func() {
		if err := s.Write(background, SystemActor, func(tx *Tx) error {
			if err := tx.SeeAccount(background, sqlcdb.SeeAccountParams{Now: now, ID: v.Account}); err != nil {
				return err
			}
			return tx.TouchSession(background, sqlcdb.TouchSessionParams{Now: now, ID: v.ID})
		}); err != nil {
			s.log.Warn("session not touched", "err", err)
		}
	}()
}

func (rx *Rx) grantsOf(account int64) ([]Grant, error) {
	rows, err := rx.GrantsOf(background, account)
	if err != nil {
		return nil, err
	}
	grants := make([]Grant, len(rows))
	for i, r := range rows {
		grants[i] = grantOf(r)
	}
	return grants, nil
}

func grantOf(r sqlcdb.GrantsOfRow) Grant {
	return Grant{ID: r.ID, Role: Role(r.Role), Scope: Scope(r.Scope), ScopeID: r.ScopeID}
}

// SignOut ends the actor's own session.
func (s *Store) SignOut(ctx context.Context, actor Actor) error {
	return s.EndSession(ctx, actor, actor.Session)
}

// EndSession ends one of the account's own sessions. NotFound: it is not the account's, or has ended.
func (s *Store) EndSession(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		n, err := tx.Queries.EndSession(background, sqlcdb.EndSessionParams{Now: &tx.Now, ID: id, AccountID: tx.Actor.Account})
		if err != nil {
			return err
		}
		if n == 0 {
			return errNotFound
		}
		return tx.audit(change{act: "session.ended", noun: id, member: tx.Actor.Member})
	})
}

// EndOtherSessions ends all sessions of the account at the actor's door but this one, and answers how many.
func (s *Store) EndOtherSessions(ctx context.Context, actor Actor) (n int64, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		n, err = tx.Queries.EndOtherSessions(background, sqlcdb.EndOtherSessionsParams{
			Now: &tx.Now, AccountID: tx.Actor.Account, Door: string(tx.Actor.Door), ExceptID: tx.Actor.Session,
		})
		if err != nil || n == 0 {
			return err
		}
		return tx.audit(change{act: "session.others_ended", noun: tx.Actor.Account, member: tx.Actor.Member, facts: Facts{"sessions": n}})
	})
	return n, err
}

// SessionRow is one of an account's sessions, for the person's own page.
type SessionRow struct {
	ID        int64
	Agent     string
	CreatedAt int64
	SeenAt    int64
}

// Sessions answers the account's open sessions at the actor's door, the newest first.
func (s *Store) Sessions(ctx context.Context, actor Actor) ([]SessionRow, error) {
	var out []SessionRow
	err := s.Read(ctx, func(rx *Rx) (err error) { out, err = rx.sessions(actor); return err })
	return out, err
}

func (rx *Rx) sessions(actor Actor) (out []SessionRow, err error) {
	rows, err := rx.SessionsOf(background, sqlcdb.SessionsOfParams{
		AccountID: actor.Account, Door: string(actor.Door), Now: rx.Now, Idle: rx.Now - lifetimes[actor.Door].idle,
	})
	for _, r := range rows {
		out = append(out, SessionRow{ID: r.ID, Agent: r.Agent, CreatedAt: r.CreatedAt, SeenAt: r.SeenAt})
	}
	return out, err
}

func deref[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// orNull answers nil for the zero value, which the books keep as NULL.
func orNull[T comparable](v T) *T {
	if v == *new(T) {
		return nil
	}
	return &v
}

// clip cuts s to at most n bytes at a rune's border, and drops what is no text: invalid UTF-8, and NULs.
func clip(s string, n int) string {
	if len(s) > n {
		s = s[:n]
	}
	return strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "")
}
