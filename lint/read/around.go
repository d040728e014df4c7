package read

import (
	"path"
	"path/filepath"
	"sync"

	"github.com/agentlint/agentlint/lint/gitignore"
	"github.com/agentlint/agentlint/lint/tree"
)

// IgnoredIn returns what reports whether git ignores what is, or would be, at a slash-separated path in the repository at top.
// It reads the ignore files of a folder once, and is safe for concurrent use.
func IgnoredIn(files *tree.Tree, top string) func(name string) bool {
	var mu sync.Mutex
	dirs := map[string]*gitignore.Dir{".": gitignore.At(files, top, top), "/": nil}
	var enter func(dir string) *gitignore.Dir // nil if the folder itself is ignored
	enter = func(dir string) *gitignore.Dir {
		if d, known := dirs[dir]; known {
			return d
		}
		above, base := enter(path.Dir(dir)), path.Base(dir)
		if above != nil && !above.Ignored(base, true) {
			dirs[dir] = above.Enter(base)
		} else {
			dirs[dir] = nil
		}
		return dirs[dir]
	}
	return func(name string) bool {
		mu.Lock()
		defer mu.Unlock()
		dir, base := enter(path.Dir(name)), path.Base(name)
		return dir == nil || dir.Ignored(base, false) || dir.Ignored(base, true)
	}
}

// TopOf returns the root of the git repository that dir lies in, or dir, and the slash-separated path of dir in it.
func TopOf(dir string) (top, at string) {
	top = tree.Top(dir)
	at, err := filepath.Rel(top, dir)
	if top == "" || err != nil {
		return dir, "."
	}
	return top, filepath.ToSlash(at)
}
