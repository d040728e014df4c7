package read

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/tree"
)

// refused are links that a run met, and that lead out of the repository.
type refused struct {
	mu    sync.Mutex
	links map[string]bool
}

func (r *refused) add(err *tree.OutsideError) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.links == nil {
		r.links = map[string]bool{}
	}
	r.links[err.Path] = true
}

// LeftAlone says of each link that was refused, and that no notice is about yet, that nothing was read there.
func (f *Files) LeftAlone(told []lint.Notice) (notices []lint.Notice) {
	f.refused.mu.Lock()
	defer f.refused.mu.Unlock()
	known := map[string]bool{}
	for _, n := range told {
		known[n.Path] = true
	}
	for link := range f.refused.links {
		path := filepath.ToSlash(link)
		if rel, err := filepath.Rel(f.config.Root, link); err == nil && filepath.IsLocal(rel) {
			path = filepath.ToSlash(rel)
		}
		if !known[path] {
			notices = append(notices, lint.Notice{Kind: lint.Skipped, Path: path, Message: discover.LeadsOut(f.Disk)})
		}
	}
	slices.SortFunc(notices, func(a, b lint.Notice) int { return strings.Compare(a.Path, b.Path) })
	return notices
}
