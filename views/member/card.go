package member

// PassView is the card with its code of the moment.
type PassView struct {
	Card Card
	Code string // what the QR says
	Left int    // seconds for which it holds
	Life int    // seconds for which a new one will
}
