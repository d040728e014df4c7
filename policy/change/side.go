package change

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/topic"
)

// A side is one of the versions that are compared.
type side struct {
	Version
	ctx     context.Context
	options Options
	isOld   bool
	parser  *python.Parser
	isThere map[string]bool     // answers of has
	folders map[string][]string // names of the files and folders in each, these with a slash at their end
	sources map[string]*source.File
	values  map[place]*given // what calls are given, by their place
	ran     map[string]bool  // scripts that were run
	touched map[string]bool  // files that they come to
	// mentions are the words of each file by which it may name others.
	mentions map[string][]string
	own      map[string]bool              // see noteOwn
	stars    map[string]map[string]string // what shared returns
	defined  map[string]map[string]bool   // the functions and classes of each file
}

// A place is some bytes of a file.
type place struct {
	path       string
	start, end int
}

func (p place) holds(other place) bool {
	return p.path == other.path && p.start <= other.start && other.end <= p.end
}

func newSide(ctx context.Context, v Version, o Options, isOld bool) *side {
	s := &side{
		Version: v, ctx: ctx, options: o, isOld: isOld, parser: python.NewParser(), isThere: map[string]bool{}, folders: map[string][]string{}, sources: map[string]*source.File{},
		values: map[place]*given{}, ran: map[string]bool{}, touched: map[string]bool{}, mentions: map[string][]string{}, defined: map[string]map[string]bool{}, stars: map[string]map[string]string{}, own: map[string]bool{},
	}
	if _, ok := v.(Lister); ok {
		return s
	}
	seen := map[string]bool{}
	for _, p := range v.Paths() {
		s.folders[path.Dir(p)] = append(s.folders[path.Dir(p)], path.Base(p))
		for d := path.Dir(p); d != "." && !seen[d]; d = path.Dir(d) {
			seen[d] = true
			s.folders[path.Dir(d)] = append(s.folders[path.Dir(d)], path.Base(d)+"/")
		}
	}
	return s
}

// folder returns the names of the files and folders in a folder.
func (s *side) folder(dir string) []string {
	names, ok := s.folders[dir]
	if lister, isLister := s.Version.(Lister); isLister && !ok {
		names = lister.Folder(dir)
		s.folders[dir] = names
	}
	return names
}

// has reports whether there is a file.
func (s *side) has(name string) bool {
	if known, ok := s.isThere[name]; ok {
		return known
	}
	s.isThere[name] = slices.Contains(s.folder(path.Dir(name)), path.Base(name))
	return s.isThere[name]
}

// maxFile is how large a file is at most that is looked into, in bytes: what is larger holds data.
const maxFile = 4 << 20

// source returns the text of a file, nil if it is not there or no text.
func (s *side) source(name string) *source.File {
	if src, ok := s.sources[name]; ok {
		return src
	}
	var src *source.File
	if data, ok := s.Read(name); ok && len(data) <= maxFile && !source.IsBinary(data) {
		src = source.New(name, data)
	}
	s.sources[name] = src
	return src
}

// positions returns where a place starts and ends.
func (s *side) positions(at place) (start, end source.Position) {
	src := s.source(at.path)
	if src == nil {
		return source.Position{Line: 1, Column: 1}, source.Position{Line: 1, Column: 1}
	}
	return src.Position(min(at.start, len(src.Text))), src.Position(min(at.end, len(src.Text)))
}

// isCode reports whether a file is Python, as a module or as a notebook.
func isCode(name string) bool { return source.IsPython(name) || source.IsNotebook(name) }

// parse returns the syntax of a Python file or notebook, nil if there is none to be had. It holds until the next call.
func (s *side) parse(name string) *python.File {
	src := s.source(name)
	if src == nil || s.ctx.Err() != nil {
		return nil
	}
	text, mapping := src.Text, source.Mapping(nil)
	if source.IsNotebook(name) {
		n := notebook.Parse(src)
		if n.Problem != nil {
			return nil
		}
		text, mapping = n.Text, n.Mapping
	}
	f := s.parser.Parse(src, text, mapping)
	if f.IsGivenUp() {
		return nil
	}
	return f
}

// rank returns at which place package topic has a topic.
func rank(name string) int {
	return slices.Index(topic.Names(), name)
}

// last returns what follows the last dot of a name.
func last(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// noteOwn notes that a function or class makes something of a class of the project.
func (s *side) noteOwn(path, scope, class string) {
	s.own[path+"\x00"+scope+"\x00"+strings.Clone(class)] = true
}

// makesOwn reports whether a version makes in the place of a fact something of a class of the project that has the same name: which may do
// the same.
func (s *side) makesOwn(f *fact) bool { return s.own[f.at.path+"\x00"+f.scope+"\x00"+f.head] }
