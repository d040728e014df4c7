package lint

import (
	"maps"
	"slices"
	"strconv"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/workspace/repository"
)

// A keptProject is what the rules about programs said of a group of files, and what else that follows from.
type keptProject struct {
	Findings []keptFinding
	Notices  []Notice
	Trained  []string // the files that trainings come to
	Basis    keptBasis
}

// A basis is what the judgement of a group follows from besides its files.
type basis struct {
	asked  map[repository.Question]bool
	looked map[string]map[string]bool // names, by folder
	keys   []cache.Key                // of what else is kept of the group
}

// A keptBasis is a basis in order, with the answers that there were.
type keptBasis struct {
	Asked   asked
	Looked  []modules.Looked
	Answers string
	Keys    []cache.Key
}

// add takes down what scripts and what was said of them follow from.
func (b *basis) add(asked asked, of []*entry) {
	if b.asked == nil {
		b.asked, b.looked = map[repository.Question]bool{}, map[string]map[string]bool{}
	}
	for _, a := range asked {
		b.asked[a.Question] = a.Is
	}
	for _, e := range of {
		for _, l := range e.Looked {
			if b.looked[l.Dir] == nil {
				b.looked[l.Dir] = map[string]bool{}
			}
			for _, name := range l.Names {
				b.looked[l.Dir][name] = true
			}
		}
	}
}

// kept returns the basis as it is kept.
func (b *basis) kept(x *modules.Index) (k keptBasis) {
	for q, is := range b.asked {
		k.Asked.note(q, is)
	}
	for _, dir := range slices.Sorted(maps.Keys(b.looked)) {
		k.Looked = append(k.Looked, modules.Looked{Dir: dir, Names: slices.Sorted(maps.Keys(b.looked[dir]))})
	}
	k.Answers, k.Keys = x.Answers(k.Looked), b.keys
	return k
}

// holds reports whether all is as it was.
func (k *keptBasis) holds(x *modules.Index, around *repository.Repository) bool {
	return x.Answers(k.Looked) == k.Answers && (len(k.Asked) == 0 || k.Asked.holds(around))
}

// projectKey is that of what the rules about programs say of a group of files: of all its files, or of those that are reported on.
func (m *memory) projectKey(g *program.Group, reported bool) cache.Key {
	parts := []string{"project", string(m.asked), m.program.Sum}
	add := func(path string) {
		parts = append(parts, path, m.r.seen[path].Sum, m.fingerprint(m.r.policy(path)))
		if reported {
			parts = append(parts, strconv.FormatBool(m.r.reports(path)))
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

// restoreProject takes what is kept of a group of files as what became of it, and reports whether there is anything.
func (r *run) restoreProject(p *project) bool {
	m := r.memory
	if m == nil {
		return false
	}
	k := recall[keptProject](m, m.projectKey(p.Group, false))
	if k == nil && r.cfg.Reports != nil {
		k = recall[keptProject](m, m.projectKey(p.Group, true))
	}
	if k == nil || !k.Basis.holds(r.modules, r.around) {
		return false
	}
	for _, f := range p.Files {
		m.stay(m.factsKey(f.Path, r.seen[f.Path]))
		m.stay(m.codeKey(f.Path, r.seen[f.Path]))
	}
	for _, key := range k.Basis.Keys {
		m.stay(key)
	}
	p.out = outcome{findings: r.findings(k.Findings), notices: slices.Clone(k.Notices), trained: k.Trained}
	return true
}

// keepProject keeps what became of a group of files, unless something failed, which may go better next time, or a file was
// changed meanwhile.
func (w *worker) keepProject(p *project, b *bench) {
	m := w.r.memory
	if m == nil || hasFailed(w.out.notices) || b.changed {
		return
	}
	onDisk := true
	for i, f := range p.Files {
		if p.parts[i].seen.Sum != w.r.seen[f.Path].Sum {
			return
		}
		onDisk = onDisk && m.isOnDisk(f.Path)
	}
	for _, c := range p.Configs {
		onDisk = onDisk && m.isOnDisk(c.Path)
	}
	k := &keptProject{w.r.numbered(w.out.findings), slices.Clone(w.out.notices), w.out.trained, b.basis.kept(w.r.modules)}
	remember(m, m.projectKey(p.Group, w.r.cfg.Reports != nil), k, onDisk)
}
