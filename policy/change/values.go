package change

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// A given is what the runs of programs give to one call, by the names and positions of its arguments.
type given struct{ args map[string]*alternatives }

// alternatives are the values of an argument.
type alternatives struct {
	texts []string // in order
	at    place    // of the value, if there is only one and it is a literal; the zero place otherwise
}

// of returns the value of an argument, and where it is set, if it is known.
func (g *given) of(key string) (text string, at place, ok bool) {
	if g == nil || g.args[key] == nil {
		return "", place{}, false
	}
	a := g.args[key]
	text = strings.Join(a.texts, " or ")
	return text, a.at, len(a.texts) > 0 && !slices.Contains(a.texts, unknown)
}

// maxNear bounds the code that is read besides the changed files, in bytes, if only what is near is looked at.
const maxNear = 48 << 10

// maxScripts bounds how many programs are run of a version.
const maxScripts = 60

// run runs scripts, and notes what they give to calls and which files they come to.
func (s *side) run(scripts []string) {
	lowering := python.NewParser()
	codes, loaded := map[string]*code.File{}, 0
	project := run.Project{
		Modules: modules.New(func(dir string) []string { return s.folder(dir) }), MaxSteps: s.options.MaxSteps, Frameworks: s.options.Frameworks,
		Load: func(name string) *code.File {
			if c, ok := codes[name]; ok {
				return c
			}
			if src := s.source(name); s.options.Near && src != nil && !slices.Contains(scripts, name) {
				if loaded += len(src.Text); loaded > maxNear {
					return nil
				}
			}
			codes[name] = s.lower(lowering, name)
			return codes[name]
		},
		Config: func(name string) (*configfile.Node, bool) {
			src := s.source(name)
			if src == nil || len(src.Text) > configfile.MaxBytes {
				return nil, src != nil
			}
			return configfile.Parse(name, src.Text), true
		},
	}
	for _, script := range scripts[:min(len(scripts), maxScripts)] {
		if s.ctx.Err() == nil && s.has(script) && !s.ran[script] {
			s.ran[script] = true
			s.note(run.Run(project, script))
		}
	}
}

// lower returns the code of a Python file, nil if there is none to be had.
func (s *side) lower(p *python.Parser, name string) *code.File {
	parser := s.parser
	s.parser = p
	defer func() { s.parser = parser }()
	f := s.parse(name)
	if f == nil {
		return nil
	}
	return code.Lower(f)
}

// note takes what a run gives to calls.
func (s *side) note(r *record.Record) {
	for _, name := range r.Files {
		s.touched[name] = true
	}
	for i := range r.Events {
		e := &r.Events[i]
		if e.Call == 0 || int(e.At.File) >= len(r.Files) || e.At.File < 0 {
			continue
		}
		at := place{r.Files[e.At.File], int(e.At.Span.Start), int(e.At.Span.End)}
		g := s.values[at]
		if g == nil {
			g = &given{args: map[string]*alternatives{}}
			s.values[at] = g
		}
		for position, a := range r.Heap.Object(e.Call).Args {
			if !a.Rest {
				g.add(r, nameOr(a.Name, position), a.Value)
			}
		}
	}
}

func nameOr(name string, position int) string {
	if name == "" {
		return strconv.Itoa(position)
	}
	return name
}

// add adds what an argument may be.
func (g *given) add(r *record.Record, key string, v value.Value) {
	a := g.args[key]
	if a == nil {
		a = &alternatives{}
		g.args[key] = a
	}
	text, at := written(r, v, 3)
	if i, found := slices.BinarySearch(a.texts, text); !found {
		a.texts = slices.Insert(a.texts, i, text)
		if a.at = at; len(a.texts) > 1 {
			a.at = place{}
		}
	}
}

// written writes a value as expressions are, and says where it is if it is one literal.
func written(r *record.Record, v value.Value, depth int) (text string, at place) {
	all := r.Heap.All(v)
	if len(all) == 0 || len(all) > 4 || depth == 0 {
		return unknown, place{}
	}
	var texts []string
	for _, id := range all {
		o := r.Heap.Object(id)
		text := writtenObject(r, id, o, depth)
		if text == unknown {
			return unknown, place{}
		}
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
		if int(o.At.File) < len(r.Files) && o.At.File >= 0 && len(all) == 1 && o.At.Span.End > 0 {
			at = place{r.Files[o.At.File], int(o.At.Span.Start), int(o.At.Span.End)}
		}
	}
	slices.Sort(texts)
	return strings.Join(texts, " or "), at
}

func writtenObject(r *record.Record, id value.ID, o *value.Object, depth int) string {
	switch o.Kind {
	case value.Literal:
		return literalText(value.AsWritten(o))
	case value.Option:
		if o.Default == value.Nothing || r.Heap.ByDefault(r.Heap.Of(id)) == r.Heap.Of(id) {
			return unknown
		}
		text, _ := written(r, r.Heap.ByDefault(r.Heap.Of(id)), depth-1)
		return text
	case value.Tuple, value.List:
		if len(o.Items) == 0 {
			return unknown
		}
		items := make([]string, len(o.Items))
		for i, item := range o.Items {
			if items[i], _ = written(r, item, depth-1); items[i] == unknown {
				return unknown
			}
		}
		return "(" + strings.Join(items, ", ") + ")"
	case value.Foreign:
		if !strings.HasPrefix(o.Name, "?") && !strings.ContainsAny(o.Name, "([") && strings.Contains(o.Name, ".") {
			return last(o.Name)
		}
	}
	return unknown
}

// importers returns the Python files that may import one of some files, directly or by others, or read it as a configuration.
func (s *side) importers(names []string) (all []string) {
	seen, wanted := map[string]bool{}, map[string]bool{}
	for _, name := range names {
		seen[name], wanted[stem(name)] = true, true
	}
	for round := 0; round < 3 && len(wanted) > 0; round++ {
		next := map[string]bool{}
		for _, name := range s.Paths() {
			if seen[name] || !isCode(name) || isTest(name) || s.ctx.Err() != nil {
				continue
			}
			if slices.ContainsFunc(s.mentioned(name), func(word string) bool { return wanted[word] }) {
				seen[name], next[stem(name)] = true, true
				all = append(all, name)
			}
		}
		wanted = next
	}
	return all
}

// stem returns the word by which code names a file: the last part of its module, or the name of a configuration without its ending.
func stem(name string) string {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if base == "__init__" {
		base = path.Base(path.Dir(name))
	}
	return base
}

// mentioned returns the names in the lines of a file that import something, and those before the endings of configurations.
func (s *side) mentioned(name string) []string {
	if words, ok := s.mentions[name]; ok {
		return words
	}
	var words []string
	if src := s.source(name); src != nil {
		for line := range bytes.Lines(src.Text) {
			if bytes.Contains(line, []byte("import ")) || bytes.Contains(line, []byte(".y")) || bytes.Contains(line, []byte(".json")) || bytes.Contains(line, []byte(".toml")) || bytes.Contains(line, []byte("config_name")) {
				words = slices.AppendSeq(words, strings.FieldsFuncSeq(string(line), func(r rune) bool {
					return r != '_' && r != '-' && (r < '0' || r > 'z' || r > '9' && r < 'A' || r > 'Z' && r < 'a')
				}))
			}
		}
	}
	s.mentions[name] = words
	return words
}
