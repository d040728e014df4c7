package report

import (
	"io"

	"github.com/agentlint/agentlint/lint"
)

// Concise writes a line a finding, as editors and tools of lines read it, and nothing else.
func Concise(w io.Writer, r Report) error {
	p := newPrinter(w, r)
	for _, g := range lint.Groups(r.Result.Findings) {
		p.headline(g)
	}
	return p.Flush()
}
