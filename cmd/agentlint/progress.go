package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report/inert"
)

// When progress is shown, and how often.
const (
	progressAfter = 500 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

// A progress is a line on a terminal that says how far a run is, written in place. A nil one says nothing.
type progress struct {
	w       io.Writer
	now     func() time.Time
	mu      sync.Mutex
	due     time.Time // when the line is to be written next
	isShown bool
}

// newProgress returns the progress of a run that starts now, nil unless w is a terminal that somebody sits at.
func newProgress(w io.Writer, quiet bool) *progress {
	if quiet || os.Getenv("CI") != "" || os.Getenv("TERM") == "dumb" || !isTerminal(w) {
		return nil
	}
	return startProgress(inert.Raw(w), time.Now)
}

func startProgress(w io.Writer, now func() time.Time) *progress {
	return &progress{w: w, now: now, due: now().Add(progressAfter)}
}

// report returns what a run calls after each file, nil if it need not.
func (p *progress) report() func(stage lint.Stage, done, total int) {
	if p == nil {
		return nil
	}
	return p.show
}

func (p *progress) show(stage lint.Stage, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if now.Before(p.due) {
		return
	}
	p.due, p.isShown = now.Add(progressEvery), true
	what := "checked %d of %d files"
	if stage == lint.ProjectRules {
		what = "checked the programs of %d of %d files"
	}
	fmt.Fprintf(p.w, "\r\x1b[K"+what, done, total)
}

// clear takes the line away, so that what comes next starts where it would have.
func (p *progress) clear() {
	if p != nil && p.isShown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.isShown = false
	}
}
