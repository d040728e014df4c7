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
// What a file alone gives (findings and facts) is found again by all that it follows from: its content, path, policy
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
	world    string      // the files around groups: another one when they give another answer than to earlier runs
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
	if m.program, isSame = m.last.Program.Again(executable, cache.SumFile); !isSame { //nolint:forbidigo // agentlint itself
		m.last = kept{}
		m.program.Sum = cache.SumFile(executable) //nolint:forbidigo // as above
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
		if now.Files[file.Path], isSame = seen.Again(file.Abs, r.sumFile); !isSame {
			return now, false
		}
	}
	top, _ := topOf(r.cfg.Root)
	now.Answers, isSame = m.last.Answers.again(r, top)
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
	m.keepWorld()
	err := m.pack.Commit()
	if err == nil {
		err = m.dir.Store(m.asked, now)
	}
	m.dir.Prune()
	return err
}
