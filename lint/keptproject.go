package lint

import (
	"bytes"
	"crypto/rand"
	"slices"
	"strconv"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/program"
)

// A keptProject is what the rules about programs said of a group of files.
type keptProject struct {
	Findings []keptFinding
	Notices  []Notice
}

// projectKey is that of what the rules about programs say of a group of files in a world: of all its files, or of those that are
// reported on.
func (m *memory) projectKey(g *program.Group, world string, reported bool) cache.Key {
	parts := []string{"project", string(m.asked), m.program.Sum, world}
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

// recallProject returns what is kept of a group of files, nil if there is nothing.
func (m *memory) recallProject(g *program.Group, reported bool) *keptProject {
	key := m.projectKey(g, m.worlds.live, reported)
	if k, ok := m.live.Get(key).(*keptProject); ok {
		m.stay(m.projectKey(g, m.worlds.disk, reported))
		return k
	}
	k := stored[keptProject](m, m.projectKey(g, m.worlds.disk, reported))
	if k != nil {
		m.live.Put(key, k, sizeOf(k))
	}
	return k
}

// restoreProject takes what is kept of a group of files as what became of it, and reports whether there is anything.
func (r *run) restoreProject(p *project) bool {
	m := r.memory
	if m == nil {
		return false
	}
	k := m.recallProject(p.Group, false)
	if k == nil && r.cfg.Reports != nil {
		k = m.recallProject(p.Group, true)
	}
	if k == nil {
		return false
	}
	for _, f := range p.Files {
		m.stay(m.factsKey(f.Path, r.seen[f.Path]))
		m.stay(m.codeKey(f.Path, r.seen[f.Path]))
	}
	p.out = outcome{findings: m.findings(k.Findings), notices: slices.Clone(k.Notices)}
	return true
}

// keepProject keeps what became of a group of files, unless something failed, which may go better next time, or a file was
// changed meanwhile.
func (w *worker) keepProject(p *project) {
	m := w.r.memory
	if m == nil || hasFailed(w.out.notices) {
		return
	}
	onDisk := m.pack != nil
	for i, f := range p.Files {
		if p.parts[i].seen.Sum != w.r.seen[f.Path].Sum {
			return
		}
		onDisk = onDisk && m.isOnDisk(f.Path)
	}
	for _, c := range p.Configs {
		onDisk = onDisk && m.isOnDisk(c.Path)
	}
	k, reported := &keptProject{m.numbered(w.out.findings), slices.Clone(w.out.notices)}, w.r.cfg.Reports != nil
	m.live.Put(m.projectKey(p.Group, m.worlds.live, reported), k, sizeOf(k))
	if onDisk {
		m.store(m.projectKey(p.Group, m.worlds.disk, reported), k)
		m.judged.Store(true)
	}
}

// A keptWorld is the files around groups, as far as rules asked for them to say what is kept of groups.
type keptWorld struct {
	Project cache.Key
	ID      string // what is kept of groups in one world holds in no other, even if that gives the same answers later
	Answers answers
}

// worlds are the ones that this run lives in, by where groups are kept that were judged in them. They are two: other processes
// judge groups in that of the disk, and ask what this one has not asked.
type worlds struct{ live, disk string }

// worldKey is that of a project's world on disk. In memory there is the one that was entered last.
var worldKey = cache.KeyOf("world")

// enter returns the ID of a world if the repository at top still gives the same answers, which then are this run's, too; else
// that of a new one, of which nothing is known.
func (m *memory) enter(world *keptWorld, top string) string {
	if world == nil || world.Project != m.project {
		return rand.Text()
	}
	now, isSame := world.Answers.again(m.r, top)
	if !isSame {
		return rand.Text()
	}
	m.trace.add(now)
	return world.ID
}

// findWorlds finds out which worlds these are.
func (m *memory) findWorlds(top string) {
	live, _ := m.live.Get(worldKey).(*keptWorld)
	m.worlds = worlds{m.enter(live, top), m.enter(stored[keptWorld](m, worldKey), top)}
}

// leave enters worlds that nobody enters again.
func (m *memory) leave() {
	if m != nil {
		m.worlds = worlds{rand.Text(), rand.Text()}
	}
}

// keepWorlds keeps what the groups that were judged follow from.
func (m *memory) keepWorlds() {
	if m.trace.FS != nil {
		m.live.Pin(worldKey, &keptWorld{m.project, m.worlds.live, m.trace.answers})
	}
	if m.judged.Load() {
		m.store(worldKey, &keptWorld{m.project, m.idOnDisk(), m.trace.answers})
	} else {
		m.stay(worldKey)
	}
}

// idOnDisk returns the ID under which the world on disk is kept: a new one, in which nothing was judged, if another process has
// asked more of it meanwhile. What that has judged follows from more than this run knows.
func (m *memory) idOnDisk() string {
	pack := m.dir.Open(m.project)
	defer pack.Discard()
	before, now := m.pack.Get(worldKey), pack.Get(worldKey)
	var world keptWorld
	if !bytes.Equal(before, now) && cache.Decode(now, &world) && world.ID == m.worlds.disk {
		return rand.Text()
	}
	return m.worlds.disk
}
