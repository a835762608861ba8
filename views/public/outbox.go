package public

import "github.com/a-h/templ"

// OutboxView is what the demo has sent, newest first, and who can sign in to it.
type OutboxView struct {
	Messages []OutboxMessage
	Accounts []OutboxAccount
	Password string // of all staff
	Left     int    // seconds until the authenticators' digits change
}

// OutboxMessage is one message. Code is what it tells its reader to type, or "".
type OutboxMessage struct{ To, When, Code, Text string }

// OutboxAccount is somebody of the demo. Staff have an authenticator, others are sent a code.
type OutboxAccount struct {
	Who, Name, Login, Digits string
	Door                     templ.SafeURL
}
