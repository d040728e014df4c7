package terminal

import (
	"io"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
)

// Concise writes a line a finding, as editors and tools of lines read it, and nothing else.
func Concise(w io.Writer, r report.Report) error {
	p := newPrinter(w, r)
	for _, g := range lint.Groups(r.Result.Findings) {
		p.headline(g)
	}
	return p.Flush()
}
