package console

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/report/inert"
)

// When progress is shown, and how often.
const (
	progressAfter = 500 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

// A Progress is a line on a terminal that says how far a run is, written in place. A nil one says nothing.
type Progress struct {
	w       io.Writer
	now     func() time.Time
	mu      sync.Mutex
	due     time.Time // when the line is to be written next
	isShown bool
}

// NewProgress returns the progress of a run that starts now, nil unless w is a terminal that somebody sits at.
func NewProgress(w io.Writer, quiet bool) *Progress {
	if quiet || os.Getenv("CI") != "" || os.Getenv("TERM") == "dumb" || !IsTerminal(w) {
		return nil
	}
	return startProgress(inert.Raw(w), time.Now)
}

func startProgress(w io.Writer, now func() time.Time) *Progress {
	return &Progress{w: w, now: now, due: now().Add(progressAfter)}
}

// Report returns what a run calls after each file, nil if it need not.
func (p *Progress) Report() func(stage profile.Stage, done, total int) {
	if p == nil {
		return nil
	}
	return p.show
}

func (p *Progress) show(stage profile.Stage, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if now.Before(p.due) {
		return
	}
	p.due, p.isShown = now.Add(progressEvery), true
	what := "checked %d of %d files"
	if stage == profile.ProjectRules {
		what = "checked the programs of %d of %d files"
	}
	fmt.Fprintf(p.w, "\r\x1b[K"+what, done, total)
}

// Clear takes the line away, so that what comes next starts where it would have.
func (p *Progress) Clear() {
	if p != nil && p.isShown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.isShown = false
	}
}
