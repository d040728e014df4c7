package console

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/agentlint/agentlint/lint/profile"
)

// Nothing is written before a run is long, then a line at most every tenth of a second, and in the end it is gone.
func TestProgress(t *testing.T) {
	var b strings.Builder
	var now time.Time
	p := startProgress(&b, func() time.Time { return now })
	for i, ms := range []int{0, 499, 500, 501, 599, 600} {
		now = time.Time{}.Add(time.Duration(ms) * time.Millisecond)
		p.show([]profile.Stage{profile.FileRules, profile.ProjectRules}[i/4], i+1, 9)
	}
	p.Clear()
	p.Clear()
	if want := "\r\x1b[Kchecked 3 of 9 files\r\x1b[Kchecked the programs of 6 of 9 files\r\x1b[K"; b.String() != want {
		t.Errorf("wrote %q, want %q", &b, want)
	}
}

func TestProgressOfShortRun(t *testing.T) {
	var b strings.Builder
	p := startProgress(&b, time.Now)
	p.show(profile.FileRules, 1, 1)
	p.Clear()
	if b.Len() > 0 {
		t.Errorf("wrote %q", &b)
	}
}

// What is no terminal is told nothing.
func TestProgressInPipe(t *testing.T) {
	t.Setenv("CI", "")
	t.Setenv("TERM", "xterm")
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	p := NewProgress(w, false)
	if p != nil || p.Report() != nil {
		t.Error("a pipe has progress")
	}
	p.Clear()
}
