package read

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// List returns what a folder holds, folders with a slash at their end. What is on disk of it is noted.
func (f *Files) List(dir string, note func(abs string, entries []fs.DirEntry)) (names []string) {
	entries, err := f.Disk.ReadDir(f.Absolute(dir)) // one that can't be read holds nothing for us
	if err == nil {
		note(f.Absolute(dir), entries)
	}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() {
			name += "/"
		}
		names = append(names, name)
	}
	for _, name := range f.replaced()[dir] {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// findReplaced returns, by folder, the names of the files that are read from elsewhere, which need not be there, and of the folders
// on the way to them.
func (f *Files) findReplaced() map[string][]string {
	all := map[string][]string{}
	if f.config.Read == nil {
		return all
	}
	for _, file := range f.config.Files {
		if !f.config.Replaces(file.Abs) {
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
