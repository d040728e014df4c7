package lint

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program"
)

// A Cache is where what runs work out is kept.
type Cache struct {
	Dir cache.Dir
	// World is what results follow from that is neither in the files nor in the Config.
	World []string
}

// A memory is what a run knows of the one before it, and keeps for the next.
//
// What a Python file alone gives (findings and facts) is found again by all that it follows from: its content, path, policy
// and the executable. What a group of files gives is found again if all of them are as they were, and what a whole run gives
// if every file is: and so must be all that rules asked of the repository around.
type memory struct {
	dir      cache.Dir
	project  cache.Key // of the root and what holds there
	asked    cache.Key // and of how it is judged
	last     kept
	pack     *cache.Pack
	program  cache.Seen  // the executable
	trace    trace       // what this run asks
	isSame   bool        // the repository gives the answers from which follows what is kept of groups
	judged   atomic.Bool // there is a group of which something new is kept
	rules    []*Rule
	numbers  map[*Rule]int // their indexes
	policies sync.Map      // what tells a *Policy from others: a string
}

// A kept is what is stored of a run.
type kept struct {
	Program cache.Seen            // the executable that ran
	Files   map[string]cache.Seen // by path, those that were read
	Key     cache.Key             // of what was asked, all paths among it; "" if the result is not to be used again
	Answers answers
	Result  []byte // an encoded keptResult
}

// A keptResult is what a run found.
type keptResult struct {
	Findings                     []keptFinding
	Notices                      []Notice
	Checked, Skipped, Suppressed int
	Training, Configs            map[string]bool
}

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

// newMemory returns what is known of the last run with the same settings, nil if nothing is to be known or kept.
func newMemory(r *run) *memory {
	cfg := &r.cfg
	executable, err := os.Executable()
	if cfg.Cache == nil || cfg.Read != nil || cfg.Tree != nil || cfg.Sites || cfg.Profile != nil || err != nil {
		return nil
	}
	m := &memory{dir: cfg.Cache.Dir, rules: cfg.Rules, numbers: make(map[*Rule]int, len(cfg.Rules))}
	m.trace.answers = answers{map[string]cache.Seen{}, map[string]cache.Seen{}, map[string]bool{}, map[string]bool{}}
	for i, rule := range cfg.Rules {
		m.numbers[rule] = i
	}
	flags := fmt.Sprint(cfg.Strict, cfg.AllPython, cfg.IgnoreSuppressions, cfg.MaxSize)
	m.project = cache.KeyOf(append([]string{cfg.Root, m.fingerprint(r.policy(""))}, cfg.Cache.World...)...)
	m.asked = cache.KeyOf(string(m.project), flags)
	m.dir.Load(m.asked, &m.last)
	var isSame bool
	if m.program, isSame = m.last.Program.Again(executable, cache.SumFile); !isSame {
		m.last = kept{}
		m.program.Sum = cache.SumFile(executable)
	}
	m.pack = m.dir.Open(m.project)
	return m
}

// fingerprint tells policies apart by what they say about the rules.
func (m *memory) fingerprint(p *Policy) string {
	if known, ok := m.policies.Load(p); ok {
		return known.(string)
	}
	var parts []string
	for _, rule := range m.rules {
		parts = append(parts, rule.ID, strconv.FormatBool(p.runs(rule)), string(p.severity(rule, "")), fmt.Sprintf("%#v", p.options(rule)))
	}
	fingerprint := string(cache.KeyOf(parts...))
	m.policies.Store(p, fingerprint)
	return fingerprint
}

// key is that of all a run is asked, the contents of files aside.
func (m *memory) key(r *run) cache.Key {
	top, at := topOf(r.cfg.Root)
	parts := []string{string(m.asked), m.program.Sum, r.today(), top, at}
	for _, file := range r.cfg.Files {
		kind, _ := r.kind(file)
		isTraining := r.cfg.Training != nil && r.cfg.Training(file.Path)
		parts = append(parts, file.Path, string(kind), m.fingerprint(r.policy(file.Path)), fmt.Sprint(file.Explicit, isTraining, r.reports(file.Path)))
	}
	return cache.KeyOf(parts...)
}

// look returns a file as it is before it is read, to go with the sum of what is read then.
func (m *memory) look(file discover.Entry) cache.Seen {
	if m == nil {
		return cache.Seen{}
	}
	return cache.Seen{Stamp: cache.StampOf(file.Abs)}
}

