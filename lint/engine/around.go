package engine

import (
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/read"
	"github.com/agentlint/agentlint/workspace/repository"
)

// around returns what rules may ask about the files around those of the run: its Tree, or the git repository that the root lies in, or
// what lies below the root.
func (r *run) around() *repository.Repository {
	if r.Config.Tree != nil {
		return repository.New(r.Config.Tree, ".", discover.Unlisted, func(string) bool { return false })
	}
	top, at := read.TopOf(r.Config.Root)
	files, ignored := r.Files.FS(top), read.IgnoredIn(r.Files.Disk, top)
	if r.memory != nil {
		files, ignored = r.memory.Trace(top, ignored)
	}
	return repository.New(files, at, discover.Unlisted, ignored)
}
