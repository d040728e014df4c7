package discover

// An Entry is one file to look at.
type Entry struct {
	Path     string // as shown in reports: slash-separated, relative to the root of the run if it lies below it
	Abs      string // absolute, for opening
	Explicit bool   // named on the command line
}
