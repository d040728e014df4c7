package memo

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/judge"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/imports"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/workspace/repository"
)

// A Group is the memory of what is said of a group of files: of its scripts, one by one, and of all together. It is a [judge.Memo].
type Group struct {
	*imports.Group
	memory *Memory
	codes  *Codes
	own    map[string]bool // its files, by path, as far as they could be read

	// What the judgement of the group follows from besides its files.
	mu     sync.Mutex
	asked  map[repository.Question]bool
	looked map[string]map[string]bool // names, by folder
	keys   []cache.Key                // of what else is kept of the group

	parts         []Part
	statements    *keptStatements // as they will be; nil if they need not be kept anew
	before, fresh *keptTogether   // of all files together: as it is kept, and as it will be; nil if it is not known, or not to be kept
}

// Group returns the memory of what is said of a group of files.
func (m *Memory) Group(g *imports.Group) *Group {
	return &Group{Group: g, memory: m, own: map[string]bool{}, asked: map[repository.Question]bool{}, looked: map[string]map[string]bool{}}
}

// Begin begins to judge the group by the facts of its files and their code, and reports whether the facts that parts do not have can wait
// until they are asked for.
func (g *Group) Begin(parts []Part, codes *Codes) (canWait bool) {
	g.codes, g.parts = codes, parts
	var now []keptFile
	if g.memory != nil && g.memory.Config.Reports == nil {
		now = g.now(parts)
	}
	if now == nil {
		g.before = nil
		return false
	}
	g.fresh = &keptTogether{Base: g.base(), Files: now, Sums: g.sums(now), Rules: map[int]keptRule{}}
	return true
}

// Own says which files are those of the group that could be read.
func (g *Group) Own(files []*facts.Facts) {
	for _, f := range files {
		g.own[f.Path] = true
	}
}

// A keptGroup is what the rules about programs said of a group of files, and what else that follows from.
type keptGroup struct {
	Said  keptSaid
	Basis basis
}

// A basis is what the judgement of a group follows from besides its files, in order, with the answers that there were.
type basis struct {
	Asked   judge.Asked
	Looked  []modules.Looked
	Answers string
	Keys    []cache.Key
}

// add takes down what scripts and what was said of them follow from.
func (g *Group) add(key cache.Key, asked judge.Asked, of []*judge.Followed) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if key != "" {
		g.keys = append(g.keys, key)
	}
	for _, a := range asked {
		g.asked[a.Question] = a.Is
	}
	for _, f := range of {
		for _, l := range f.Looked {
			if g.looked[l.Dir] == nil {
				g.looked[l.Dir] = map[string]bool{}
			}
			for _, name := range l.Names {
				g.looked[l.Dir][name] = true
			}
		}
	}
}

// basis returns what the judgement of the group follows from as it is kept.
func (g *Group) basis() (b basis) {
	for q, is := range g.asked {
		b.Asked.Note(q, is)
	}
	for _, dir := range slices.Sorted(maps.Keys(g.looked)) {
		b.Looked = append(b.Looked, modules.Looked{Dir: dir, Names: slices.Sorted(maps.Keys(g.looked[dir]))})
	}
	b.Answers, b.Keys = g.memory.Modules.Answers(b.Looked), slices.Compact(slices.Sorted(slices.Values(g.keys)))
	return b
}

// holds reports whether all is as it was.
func (b *basis) holds(x *modules.Index, around *repository.Repository) bool {
	return x.Answers(b.Looked) == b.Answers && (len(b.Asked) == 0 || b.Asked.Holds(around))
}

// key is that of what the rules about programs say of the group: of all its files, or of those that are reported on.
func (g *Group) key(reported bool) cache.Key {
	m := g.memory
	parts := []string{"project", string(m.asked), m.program.Sum}
	add := func(path string) {
		parts = append(parts, path, m.Seen[path].Sum, m.fingerprint(m.Config.PolicyOf(path)))
		if m.Open != nil {
			spans, isOpen := m.Open[path]
			parts = append(parts, fmt.Sprint(isOpen, spans))
		}
		if reported {
			parts = append(parts, strconv.FormatBool(m.Config.Wants(path)))
		}
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

// Whole returns what is kept of the group, and whether anything is that still holds.
func (g *Group) Whole() (said apply.Said, ok bool) {
	m := g.memory
	if m == nil {
		return said, false
	}
	k := recall[keptGroup](m, g.key(false))
	if k == nil && m.Config.Reports != nil {
		k = recall[keptGroup](m, g.key(true))
	}
	if k == nil || !k.Basis.holds(m.Modules, m.Around) {
		return said, false
	}
	for _, f := range g.Files {
		m.stay(m.factsKey(f.Path, m.Seen[f.Path]))
		m.stay(m.codeKey(f.Path, m.Seen[f.Path]))
	}
	for _, key := range k.Basis.Keys {
		m.stay(key)
	}
	m.stay(g.togetherKey())
	m.stay(g.statementsKey())
	return k.Said.said(m.Rules), true
}

// Keep keeps what became of the group, which has asked something of the repository, unless something failed, which may go better next
// time, or a file was changed meanwhile. Some parts are all that was needed if isPartial.
func (g *Group) Keep(said *apply.Said, asked judge.Asked, parts []Part, isPartial bool) {
	m := g.memory
	if m == nil || said.Failed() || g.codes.Changed() {
		return
	}
	onDisk := true
	for i, f := range g.Files {
		if parts[i].Facts != nil && parts[i].Seen.Sum != m.Seen[f.Path].Sum || parts[i].Facts == nil && g.before == nil && !isPartial {
			return
		}
		onDisk = onDisk && m.isOnDisk(f.Path)
	}
	for _, c := range g.Configs {
		onDisk = onDisk && m.isOnDisk(c.Path)
	}
	if g.add("", asked, nil); g.fresh != nil {
		g.fresh.Asked = asked.Unique()
		remember(m, g.togetherKey(), g.fresh, onDisk)
		m.stay(g.statementsKey())
		if g.statements != nil {
			remember(m, g.statementsKey(), g.statements, onDisk)
		}
	}
	remember(m, g.key(m.Config.Reports != nil), &keptGroup{kept(m.Rules, said), g.basis()}, onDisk)
}
