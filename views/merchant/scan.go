package merchant

import "clubhouse/views/ui"

// ScanView is the scanner, and what became of the last try.
type ScanView struct {
	Form    ui.Form
	Brought string // the text that a phone's own camera brought along, or ""
	Shown   string // that text as it is shown
	Accept  string // a regular expression of what is ours
	Refused string // the scan that was just refused
	Switch  bool   // there are other outlets to stand at
}
