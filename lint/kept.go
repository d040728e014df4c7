package lint

import (
	"slices"
	"strconv"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/workspace"
)

// A keptOutcome is what became of one file.
type keptOutcome struct {
	Size       int // of the text, in bytes
	Findings   []keptFinding
	Notices    []Notice
	Outline    *facts.Facts
	Definition *workspace.Definition
	MCP        *workspace.MCP
	Config     *facts.Config
	Suppressed *suppress.File
	Checked    bool
	PassedOver bool
}

// A keptFinding is a Finding with its rule by number.
type keptFinding struct {
	Rule       int
	Severity   Severity
	Message    string
	Path       string
	Start, End source.Position
	Related    []Related
	Fixes      []Fix
}

// known returns what is kept of a file as it is, which is read into w.src unless an earlier look at it tells: nil if that is to be
// worked out. It reports false if the file can't be read.
func known[T any](w *worker, seen cache.Seen, key func(seen cache.Seen) cache.Key, read func() bool) (value *T, ok bool) {
	if value = recall[T](w.r.memory, key(seen)); value != nil {
		w.out.seen = seen
		return value, true
	}
	if !read() {
		return nil, false
	}
	return recall[T](w.r.memory, key(w.out.seen)), true
}

// fileKey is that of what a file of some content comes to.
func (m *memory) fileKey(what, path string, seen cache.Seen, more ...string) cache.Key {
	if m == nil || seen.Sum == "" {
		return ""
	}
	return cache.KeyOf(append([]string{what, string(m.project), m.program.Sum, path, seen.Sum}, more...)...)
}

// outcomeKey is that of what becomes of the file at hand, with or without the places for comments.
func (w *worker) outcomeKey(seen cache.Seen, sites bool) cache.Key {
	m := w.r.memory
	if m == nil {
		return ""
	}
	return m.fileKey("outcome", w.path, seen, m.fingerprint(w.policy), w.as, strconv.FormatBool(sites))
}

// outlineKey is that of what the file at hand says to others.
func (w *worker) outlineKey(seen cache.Seen) cache.Key {
	return w.r.memory.fileKey("outline", w.path, seen, w.as)
}

// factsKey is that of the facts of a Python file.
func (m *memory) factsKey(path string, seen cache.Seen) cache.Key {
	return m.fileKey("facts", path, seen)
}

// codeKey is that of the code of a Python file.
func (m *memory) codeKey(path string, seen cache.Seen) cache.Key {
	return m.fileKey("code", path, seen)
}

// restore takes what is kept of a file as what became of it.
func (w *worker) restore(k *keptOutcome, seen cache.Seen) {
	base := w.r.fset.AddFile(w.path, -1, k.Size).Base()
	w.out = outcome{
		findings: w.r.findings(k.Findings), notices: slices.Clone(k.Notices),
		outline: k.Outline.WithBase(base), definition: k.Definition.WithBase(base), mcp: k.MCP.WithBase(base), config: k.Config.WithBase(base),
		suppressed: k.Suppressed.WithBase(base), checked: k.Checked, passedOver: k.PassedOver, seen: seen, recalled: true,
	}
}

// keep keeps what became of a file, unless it was interrupted or something failed, which may go better next time.
func (w *worker) keep(key cache.Key) {
	m, out := w.r.memory, &w.out
	if key == "" || w.ctx.Err() != nil || hasFailed(out.notices) || out.overflows {
		return
	}
	remember(m, key, &keptOutcome{
		len(w.src.Text), w.r.numbered(out.findings), slices.Clone(out.notices), out.outline.WithBase(0), out.definition, out.mcp, out.config,
		out.suppressed.WithBase(0), out.checked, out.passedOver,
	}, m.isOnDisk(w.path) && !m.r.cfg.Sites) // the places for comments are not encoded
}

// sizeOf returns about how many bytes a value that is kept takes in memory.
func sizeOf(value any) int {
	const each, finding = 1000, 500
	switch v := value.(type) {
	case *facts.Facts:
		return each + 6*v.Size
	case *code.File:
		return each + v.Size
	case *keptOutcome:
		return each + finding*len(v.Findings) + v.Size/4
	case *keptProject:
		return each + finding*len(v.Findings)
	case *judgement:
		return each + finding*len(v.Findings)
	case *keptEntry:
		return each + 100*(len(v.Touched)+len(v.Looked)*10+len(v.Asked))
	}
	return each
}

// numbered returns findings as they are kept.
func (r *run) numbered(findings []Finding) []keptFinding {
	kept := make([]keptFinding, len(findings))
	for i, f := range findings {
		kept[i] = keptFinding{r.numbers[f.Rule], f.Severity, f.Message, f.Path, f.Start, f.End, f.Related, f.Fixes}
	}
	return kept
}

// findings returns what was kept as it was.
func (r *run) findings(kept []keptFinding) []Finding {
	findings := make([]Finding, len(kept))
	for i, k := range kept {
		findings[i] = Finding{r.cfg.Rules[k.Rule], k.Severity, k.Message, k.Path, k.Start, k.End, k.Related, k.Fixes}
	}
	return findings
}
