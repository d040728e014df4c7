package lint

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/tree"
)

// OnDisk returns what may be read of the file system.
func (c *Config) OnDisk() *tree.Tree {
	if c.Disk != nil {
		return c.Disk
	}
	return tree.New(cmp.Or(tree.Top(c.Root), c.Root))
}

// sumFile returns the sum of a file's content, "" if it can't be read.
func (r *run) sumFile(path string) string {
	f, err := r.disk.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	return cache.SumOf(f)
}

// sumDir returns the sum of the names and types in a directory, "" if it can't be read.
func (r *run) sumDir(path string) string {
	entries, err := r.disk.ReadDir(path)
	if err != nil {
		return ""
	}
	return cache.SumEntries(entries)
}

// refused are links that a run met, and that lead out of the repository.
type refused struct {
	mu    sync.Mutex
	links map[string]bool
}

func (r *run) refuse(err *tree.OutsideError) {
	r.refused.mu.Lock()
	defer r.refused.mu.Unlock()
	if r.refused.links == nil {
		r.refused.links = map[string]bool{}
	}
	r.refused.links[err.Path] = true
}

// leftAlone says of each link that was refused, and that no notice is about yet, that nothing was read there.
func (r *run) leftAlone(told []Notice) (notices []Notice) {
	r.refused.mu.Lock()
	defer r.refused.mu.Unlock()
	known := map[string]bool{}
	for _, n := range told {
		known[n.Path] = true
	}
	for link := range r.refused.links {
		path := filepath.ToSlash(link)
		if rel, err := filepath.Rel(r.cfg.Root, link); err == nil && filepath.IsLocal(rel) {
			path = filepath.ToSlash(rel)
		}
		if !known[path] {
			notices = append(notices, Notice{Kind: Skipped, Path: path, Message: discover.LeadsOut(r.disk)})
		}
	}
	slices.SortFunc(notices, func(a, b Notice) int { return strings.Compare(a.Path, b.Path) })
	return notices
}
