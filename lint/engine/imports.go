package engine

import (
	"context"
	"path"
	"slices"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/imports"
)

// maxGlanced is how many imported files are read while an agent waits.
const maxGlanced = 10

// readImports takes the outlines of files that nobody named but that the named ones import, level by level: whether train.py
// sets a seed may be written in helpers.py.
func (r *run) readImports(ctx context.Context) {
	e := explorer{r, map[string]bool{}, map[[2]string]bool{}, map[string]map[string]bool{}}
	for _, file := range r.Config.Files {
		e.known[file.Path] = true
	}
	for level := r.outcomes; len(level) > 0 && ctx.Err() == nil; {
		var files []discover.Entry
		for i := range level {
			if level[i].Outline != nil {
				files = append(files, e.from(level[i].Outline)...)
			}
		}
		if r.Config.Glance {
			files = files[:max(0, min(len(files), maxGlanced-len(r.imported)))]
		}
		level = slices.DeleteFunc(r.peek(ctx, files), func(out inspect.Outcome) bool { return out.Outline == nil })
		r.imported = append(r.imported, level...)
	}
}

// peek takes from files, in their order, what they say to those that are checked: what they import and suppress, or are as definitions.
// What is wrong with them is not this run's business.
func (r *run) peek(ctx context.Context, files []discover.Entry) []inspect.Outcome {
	found := make([]inspect.Outcome, len(files))
	r.each(ctx, len(files), func(w *inspect.Inspector, i int) {
		found[i] = w.Take(files[i].Path, func() inspect.Outcome { return r.outline(w, files[i]) })
		r.syntaxes.Hold(files[i].Path, &found[i])
	})
	return found
}

// outline returns what a file says to others.
func (r *run) outline(w *inspect.Inspector, file discover.Entry) inspect.Outcome {
	kind, isDefinition := r.Config.KindOf(file)
	return r.memory.Outline(w, file, kind, isDefinition)
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
		for _, name := range imports.Files(imp, folder, e.has) {
			if !e.known[name] {
				e.known[name] = true
				files = append(files, discover.Entry{Path: name, Abs: e.r.Files.Absolute(name)})
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
	entries, _ := e.r.Files.Disk.ReadDir(e.r.Files.Absolute(folder)) // one that can't be read holds nothing for us
	for _, entry := range entries {
		names[entry.Name()] = true
	}
	return names
}