// sum adds the sum of a file's content to what was seen of it.
func (m *memory) sum(seen cache.Seen, content []byte) cache.Seen {
	if m != nil {
		seen.Sum = cache.Sum(content)
	}
	return seen
}

// recall returns the result of the last run if this one would have the same, else nil.
func (r *run) recall() *Result {
	m := r.memory
	if m == nil || r.cfg.Context || m.last.Key == "" || m.last.Key != m.key(r) {
		return nil
	}
	now, isSame := m.again(r)
	var k keptResult
	if !isSame || !cache.Decode(now.Result, &k) {
		return nil
	}
	result := &Result{
		Findings: m.findings(k.Findings), Notices: k.Notices, Checked: k.Checked, Skipped: k.Skipped, Suppressed: k.Suppressed,
		Training: k.Training, Configs: k.Configs, Recalled: len(r.cfg.Files),
	}
	result.Graphs = sync.OnceValue(func() []*program.Graph { return graphs(r.cfg) })
	m.pack.Discard()
	m.dir.Touch(m.asked, m.project)
	if !reflect.DeepEqual(now, m.last) { // files were touched, or are settled now
		result.Unkept = m.dir.Store(m.asked, now)
	}
	return result
}

// again looks at all that the last run saw, and reports whether it is the same.
func (m *memory) again(r *run) (now kept, isSame bool) {
	now = m.last
	now.Program, now.Files = m.program, make(map[string]cache.Seen, len(r.cfg.Files))
	for _, file := range r.cfg.Files {
		seen, isRead := m.last.Files[file.Path]
		if !isRead {
			continue
		}
		if now.Files[file.Path], isSame = seen.Again(file.Abs, cache.SumFile); !isSame {
			return now, false
		}
	}
	top, _ := topOf(r.cfg.Root)
	now.Answers, isSame = m.last.Answers.again(top)
	return now, isSame
}

// graphs returns the handoffs between the agents among the files of a run.
func graphs(cfg Config) []*program.Graph {
	cfg.Rules, cfg.Cache = nil, nil
	r := newRun(cfg)
	r.cfg.Files = slices.DeleteFunc(slices.Clone(cfg.Files), func(file discover.Entry) bool {
		_, isDefinition := r.kind(file)
		return !isDefinition
	})
	r.checkFiles(context.Background())
	return program.Link(nil, r.definitions()).Graphs()
}

// keep keeps what the run saw and found. The error is why it could not.
func (r *run) keep(result *Result) error {
	m := r.memory
	switch {
	case m == nil:
		return nil
	case r.cfg.Context, int(r.done.Load()) < len(r.cfg.Files): // it knows nothing of the other files
		m.pack.Discard()
		return nil
	}
	now := kept{Program: m.program, Files: make(map[string]cache.Seen, len(r.cfg.Files))}
	for i, file := range r.cfg.Files {
		if out := &r.outcomes[i]; !out.unread {
			now.Files[file.Path] = out.seen
		}
	}
	if result.Failed == 0 {
		encoded, err := cache.Encode(keptResult{
			m.keep(result.Findings), result.Notices, result.Checked, result.Skipped, result.Suppressed, result.Training, result.Configs,
		})
		if err != nil {
			return err
		}
		now.Key, now.Answers, now.Result = m.key(r), m.trace.answers, encoded
	}
	m.keepAnswers()
	err := m.pack.Commit()
	if err == nil {
		err = m.dir.Store(m.asked, now)
	}
	m.dir.Prune()
	return err
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
	if m == nil || w.r.cfg.Context || hasFailed(out.notices) {
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
	parts := []string{"project", string(m.asked), m.program.Sum}
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
	if m == nil || !m.isSame || r.cfg.Context || !cache.Decode(m.pack.Get(m.projectKey(r, p.Group)), &k) {
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

// answersKey is that of what rules asked of the repository to say what is kept of groups.
var answersKey = cache.KeyOf("answers")

// restoreAnswers returns what rules asked of the repository at top, and whether it would answer the same.
func (m *memory) restoreAnswers(top string) (before answers, isSame bool) {
	if !cache.Decode(m.pack.Get(answersKey), &before) {
		return before, false
	}
	return before.again(top)
}

func (m *memory) keepAnswers() {
	if !m.judged.Load() {
		m.pack.Keep(answersKey)
	} else if encoded, err := cache.Encode(m.trace.answers); err == nil {
		m.pack.Put(answersKey, encoded)
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
