package memo

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"sync"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/read"
)

// A trace is the file system of a repository. It takes down what it is asked, so that another run can tell whether the answers
// are still the same.
type trace struct {
	fs.FS
	files *read.Files
	top   string

	mu sync.Mutex
	answers
}

// answers are what a repository said, by slash-separated path.
type answers struct {
	Listed  map[string]cache.Seen // directories
	Read    map[string]cache.Seen // files
	Missing map[string]bool       // whether nothing is there
	Ignored map[string]bool       // whether git ignores what would be there
}

// Trace returns the repository at top as rules see it, and what is ignored there, and takes down what they ask.
func (m *Memory) Trace(top string, ignored func(name string) bool) (fs.FS, func(name string) bool) {
	t := &m.trace
	t.FS, t.files, t.top = m.Files.FS(top), m.Files, top
	return t, func(name string) bool { return note(t, t.Ignored, name, ignored(name)) }
}

// note takes down an answer, and returns it.
func note[T any](t *trace, answers map[string]T, name string, answer T) T {
	t.mu.Lock()
	defer t.mu.Unlock()
	answers[name] = answer
	return answer
}

// Open opens a file to be read.
func (t *trace) Open(name string) (fs.File, error) {
	seen := cache.Seen{Stamp: cache.StampOf(t.path(name)), Sum: t.files.SumFile(t.path(name))} // before it is read: a later change shows
	f, err := t.FS.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		note(t, t.Missing, name, true)
	} else if note(t, t.Read, name, seen); err != nil {
		note(t, t.Read, name, cache.Seen{}) // ask again each time
	}
	return f, err
}

// ReadDir lists a directory.
func (t *trace) ReadDir(name string) ([]fs.DirEntry, error) {
	seen := cache.Seen{Stamp: cache.StampOf(t.path(name))}
	entries, err := fs.ReadDir(t.FS, name)
	if err == nil {
		seen.Sum = cache.SumEntries(entries)
	}
	note(t, t.Listed, name, seen)
	return entries, err
}

// Stat says what is at a path.
func (t *trace) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(t.FS, name)
	note(t, t.Missing, name, errors.Is(err, fs.ErrNotExist))
	return info, err
}

func (t *trace) path(name string) string { return filepath.Join(t.top, filepath.FromSlash(name)) }

// again asks the repository at top the same as before, and reports whether the answers are the same.
func (a answers) again(files *read.Files, top string) (now answers, isSame bool) {
	now = answers{maps.Clone(a.Listed), maps.Clone(a.Read), a.Missing, a.Ignored}
	return now, restamp(now.Listed, top, files.SumDir) && restamp(now.Read, top, files.SumFile) &&
		agree(a.Missing, func(name string) bool {
			_, err := files.Disk.Stat(filepath.Join(top, filepath.FromSlash(name)))
			return errors.Is(err, fs.ErrNotExist)
		}) &&
		agree(a.Ignored, read.IgnoredIn(files.Disk, top))
}

// restamp looks again at what was seen, and reports whether all is the same.
func restamp(all map[string]cache.Seen, top string, sum func(string) string) (isSame bool) {
	for name, seen := range all {
		if all[name], isSame = seen.Again(filepath.Join(top, filepath.FromSlash(name)), sum); !isSame {
			return false
		}
	}
	return true
}

// agree reports whether a question still has the answers that it had.
func agree(answers map[string]bool, ask func(name string) bool) bool {
	for name, answer := range answers {
		if ask(name) != answer {
			return false
		}
	}
	return true
}

// NoteFolder takes down what a folder holds, which modules are looked for in.
func (m *Memory) NoteFolder(abs string, entries []fs.DirEntry) {
	if m == nil || m.trace.FS == nil {
		return
	}
	if rel, err := filepath.Rel(m.trace.top, abs); err == nil {
		note(&m.trace, m.trace.Listed, filepath.ToSlash(rel), cache.Seen{Sum: cache.SumEntries(entries)})
	}
}
