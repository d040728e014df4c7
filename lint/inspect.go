package lint

import (
	"strings"
	"sync"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/facts"
)

// An inspected file has given all that its syntax has to give, but for what no program asks of it.
type inspected struct {
	seen  cache.Seen   // the file as it was read
	facts *facts.Facts // nil if they were not taken
	code  *code.File   // nil if it was not lowered
}

// A nearby tells where there is training code, by the first folders of paths. It is safe for concurrent use.
type nearby struct{ folders sync.Map }

func (n *nearby) add(path string) { n.folders.Store(firstFolder(path), true) }

func (n *nearby) has(path string) bool {
	_, ok := n.folders.Load(firstFolder(path))
	return ok
}

func firstFolder(path string) string {
	first, _, ok := strings.Cut(path, "/")
	if !ok {
		return ""
	}
	return first
}

// maxHeld is of how much Python the lowered code is held until its programs are judged. Of what is beyond that, only files that scripts
// come to are visited again.
const maxHeld = 6 << 20 // bytes

// inspect takes from a file's syntax, in the visit in which its rules run, what the programs will ask for that it may belong to: if
// there is training code near it. What is not taken now is when it is asked for, which takes another visit.
func (w *worker) inspect(f *python.File, outline *facts.Facts, isNamed bool) inspected {
	r := w.r
	if len(r.project) == 0 || r.cfg.Alone {
		return inspected{}
	}
	if program.ImportsFramework(outline, r.cfg.Frameworks) {
		r.near.add(w.path)
	}
	if !r.cfg.AllPython && !isNamed && !r.near.has(w.path) {
		return inspected{}
	}
	defer w.start(ExtractingFacts)()
	out := inspected{seen: w.out.seen, facts: facts.Extract(f)}
	if !program.IsTest(w.path) && r.held.Add(int64(outline.Size)) <= maxHeld { // few scripts come to what is for tests
		out.code = code.Lower(f)
	}
	return out
}
