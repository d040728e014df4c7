// Package inspect takes a file by itself from its text to what is found in it, and to what it says to those that see many files.
package inspect

import (
	"context"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

// An Inspector inspects one file after the other, and reuses its buffers.
type Inspector struct {
	*apply.Worker
	near    *Nearby
	parser  *python.Parser
	buf     []byte
	isKnown bool // the file at hand is to be checked: that it can't be read is a failure
	out     Outcome
}

// New returns an inspector for a job, which heeds the context until it is told to stop.
func New(ctx context.Context, job *apply.Job, near *Nearby) (i *Inspector, stop func()) {
	i = &Inspector{Worker: apply.NewWorker(ctx, job), near: near, parser: python.NewParser()}
	return i, i.parser.Heed(ctx)
}

// Take takes a file through something. If that panics, nothing is said of the file but that.
func (i *Inspector) Take(path string, through func() Outcome) (out Outcome) {
	i.Begin(path)
	defer func() {
		if cause := recover(); cause != nil {
			out = Outcome{Said: i.Panicked(cause)}
		}
	}()
	return through()
}

// Begin takes up a file, or with no path many.
func (i *Inspector) Begin(path string) {
	i.Worker.Begin(path)
	i.isKnown, i.out = false, Outcome{}
}

// Outcome returns what became of the file at hand so far.
func (i *Inspector) Outcome() Outcome {
	i.out.Said = i.Said
	return i.out
}

// Unread returns what becomes of a file that is not read.
func (i *Inspector) Unread(role Role) Outcome {
	if i.out.Unread, i.out.PassedOver = true, !role.isStub; role.isStub && role.Explicit {
		i.Notice(lint.Skipped, "it is a stub: nothing in it runs")
	}
	return i.Outcome()
}

// Read reads the file at hand. Nothing is said of one that may be the configuration of a training run, but that nobody named, if
// it is too large for that or no text.
func (i *Inspector) Read(role Role) (seen cache.Seen, ok bool) {
	i.isKnown = role.isKnown
	if !role.mayTrain || role.Explicit {
		return i.ReadText(role.Entry)
	}
	seen, ok = i.read(role.Entry, hyperparam.MaxSize)
	if !ok && !i.Said.Failed() {
		i.Said.Notices, i.out.PassedOver = nil, true
	}
	return seen, ok
}

// ReadText reads the file at hand, whatever its role.
func (i *Inspector) ReadText(file discover.Entry) (seen cache.Seen, ok bool) {
	return i.read(file, i.Config.MaxSize)
}

// read reads a file of at most limit bytes, or says in a notice why it can't.
func (i *Inspector) read(file discover.Entry, limit int64) (cache.Seen, bool) {
	stop := i.Start(profile.Reading)
	data, seen, err := i.Files.Read(file, &i.buf, limit)
	stop()
	if lost := i.Files.LossOf(file, data, err, i.isKnown); lost != nil {
		i.Said.Notices = append(i.Said.Notices, *lost)
		i.out.Seen = cache.Seen{Stamp: seen.Stamp}
		return i.out.Seen, false
	}
	i.Places.Here.Reset(file.Path, data)
	i.out.Seen, i.out.Size = seen, len(i.Places.Here.Text)
	return seen, true
}

// Inspect says all that can be said of the text at hand alone.
func (i *Inspector) Inspect(role Role) Outcome {
	switch {
	case role.mayTrain:
		i.checkConfig(role.Entry, role.syntax)
	case role.kind == kind.Foreign:
		i.checkForeign(role)
	case role.kind == kind.Candidate:
		i.checkCandidate(role)
	case role.kind == kind.SkillText:
		i.checkText(i.enter())
	case role.isDefinition:
		i.checkDefinition(role.kind, i.enter())
	case role.servers != nil || role.setup != nil:
		i.checkHostfile(role, i.enter())
	case source.IsPython(i.Path), source.IsNotebook(i.Path), source.IsScript(i.Places.Here.Text):
		i.checkPython(i.enter())
	default:
		i.checkOther()
	}
	i.out.Suppressed = i.out.Suppressed.Read()
	return i.Outcome()
}

// checkOther says that a text is of no kind that is checked.
func (i *Inspector) checkOther() {
	i.enter()
	i.Notice(lint.Skipped, "agentlint does not check files of this kind")
}

// enter gives the text at hand its place in the run's file set, and shows it to the rules of every text.
func (i *Inspector) enter() (base int) {
	src := i.Places.Here
	src.Base = i.AddFile(i.Path, len(src.Text))
	i.out.Suppressed = suppress.New(src, src.Base, i.Config.Sites)
	i.Run(i.Rules.Text, source.Analyzer, src)
	return src.Base
}

// tooMuch says why the file at hand was not read, unless nobody wants it any more.
func (i *Inspector) tooMuch(why string) {
	if i.Ctx.Err() == nil {
		i.Notice(lint.Failed, "%s", why)
	}
}
