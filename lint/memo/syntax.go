package memo

import (
	"sync"
	"sync/atomic"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/facts"
)

// Syntaxes are what the Python files of a run have to give to programs: from the visit in which they were inspected, from an earlier run,
// or else from another visit.
type Syntaxes struct {
	*apply.Job
	memory *Memory
	size   atomic.Int64 // bytes of the files that are held
	mu     sync.Mutex
	held   map[string]*held // by path, as long as their programs are not judged
}

// NewSyntaxes returns those of the files of a job.
func NewSyntaxes(job *apply.Job, memory *Memory) *Syntaxes {
	return &Syntaxes{Job: job, memory: memory, held: map[string]*held{}}
}

// A Part is what a file gives to the program that it belongs to.
type Part struct {
	Facts   *facts.Facts // nil if it can't be read
	Seen    cache.Seen   // the file as it was read
	Notices []lint.Notice
}

// Part returns what a Python file whose outline is known gives to its program.
func (s *Syntaxes) Part(i *inspect.Inspector, outline *facts.Facts) (part Part) {
	out := i.Take(outline.Path, func() inspect.Outcome {
		part.Facts, part.Seen = s.facts(i, outline)
		i.TellVast(s.Files.At(outline.Path), part.Facts)
		return i.Outcome()
	})
	part.Notices = out.Notices
	return part
}

func (s *Syntaxes) facts(i *inspect.Inspector, outline *facts.Facts) (*facts.Facts, cache.Seen) {
	path, file := outline.Path, s.Files.At(outline.Path)
	key := func(seen cache.Seen) cache.Key { return s.memory.factsKey(path, seen) }
	if h := s.held[path]; h != nil && h.facts != nil {
		found := h.facts
		remember(s.memory, key(h.seen), found, !s.Config.Replaces(file.Abs))
		h.facts = nil
		return found.WithBase(outline.Base), h.seen
	}
	k, seen, ok := known[facts.Facts](s.memory, s.Seen[path], key, func() (cache.Seen, bool) { return i.ReadText(file) })
	if k != nil || !ok {
		return k.WithBase(outline.Base), seen
	}
	found := i.Facts(outline)
	if found != nil {
		remember(s.memory, key(seen), found, !s.Config.Replaces(file.Abs))
	}
	return found, seen
}

// Codes are the code of files, each of which is taken once. Several may load at once.
type Codes struct {
	*Syntaxes
	Inspector *inspect.Inspector            // reads files
	Lower     func(*python.File) *code.File // makes code of their syntax

	mu      sync.Mutex
	files   map[string]*code.File // by path; nil for one that can't be read
	changed bool                  // a file has other content than when its facts were read
}

// Codes returns the code of the files.
func (s *Syntaxes) Codes(i *inspect.Inspector) *Codes {
	return &Codes{Syntaxes: s, Inspector: i, Lower: code.Lower, files: map[string]*code.File{}}
}

// Load returns the code of a file, nil if it can't be read.
func (c *Codes) Load(path string) *code.File {
	c.mu.Lock()
	defer c.mu.Unlock()
	if file, ok := c.files[path]; ok {
		return file
	}
	file, seen := c.code(path)
	c.files[path] = file
	c.changed = c.changed || seen.Sum != c.Seen[path].Sum
	return file
}

// Changed reports whether a file has other content than when its facts were read.
func (c *Codes) Changed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.changed
}

func (c *Codes) code(path string) (*code.File, cache.Seen) {
	i, file := c.Inspector, c.Files.At(path)
	i.Begin(path)
	key := func(seen cache.Seen) cache.Key { return c.memory.codeKey(path, seen) }
	if h := c.held[path]; h != nil {
		if lowered := h.code.take(); lowered != nil {
			rememberPacked(c.memory, key(h.seen), lowered, h.code.encoded, !c.Config.Replaces(file.Abs))
			return lowered, h.seen
		}
	}
	k, seen, ok := known[code.File](c.memory, c.Seen[path], key, func() (cache.Seen, bool) { return i.ReadText(file) })
	if k != nil || !ok {
		return k, seen
	}
	lowered := i.Code(c.Lower)
	if lowered != nil {
		remember(c.memory, key(seen), lowered, !c.Config.Replaces(file.Abs))
	}
	return lowered, seen
}
