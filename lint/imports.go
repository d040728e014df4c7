package lint

import (
	"context"
	"maps"
	"path"
	"path/filepath"
	"slices"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/suppress"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/workspace"
)

// readImports takes the outlines of files that nobody named but that the named ones import, level by level: whether train.py
// sets a seed may be written in helpers.py.
func (r *run) readImports(ctx context.Context) {
	e := explorer{r, map[string]bool{}, map[[2]string]bool{}, map[string]map[string]bool{}}
	for _, file := range r.cfg.Files {
		e.known[file.Path] = true
	}
	for level := r.outcomes; len(level) > 0 && ctx.Err() == nil; {
		var files []discover.Entry
		for i := range level {
			if level[i].outline != nil {
				files = append(files, e.from(level[i].outline)...)
			}
		}
		level = slices.DeleteFunc(r.peek(ctx, files), func(out outcome) bool { return out.outline == nil })
		r.imported = append(r.imported, level...)
	}
}

// peek takes from files, in their order, what they say to those that are checked.
func (r *run) peek(ctx context.Context, files []discover.Entry) []outcome {
	found := make([]outcome, len(files))
	r.each(ctx, len(files), func(w *worker, i int) { found[i] = w.peek(files[i]) })
	return found
}

// readSiblings takes the facts of the definitions beside the named ones: whether a handoff leads anywhere is written
// there. Nothing is reported of them.
func (r *run) readSiblings(ctx context.Context) {
	known, dirs := map[string]bool{}, map[string]bool{}
	for i := range r.outcomes {
		known[r.cfg.Files[i].Path] = true
		if d := r.outcomes[i].definition; d != nil {
			dirs[path.Dir(d.Path)] = true
		}
	}
	var files []discover.Entry
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		entries, _ := r.disk.ReadDir(r.absolute(dir)) // one that can't be read holds nothing for us
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			file := discover.Entry{Path: name, Abs: r.absolute(name)}
			if kind, ok := r.kind(file); ok && kind.IsRead() && !known[name] {
				files = append(files, file)
			}
		}
	}
	for _, out := range r.peek(ctx, files) {
		if out.definition != nil {
			out.definition.Beside = true
			r.siblings = append(r.siblings, out.definition)
		}
	}
}

func (r *run) absolute(name string) string {
	if path.IsAbs(name) {
		return filepath.FromSlash(name)
	}
	return filepath.Join(r.cfg.Root, filepath.FromSlash(name))
}

// peek takes from a file what it says to those that are checked: what it imports and suppresses, or is as a definition. What is
// wrong with it is not this run's business.
func (w *worker) peek(file discover.Entry) (out outcome) {
	w.begin(file.Path)
	defer w.survive(&out)
	kind, isDefinition := w.r.kind(file)
	w.as = string(kind)
	seen := w.r.memory.unchanged(file)
	if k := recall[keptOutcome](w.r.memory, w.outcomeKey(seen, false)); k != nil {
		w.restore(k, seen)
		return w.out
	}
	k, ok := known[keptOutcome](w, seen, w.outlineKey, func() bool { return w.read(file, w.r.cfg.MaxSize) })
	switch {
	case k != nil:
		w.restore(k, w.out.seen)
	case ok:
		w.outline(kind, isDefinition)
		w.keep(w.outlineKey(w.out.seen))
	}
	return w.out
}

// outline takes from the text at hand what a definition, or else Python says to other files.
func (w *worker) outline(k kind.Kind, isDefinition bool) {
	base := w.r.fset.AddFile(w.path, -1, len(w.src.Text)).Base()
	if isDefinition && k == kind.Candidate {
		if k, isDefinition = kind.Sniff(w.src.Text); !isDefinition {
			return
		}
	}
	if isDefinition {
		f := agent.ParseContext(w.ctx, &w.src, k)
		f.Base = base
		w.out.definition = workspace.Define(f)
		return
	}
	f := w.parse(&w.src, w.src.Text, nil)
	f.Base = base
	if f.IsGivenUp() {
		return
	}
	suppressed := suppress.New(&w.src, base, false)
	suppressed.AddPython(f)
	w.out.suppressed, w.out.outline = suppressed.Read(), facts.Outline(f)
	w.out.inspected = w.inspect(f, w.out.outline, true)
}

// An explorer finds the files that others import, each of them once.
type explorer struct {
	r        *run
	known    map[string]bool            // files, by path
	asked    map[[2]string]bool         // imports, by the importer's folder and target
	listings map[string]map[string]bool // what is in folders, by path
}

// from returns the files that a file imports and that are not known yet.
func (e *explorer) from(f *facts.Facts) (files []discover.Entry) {
	folder := path.Dir(f.Path)
	for _, imp := range f.Imports {
		if e.asked[[2]string{folder, imp.Target}] {
			continue
		}
		e.asked[[2]string{folder, imp.Target}] = true
		for _, name := range program.Files(imp, folder, e.has) {
			if !e.known[name] {
				e.known[name] = true
				files = append(files, discover.Entry{Path: name, Abs: e.r.absolute(name)})
			}
		}
	}
	return files
}

// has reports whether there is something by a name in a folder.
func (e *explorer) has(folder, name string) bool {
	names, ok := e.listings[folder]
	if !ok {
		names = e.list(folder)
		e.listings[folder] = names
	}
	return names[name]
}

func (e *explorer) list(folder string) map[string]bool {
	if folder != "." && !path.IsAbs(folder) && !e.has(path.Dir(folder), path.Base(folder)) {
		return nil // asking for what is not there is the common case
	}
	names := map[string]bool{}
	entries, _ := e.r.disk.ReadDir(e.r.absolute(folder)) // one that can't be read holds nothing for us
	for _, entry := range entries {
		names[entry.Name()] = true
	}
	return names
}
