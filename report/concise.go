package report

import "io"

// Concise writes a line a finding, as editors and tools of lines read it, and nothing else.
func Concise(w io.Writer, r Report) error {
	p := newPrinter(w, r)
	for i := range r.Result.Findings {
		p.headline(&r.Result.Findings[i])
	}
	return p.Flush()
}
