package lint

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sync"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/workspace"
)

// A kept is what a run over whole files on disk found, and what that follows from.
type kept struct {
	Key     cache.Key // of what was asked, and of all files
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

// keepsResult reports whether the result of the whole run is kept, and one that is kept is used.
func (m *memory) keepsResult() bool {
	return m != nil && m.pack != nil && !m.r.cfg.Context && !m.r.cfg.Alone && !m.r.cfg.Sites && m.r.cfg.Read == nil
}

// key is that of all a run is asked, and of the contents of its files as they were seen.
func (m *memory) key(r *run, seen func(i int) cache.Seen) cache.Key {
	top, at := topOf(r.cfg.Root)
	parts := []string{string(m.asked), m.program.Sum, r.today(), top, at}
	for i, file := range r.cfg.Files {
		kind, _ := r.kind(file)
		isTraining := r.cfg.Training != nil && r.cfg.Training(file.Path)
		parts = append(parts, file.Path, string(kind), m.fingerprint(r.policy(file.Path)), fmt.Sprint(file.Explicit, isTraining, r.reports(file.Path)))
		content := seen(i)
		if parts = append(parts, content.Sum); content.Sum == "" { // it was not read whole
			parts = append(parts, fmt.Sprint(content.Stamp))
		}
	}
	return cache.KeyOf(parts...)
}

// lastResult returns the result of the last run if this one would have the same, else nil.
func (r *run) lastResult() *Result {
	m := r.memory
	if !m.keepsResult() {
		return nil
	}
	seen := make([]cache.Seen, len(r.cfg.Files))
	now := maps.Clone(m.sights)
	for i, file := range r.cfg.Files {
		if r.isUnread(r.roleOf(file)) {
			continue
		}
		again, isSame := m.sights[file.Abs].Again(file.Abs, r.sumFile)
		if !isSame {
			return nil
		}
		seen[i], now[file.Abs] = again, again
	}
	return r.resultOf(m.key(r, func(i int) cache.Seen { return seen[i] }), now)
}

// resultOf returns the result that is kept under a key if the files around are as they were, too.
func (r *run) resultOf(key cache.Key, now cache.Sights) *Result {
	m := r.memory
	var last kept
	var k keptResult
	if !m.dir.Load(m.asked, &last) || last.Key != key {
		return nil
	}
	top, _ := topOf(r.cfg.Root)
	answers, isSame := last.Answers.again(r, top)
	if !isSame || !cache.Decode(last.Result, &k) {
		return nil
	}
	result := &Result{
		Findings: m.findings(k.Findings), Notices: k.Notices, Checked: k.Checked, Skipped: k.Skipped, Suppressed: k.Suppressed,
		Training: k.Training, Configs: k.Configs, Recalled: len(r.cfg.Files),
	}
	result.Graphs = sync.OnceValue(func() []*workspace.Graph { return graphs(r.cfg) })
	m.pack.Discard()
	m.dir.Touch(m.project, m.asked, m.sightsKey())
	result.Unkept = m.keepSights(now)
	if !reflect.DeepEqual(last.Answers, answers) && result.Unkept == nil { // files were touched, or are settled now
		last.Answers = answers
		result.Unkept = m.dir.Store(m.asked, last)
	}
	return result
}

// graphs returns the handoffs between the agents among the files of a run.
func graphs(cfg Config) []*workspace.Graph {
	cfg.Rules, cfg.Cache = nil, nil
	r := newRun(cfg)
	r.cfg.Files = slices.DeleteFunc(slices.Clone(cfg.Files), func(file discover.Entry) bool {
		_, isDefinition := r.kind(file)
		return !isDefinition
	})
	r.checkFiles(context.Background())
	return workspace.Graphs(r.definitions())
}

// keep keeps what the run saw and found. The error is why it could not.
func (r *run) keep(result *Result, isPartial bool) error {
	m := r.memory
	if m == nil {
		return nil
	}
	isWhole := m.keepsResult() && !isPartial
	m.keepWorlds()
	err := m.keepSights(r.sights(isWhole))
	if m.pack != nil {
		err = errors.Join(err, m.pack.Commit(isWhole))
	}
	if err == nil && isWhole {
		err = r.keepResult(result)
		m.dir.Prune()
	}
	return err
}

// keepResult keeps what a run over the whole project has found, unless something failed, which may go better next time.
func (r *run) keepResult(result *Result) error {
	m := r.memory
	if result.Failed > 0 {
		return nil
	}
	encoded, err := cache.Encode(keptResult{
		m.numbered(result.Findings), result.Notices, result.Checked, result.Skipped, result.Suppressed, result.Training, result.Configs,
	})
	if err != nil {
		return err
	}
	key := m.key(r, func(i int) cache.Seen { return r.outcomes[i].seen })
	return m.dir.Store(m.asked, kept{key, m.trace.answers, encoded})
}

// sights returns what the run saw of files, and of those that it has not looked at what earlier ones saw, unless it was whole.
func (r *run) sights(isWhole bool) cache.Sights {
	m := r.memory
	now := cache.Sights{}
	if !isWhole {
		maps.Copy(now, m.sights)
	}
	if m.dir != "" {
		now[m.executable] = m.program
	}
	see := func(abs string, seen cache.Seen) {
		if seen != (cache.Seen{}) && !r.cfg.replaces(abs) {
			now[abs] = seen
		}
	}
	for i, file := range r.cfg.Files {
		see(file.Abs, r.outcomes[i].seen)
	}
	for _, out := range r.imported {
		see(r.absolute(out.outline.Path), out.seen)
	}
	return now
}
