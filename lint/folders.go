package lint

import (
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint/cache"
)

// list returns what a folder holds, folders with a slash at their end.
func (r *run) list(dir string) (names []string) {
	entries, err := r.disk.ReadDir(r.absolute(dir)) // one that can't be read holds nothing for us
	if err == nil {
		r.memory.noteFolder(r.absolute(dir), entries)
	}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() {
			name += "/"
		}
		names = append(names, name)
	}
	for _, name := range r.replaced()[dir] {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// noteFolder takes down what a folder holds, which modules are looked for in.
func (m *memory) noteFolder(abs string, entries []fs.DirEntry) {
	if m == nil || m.trace.FS == nil {
		return
	}
	if rel, err := filepath.Rel(m.trace.top, abs); err == nil {
		note(&m.trace, m.trace.Listed, filepath.ToSlash(rel), cache.Seen{Sum: cache.SumEntries(entries)})
	}
}

// findReplaced returns, by folder, the names of the files that are read from elsewhere, which need not be there, and of the folders
// on the way to them.
func (r *run) findReplaced() map[string][]string {
	all := map[string][]string{}
	if r.cfg.Read == nil {
		return all
	}
	for _, file := range r.cfg.Files {
		if !r.cfg.replaces(file.Abs) {
			continue
		}
		for name := file.Path; name != "." && name != "/"; name = path.Dir(name) {
			base := path.Base(name)
			if name != file.Path {
				base += "/"
			}
			if dir := path.Dir(name); !slices.Contains(all[dir], base) {
				all[dir] = append(all[dir], base)
			}
			if strings.HasSuffix(name, "..") {
				break
			}
		}
	}
	return all
}
