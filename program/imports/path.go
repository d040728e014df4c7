package imports

import (
	"path"
	"strings"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
)

// Files returns the paths of the files that are the modules, and the packages around them, to which the import leads from a file
// in a folder. Has reports whether there is something by a name in a folder.
func Files(i facts.Import, folder string, has func(folder, name string) bool) (files []string) {
	name := strings.TrimSuffix(i.Target, ".*")
	if framework.IsModule(name) {
		return nil
	}
	parts := strings.Split(strings.TrimLeft(name, "."), ".")
	for _, dir := range searchPath(folder, name) {
		for _, part := range parts {
			if part != "" && !has(dir, part) && !has(dir, part+".py") {
				break
			}
			dir = path.Join(dir, part)
			for _, file := range []string{dir + ".py", dir + "/__init__.py"} {
				if has(path.Dir(file), path.Base(file)) {
					files = append(files, file)
				}
			}
		}
	}
	return files
}

// searchPath returns the folders in which Python may look for a name that a file in dir imports.
func searchPath(dir, name string) (dirs []string) {
	if dots := len(name) - len(strings.TrimLeft(name, ".")); dots > 0 {
		for range dots - 1 {
			dir = path.Dir(dir)
		}
		return []string{dir}
	}
	for _, dir := range upward(dir) {
		dirs = append(dirs, dir, path.Join(dir, "src"))
	}
	return dirs
}

// upward returns a folder and all above it.
func upward(dir string) (dirs []string) {
	for ; ; dir = path.Dir(dir) {
		dirs = append(dirs, dir)
		if dir == "." || dir == "/" {
			return dirs
		}
	}
}
