package modules

import (
	"path"
	"sync"
)

// The folders of a repository, by path, as far as they were asked for.
type folders struct {
	list  func(dir string) []string
	mu    sync.Mutex
	known map[string]map[string]bool

	findings map[question]*finding
}

// folder returns the names in a folder.
func (f *folders) folder(dir string) map[string]bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	names, ok := f.known[dir]
	if !ok {
		all := f.list(dir)
		names = make(map[string]bool, len(all))
		for _, n := range all {
			names[n] = true
		}
		f.known[dir] = names
	}
	return names
}

// isLarge reports whether a folder and those in it have at least n files and folders.
func (f *folders) isLarge(dir string, n int) bool {
	names := f.folder(dir)
	all := len(names)
	for name := range names {
		if last := len(name) - 1; name[last] == '/' && all < n {
			all += len(f.folder(path.Join(dir, name[:last])))
		}
	}
	return all >= n
}
