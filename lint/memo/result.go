package memo

import (
	"errors"
	"fmt"
	"maps"
	"reflect"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/lint/read"
)

// A keptRun is what a run over whole files on disk found, and what that follows from.
type keptRun struct {
	Key     cache.Key // of what was asked, and of all files
	Answers answers
	Result  []byte // an encoded keptResult
}

// A keptResult is what a run found.
type keptResult struct {
	Findings                     []keptFinding
	Notices                      []lint.Notice
	Checked, Skipped, Suppressed int
	Training, Configs            map[string]bool
	Unloaded                     []lint.Unloaded
}

// keepsResult reports whether the result of the whole run is kept, and one that is kept is used.
func (m *Memory) keepsResult() bool {
	return m != nil && m.pack != nil && m.Config.Share.IsWhole() && !m.Config.Context && m.Config.Beside == nil && !m.Config.Alone && !m.Config.Sites && m.Config.Read == nil
}

// resultKey is that of all a run is asked, and of the contents of its files as they were seen.
func (m *Memory) resultKey(seen func(i int) cache.Seen) cache.Key {
	top, at := read.TopOf(m.Config.Root)
	parts := []string{string(m.asked), m.program.Sum, m.Config.Today(), top, at}
	for i, file := range m.Config.Files {
		kind, _ := m.Config.KindOf(file)
		parts = append(parts, file.Path, string(kind), m.fingerprint(m.Config.PolicyOf(file.Path)))
		parts = append(parts, fmt.Sprint(file.Explicit, m.Config.IsTraining(file.Path), m.Config.Wants(file.Path)))
		content := seen(i)
		if parts = append(parts, content.Sum); content.Sum == "" { // it was not read whole
			parts = append(parts, fmt.Sprint(content.Stamp))
		}
	}
	return cache.KeyOf(parts...)
}

// LastResult returns the result of the last run if this one would have the same, else nil.
func (m *Memory) LastResult() *lint.Result {
	if !m.keepsResult() {
		return nil
	}
	files := m.Config.Files
	seen := make([]cache.Seen, len(files))
	now := maps.Clone(m.sights)
	for i, file := range files {
		if inspect.RoleOf(m.Config, file).IsUnread(m.Rules) {
			continue
		}
		again, isSame := m.sights[file.Abs].Again(file.Abs, m.Files.SumFile)
		if !isSame {
			return nil
		}
		seen[i], now[file.Abs] = again, again
	}
	return m.resultOf(m.resultKey(func(i int) cache.Seen { return seen[i] }), now)
}

// resultOf returns the result that is kept under a key if the files around are as they were, too.
func (m *Memory) resultOf(key cache.Key, now cache.Sights) *lint.Result {
	var last keptRun
	var k keptResult
	if !m.dir.Load(m.asked, &last) || last.Key != key {
		return nil
	}
	top, _ := read.TopOf(m.Config.Root)
	answers, isSame := last.Answers.again(m.Files, top)
	if !isSame || !cache.Decode(last.Result, &k) {
		return nil
	}
	result := &lint.Result{
		Findings: found(m.Rules, k.Findings), Notices: k.Notices, Checked: k.Checked, Skipped: k.Skipped, Suppressed: k.Suppressed,
		Training: k.Training, Configs: k.Configs, Unloaded: k.Unloaded, Recalled: len(m.Config.Files),
	}
	m.pack.Discard()
	m.dir.Touch(m.project, m.asked, m.sightsKey())
	result.Unkept = m.keepSights(now)
	if !reflect.DeepEqual(last.Answers, answers) && result.Unkept == nil { // files were touched, or are settled now
		last.Answers = answers
		result.Unkept = m.dir.Store(m.asked, last)
	}
	return result
}

// A Sighting is a file as a run saw it.
type Sighting struct {
	Abs  string
	Seen cache.Seen
}

// Keep keeps what the run found, and what it saw of its files, in their order, and after these of others. The error is why it could not.
func (m *Memory) Keep(result *lint.Result, seen []Sighting, isPartial bool) error {
	if m == nil {
		return nil
	}
	isWhole := m.keepsResult() && !isPartial
	err := m.keepSights(m.sightsOf(seen, isWhole))
	if m.pack != nil {
		err = errors.Join(err, m.pack.Commit(isWhole))
	}
	if err == nil && isWhole {
		err = m.keepResult(result, seen)
		m.dir.Prune()
	}
	return err
}

// keepResult keeps what a run over the whole project has found, unless something failed, which may go better next time.
func (m *Memory) keepResult(result *lint.Result, seen []Sighting) error {
	if result.Failed > 0 {
		return nil
	}
	encoded, err := cache.Encode(keptResult{
		numbered(m.Rules, result.Findings), result.Notices, result.Checked, result.Skipped, result.Suppressed, result.Training, result.Configs, result.Unloaded,
	})
	if err != nil {
		return err
	}
	return m.dir.Store(m.asked, keptRun{m.resultKey(func(i int) cache.Seen { return seen[i].Seen }), m.trace.answers, encoded})
}

// sightsOf returns what the run saw of files, and of those that it has not looked at what earlier ones saw, unless it was whole.
func (m *Memory) sightsOf(seen []Sighting, isWhole bool) cache.Sights {
	now := cache.Sights{}
	if !isWhole {
		maps.Copy(now, m.sights)
	}
	if m.dir != "" {
		now[m.executable] = m.program
	}
	for _, s := range seen {
		if s.Seen != (cache.Seen{}) && !m.Config.Replaces(s.Abs) {
			now[s.Abs] = s.Seen
		}
	}
	return now
}
