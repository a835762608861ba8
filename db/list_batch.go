package db

// Batch is something done to many rows of a list at once, each by an act of its own.
type Batch struct {
	Name  string
	Right Right
}
