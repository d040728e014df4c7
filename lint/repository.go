package lint

import (
	"path"
	"path/filepath"
	"sync"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/gitignore"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/workspace/repository"
)

// repository returns what rules may ask about the files around those of the run: cfg.Tree, or the git repository that
// the root lies in, or what lies below the root.
func (r *run) repository() *repository.Repository {
	if r.cfg.Tree != nil {
		r.memory.leave()
		return repository.New(r.cfg.Tree, ".", discover.Unlisted, func(string) bool { return false })
	}
	top, at := topOf(r.cfg.Root)
	files, ignored := r.disk.FS(top), ignoredIn(r.disk, top)
	if r.memory != nil {
		files, ignored = r.memory.follow(top, ignored)
	}
	return repository.New(files, at, discover.Unlisted, ignored)
}

// ignoredIn returns what reports whether git ignores what is, or would be, at a slash-separated path in the repository at top.
// It reads the ignore files of a folder once, and is safe for concurrent use.
func ignoredIn(files *tree.Tree, top string) func(name string) bool {
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

// topOf returns the root of the git repository that dir lies in, or dir, and the slash-separated path of dir in it.
func topOf(dir string) (top, at string) {
	top = tree.Top(dir)
	at, err := filepath.Rel(top, dir)
	if top == "" || err != nil {
		return dir, "."
	}
	return top, filepath.ToSlash(at)
}
