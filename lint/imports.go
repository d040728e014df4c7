package lint

import (
	"maps"
	"path"
	"path/filepath"
	"slices"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/program"
)

// readImports takes the facts of files that nobody named but that the named ones import: whether train.py sets a seed
// may be written in helpers.py.
func (r *run) readImports() {
	known := map[string]bool{}
	for _, file := range r.cfg.Files {
		known[file.Path] = true
	}
	var queue []*program.Facts
	for i := range r.outcomes {
		if f := r.outcomes[i].outline; f != nil {
			queue = append(queue, f)
		}
	}
	w := newWorker(r)
	folders := folders{disk: r.disk, names: map[string]map[string]bool{}}
	for len(queue) > 0 {
		f := queue[0]
		queue = queue[1:]
		for name := range f.ImportedFiles {
			if known[name] || !folders.contain(r.absolute(name)) {
				continue
			}
			known[name] = true
			if facts := w.outlineOf(discover.Entry{Path: name, Abs: r.absolute(name)}); facts != nil {
				r.imported = append(r.imported, facts)
				queue = append(queue, facts)
			}
		}
	}
}

// readSiblings takes the facts of the definitions beside the named ones: whether a handoff leads anywhere is written
// there. Nothing is reported of them.
func (r *run) readSiblings() {
	known, dirs := map[string]bool{}, map[string]bool{}
	for i := range r.outcomes {
		known[r.cfg.Files[i].Path] = true
		if d := r.outcomes[i].definition; d != nil {
			dirs[path.Dir(d.Path)] = true
		}
	}
	w := newWorker(r)
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		entries, _ := r.disk.ReadDir(r.absolute(dir)) // one that can't be read holds nothing for us
		for _, e := range entries {
			file := discover.Entry{Path: path.Join(dir, e.Name())}
			file.Abs = r.absolute(file.Path)
			if kind, ok := agent.Classify(slashed(file)); ok && !known[file.Path] {
				w.begin(file.Path)
				if w.read(file, r.cfg.MaxSize) {
					f := agent.Parse(&w.src, kind)
					f.Base = r.fset.AddFile(file.Path, -1, len(w.src.Text)).Base()
					r.siblings = append(r.siblings, program.Define(f))
				}
			}
		}
	}
}

func (r *run) absolute(name string) string {
	if path.IsAbs(name) {
		return filepath.FromSlash(name)
	}
	return filepath.Join(r.cfg.Root, filepath.FromSlash(name))
}

// outlineOf reads and parses a file for what it imports and suppresses alone. What is wrong with it is not this run's business.
func (w *worker) outlineOf(file discover.Entry) *program.Facts {
	w.begin(file.Path)
	if w.restore(w.r.memory.unchanged(file)) {
		w.r.remember(file.Path, w.out.suppressed)
		return w.out.outline
	}
	if !w.read(file, w.r.cfg.MaxSize) {
		return nil
	}
	f := w.parse(&w.src, w.src.Text, nil)
	f.Base = w.r.fset.AddFile(file.Path, -1, len(w.src.Text)).Base()
	if f.IsGivenUp() {
		return nil
	}
	suppressed := suppress.New(&w.src, f.Base, false)
	suppressed.AddPython(f)
	w.r.remember(file.Path, suppressed.Read())
	return program.Outline(f)
}

// remember notes what is suppressed in a file that is no part of the run, if anything is.
func (r *run) remember(path string, s *suppress.File) {
	if s != nil {
		r.suppressions[path] = s
	}
}

// folders are listings of directories by path: asking for a file that is not there is the common case.
type folders struct {
	disk  *tree.Tree
	names map[string]map[string]bool
}

func (f folders) contain(name string) bool {
	dir, base := filepath.Split(name)
	names, ok := f.names[dir]
	if !ok {
		names = map[string]bool{}
		entries, _ := f.disk.ReadDir(dir) // one that can't be read holds nothing for us
		for _, e := range entries {
			names[e.Name()] = true
		}
		f.names[dir] = names
	}
	return names[base]
}
