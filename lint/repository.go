package lint

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/gitignore"
	"github.com/agentlint/agentlint/lint/regular"
	"github.com/agentlint/agentlint/program/repository"
)

// repository returns what rules may ask about the files around those of the run: cfg.Tree, or the git repository that
// the root lies in, or what lies below the root.
func (r *run) repository() *repository.Repository {
	if r.cfg.Tree != nil {
		return repository.New(r.cfg.Tree, ".", discover.NeverWalked, func(string) bool { return false })
	}
	top, at := topOf(r.cfg.Root)
	files, ignored := regular.DirFS(top), func(name string) bool { return isIgnored(top, name) }
	if r.memory != nil {
		files, ignored = r.memory.follow(top)
	}
	return repository.New(files, at, discover.NeverWalked, ignored)
}

// isIgnored reports whether git ignores what is, or would be, at a slash-separated path in the repository at top.
func isIgnored(top, name string) bool {
	dir := gitignore.At(top, top)
	folders := strings.Split(name, "/")
	last := folders[len(folders)-1]
	for _, folder := range folders[:len(folders)-1] {
		if dir.Ignored(folder, true) {
			return true
		}
		dir = dir.Enter(folder)
	}
	return dir.Ignored(last, false) || dir.Ignored(last, true)
}

// topOf returns the root of the git repository that dir lies in, and the slash-separated path of dir in it.
func topOf(dir string) (top, at string) {
	for top = dir; ; top = filepath.Dir(top) {
		if _, err := os.Lstat(filepath.Join(top, ".git")); err == nil {
			break
		}
		if top == filepath.Dir(top) {
			return dir, "."
		}
	}
	at, err := filepath.Rel(top, dir)
	if err != nil {
		return dir, "."
	}
	return top, filepath.ToSlash(at)
}
