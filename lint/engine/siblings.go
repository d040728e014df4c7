package engine

import (
	"context"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/workspace"
)

// readSiblings takes the facts of the definitions beside the named ones: whether a handoff leads anywhere is written
// there. Nothing is reported of them.
func (r *run) readSiblings(ctx context.Context) {
	known, dirs := map[string]bool{}, map[string]bool{}
	for i := range r.outcomes {
		known[r.Config.Files[i].Path] = true
		if d := r.outcomes[i].Definition; d != nil {
			dirs[path.Dir(d.Path)] = true
		}
	}
	var files []discover.Entry
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		entries, _ := r.Files.Disk.ReadDir(r.Files.Absolute(dir)) // one that can't be read holds nothing for us
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			file := discover.Entry{Path: name, Abs: r.Files.Absolute(name)}
			if kind, ok := r.Config.KindOf(file); ok && kind.IsRead() && !known[name] {
				files = append(files, file)
			}
		}
	}
	for _, out := range r.peek(ctx, files) {
		if out.Definition != nil {
			out.Definition.Beside = true
			r.siblings = append(r.siblings, out.Definition)
		}
	}
}

// definitions returns those of the run and those beside them, by path.
func (r *run) definitions() []*workspace.Definition {
	all := slices.Clone(r.siblings)
	for i := range r.outcomes {
		if d := r.outcomes[i].Definition; d != nil {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b *workspace.Definition) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// graphs returns, once it is asked, the handoffs between the agents among the files of a run that has inspected none.
func (r *run) graphs() func() []*workspace.Graph {
	cfg := *r.Config
	return sync.OnceValue(func() []*workspace.Graph {
		cfg.Rules, cfg.Cache = nil, nil
		cfg.Files = slices.DeleteFunc(slices.Clone(cfg.Files), func(file discover.Entry) bool {
			_, isDefinition := cfg.KindOf(file)
			return !isDefinition
		})
		r := newRun(cfg)
		r.checkFiles(context.Background())
		return workspace.Graphs(r.definitions())
	})
}
