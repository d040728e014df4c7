package lint

import (
	"crypto/rand"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program"
)

// A keptOutcome is what became of one file.
type keptOutcome struct {
	Size       int // of the text, in bytes
	Findings   []keptFinding
	Notices    []Notice
	Outline    *program.Facts
	Definition *program.Definition
	MCP        *program.MCP
	Config     *program.Config
	Suppressed *suppress.File
	Checked    bool
	PassedOver bool
}

// A keptProject is what the rules about programs said of a group of files.
type keptProject struct {
	Findings []keptFinding
	Notices  []Notice
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

// unchanged returns what the last run saw of a file that was left alone since, else nothing.
func (m *memory) unchanged(file discover.Entry) cache.Seen {
	if m == nil {
		return cache.Seen{}
	}
	seen, isSame := m.last.Files[file.Path].Again(file.Abs, func(string) string { return "" })
	if !isSame {
		return cache.Seen{}
	}
	return seen
}

// restore takes what is kept of a file of some content as what became of it, and reports whether there is anything.
func (w *worker) restore(seen cache.Seen) bool {
	var k keptOutcome
	m := w.r.memory
	if m == nil || seen.Sum == "" || !cache.Decode(m.pack.Get(w.key(seen)), &k) {
		return false
	}
	base := w.r.fset.AddFile(w.path, -1, k.Size).Base()
	if k.Outline != nil {
		k.Outline.Base = base
	}
	if k.Definition != nil {
		k.Definition.Base = base
	}
	if k.MCP != nil {
		k.MCP.Base = base
	}
	if k.Config != nil {
		k.Config.Base = base
	}
	if k.Suppressed != nil {
		k.Suppressed.Base = base
	}
	w.out = outcome{
		findings: m.findings(k.Findings), notices: k.Notices, outline: k.Outline, definition: k.Definition, mcp: k.MCP, config: k.Config,
		suppressed: k.Suppressed, checked: k.Checked, passedOver: k.PassedOver, seen: seen, recalled: true,
	}
	return true
}

// keep keeps what became of a file, unless something failed, which may go better next time.
func (w *worker) keep() {
	m, out := w.r.memory, &w.out
	if m == nil || w.r.cfg.Context || hasFailed(out.notices) || out.overflows {
		return
	}
	encoded, err := cache.Encode(keptOutcome{
		len(w.src.Text), m.keep(out.findings), out.notices, out.outline, out.definition, out.mcp, out.config, out.suppressed, out.checked,
		out.passedOver,
	})
	if err == nil {
		m.pack.Put(w.key(out.seen), encoded)
	}
}

// key is that of what becomes of the file at hand.
func (w *worker) key(seen cache.Seen) cache.Key {
	m := w.r.memory
	return cache.KeyOf("outcome", m.program.Sum, m.fingerprint(w.policy), w.path, w.as, seen.Sum)
}

// factsKey is that of the facts of a Python file.
func (m *memory) factsKey(path string, seen cache.Seen) cache.Key {
	return cache.KeyOf("facts", m.program.Sum, path, seen.Sum)
}

// restoreFacts returns what is kept of the facts of a Python file, nil if there is nothing.
func (m *memory) restoreFacts(outline *program.Facts, seen cache.Seen) *program.Facts {
	var facts program.Facts
	if m == nil || seen.Sum == "" || !cache.Decode(m.pack.Get(m.factsKey(outline.Path, seen)), &facts) {
		return nil
	}
	facts.Base = outline.Base
	return &facts
}

// keepFacts keeps the facts of the Python file at hand, if there are any.
func (w *worker) keepFacts() {
	m := w.r.memory
	if m == nil || w.r.cfg.Context || w.out.facts == nil {
		return
	}
	if encoded, err := cache.Encode(w.out.facts); err == nil {
		m.pack.Put(m.factsKey(w.path, w.out.seen), encoded)
	}
}

// projectKey is that of what the rules about programs say of a group of files.
func (m *memory) projectKey(r *run, g *program.Group) cache.Key {
	parts := []string{"project", string(m.asked), m.program.Sum, m.world}
	add := func(path string) {
		i, _ := r.index(path)
		parts = append(parts, path, r.outcomes[i].seen.Sum, m.fingerprint(r.policy(path)))
	}
	for _, f := range g.Files {
		add(f.Path)
	}
	parts = append(parts, "")
	for _, c := range g.Configs {
		add(c.Path)
	}
	return cache.KeyOf(parts...)
}

// restoreProject takes what is kept of a group of files as what became of it, and reports whether there is anything.
func (r *run) restoreProject(p *project) bool {
	var k keptProject
	m := r.memory
	if m == nil || r.cfg.Context || !cache.Decode(m.pack.Get(m.projectKey(r, p.Group)), &k) {
		return false
	}
	for _, f := range p.Files {
		i, _ := r.index(f.Path)
		m.pack.Keep(m.factsKey(f.Path, r.outcomes[i].seen))
	}
	p.out = outcome{findings: m.findings(k.Findings), notices: k.Notices}
	return true
}

// keepProject keeps what became of a group of files, unless something failed, which may go better next time, or a file was
// changed meanwhile.
func (w *worker) keepProject(p *project) {
	m := w.r.memory
	if m == nil || w.r.cfg.Context || hasFailed(w.out.notices) {
		return
	}
	for i, f := range p.Files {
		if named, _ := w.r.index(f.Path); p.parts[i].seen.Sum != w.r.outcomes[named].seen.Sum {
			return
		}
	}
	if encoded, err := cache.Encode(keptProject{m.keep(w.out.findings), w.out.notices}); err == nil {
		m.pack.Put(m.projectKey(w.r, p.Group), encoded)
		m.judged.Store(true)
	}
}

// A keptWorld is the files around groups, as far as rules asked for them to say what is kept of groups.
type keptWorld struct {
	ID      string // what is kept of groups in one world holds in no other, even if that gives the same answers later
	Answers answers
}

var worldKey = cache.KeyOf("world")

// restoreWorld returns the world of earlier runs if the repository at top still gives the same answers, else a new one of
// which nothing is known.
func (m *memory) restoreWorld(top string) keptWorld {
	var world keptWorld
	if cache.Decode(m.pack.Get(worldKey), &world) {
		if now, isSame := world.Answers.again(top); isSame {
			return keptWorld{world.ID, now}
		}
	}
	return keptWorld{ID: rand.Text()}
}

func (m *memory) keepWorld() {
	if !m.judged.Load() {
		m.pack.Keep(worldKey)
	} else if encoded, err := cache.Encode(keptWorld{m.world, m.trace.answers}); err == nil {
		m.pack.Put(worldKey, encoded)
	}
}

func (m *memory) keep(findings []Finding) []keptFinding {
	kept := make([]keptFinding, len(findings))
	for i, f := range findings {
		kept[i] = keptFinding{m.numbers[f.Rule], f.Severity, f.Message, f.Path, f.Start, f.End, f.Related, f.Fixes}
	}
	return kept
}

func (m *memory) findings(kept []keptFinding) []Finding {
	findings := make([]Finding, len(kept))
	for i, k := range kept {
		findings[i] = Finding{m.rules[k.Rule], k.Severity, k.Message, k.Path, k.Start, k.End, k.Related, k.Fixes}
	}
	return findings
}
