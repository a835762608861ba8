package ui

// PasskeyKind is what a PasskeyForm does with a passkey.
type PasskeyKind string

// The kinds.
const (
	PasskeyMakes PasskeyKind = "create"
	PasskeySigns PasskeyKind = "get"
)
