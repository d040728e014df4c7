package apply

import (
	"context"
	"fmt"
	"runtime/debug"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/place"
	"github.com/agentlint/agentlint/workspace/repository"
)

// A Worker runs rules over one thing after the other, and takes down what they say.
type Worker struct {
	*Job
	Ctx    context.Context        // when it is done, nobody wants to know more
	Around *repository.Repository // what the rules may ask about; nil for nothing
	Places *place.Places
	Path   string              // of the file at hand, "" for many
	Policy *lint.Policy        // of that
	Relax  func(*lint.Finding) // changes what is found; nil for nothing
	Said   Said

	passes  map[*lint.Rule]*analysis.Pass
	derived map[*analysis.Analyzer]any // what analyzers made of the syntax at hand, for all rules that require them
	take    func(*lint.Rule, analysis.Diagnostic)
	message string         // of the last finding; the next one's may be the same
	told    map[string]int // how many findings there are, by path
}

// Said is what is said of a file, or of many.
type Said struct {
	Findings  []lint.Finding
	Notices   []lint.Notice
	Overflows bool     // there are more findings than are told
	Trained   []string // of a group of files: those that trainings come to
	Stakes    []Stake  // of a group of files: where trainings do what their results depend on, and failures are handled
}

// A Stake is a place in a file where a training does what its result depends on, and failures are handled.
type Stake struct {
	Path   string
	At     int32 // in the code of the file
	Judges bool  // the training is evaluated there, no more
}

// Failed reports whether something could not be looked at.
func (s *Said) Failed() bool { return HasFailed(s.Notices) }

// NewWorker returns a worker for a job.
func NewWorker(ctx context.Context, job *Job) *Worker {
	w := &Worker{
		Job: job, Ctx: ctx, Around: job.Around, Places: place.New(job.Files, job.Set),
		passes: map[*lint.Rule]*analysis.Pass{}, derived: map[*analysis.Analyzer]any{}, told: map[string]int{},
	}
	w.take = w.report
	return w
}

// Begin takes up a file, or with no path many.
func (w *Worker) Begin(path string) {
	w.Path, w.Policy, w.Relax, w.Said = path, w.Config.PolicyOf(path), nil, Said{}
	w.Places.Begin(path)
	clear(w.told)
}

// Notice takes a notice about the file at hand.
func (w *Worker) Notice(kind discover.Kind, format string, args ...any) {
	w.Said.Notices = append(w.Said.Notices, lint.Notice{Kind: kind, Path: w.Path, Message: fmt.Sprintf(format, args...)})
}

// Panicked makes a panic all that is said of what is at hand.
func (w *Worker) Panicked(cause any) Said {
	w.Said = Said{}
	w.Notice(lint.Failed, "agentlint itself panicked on it; please report this: %v\n%s", cause, debug.Stack())
	return w.Said
}

// Guard does something of a rule's. A panic becomes a notice that names the rule.
func (w *Worker) Guard(rule *lint.Rule, do func()) {
	defer func() {
		if cause := recover(); cause != nil && cause != errEnough { //nolint:errorlint // it is what was panicked with, which nothing wraps
			w.Notice(lint.Failed, "the rule %s panicked: %v\n%s", rule.ID, cause, debug.Stack())
		}
	}()
	do()
}
