package host

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// Override merges the facts in the *.yaml files of a folder over those that are built in. A file is written like the
// built-in ones and needs to hold only what differs: a key it has replaces the fact about that key in the schema that has
// the first of its kinds; what it does not mention stays; a new host or kind is added. The errors name the file, line and
// column (1-based, code points) of what can't be used, and then nothing is changed.
//
// Override must be called before anything else asks for the facts, since answers are kept.
func Override(folder fs.FS) error {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil || len(names) == 0 {
		return err
	}
	all := builtIn()
	var errs []error
	for _, name := range names {
		h, err := readOverride(folder, name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = merge(all, h)
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	hosts = func() []*Host { return all }
	return nil
}

func readOverride(folder fs.FS, name string) (*Host, error) {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, err
	}
	src := source.New(name, data)
	file := config.Parse(src, config.YAML)
	c := &checker{file: file}
	for _, problem := range file.Problems {
		c.fault(problem.Range, "%s", problem.Message)
	}
	if len(c.errs) == 0 {
		c.host(file.Root)
	}
	if len(c.errs) > 0 {
		return nil, errors.Join(c.errs...)
	}
	h, err := decode(src.Text)
	if err != nil {
		return nil, decodeError(name, err)
	}
	return h, nil
}

// decodeError puts the place of each fault that YAML's decoder found before what it says.
func decodeError(name string, err error) error {
	all, ok := errors.AsType[*yaml.LoadErrors](err)
	if !ok {
		return fmt.Errorf("%s: %w", name, err)
	}
	var errs []error
	for _, e := range all.Errors {
		errs = append(errs, fmt.Errorf("%s:%d:%d: %s", name, e.Mark.Line, e.Mark.Column, e.Message))
	}
	return errors.Join(errs...)
}

// merge returns the hosts with the facts of h over those of the host of the same name.
func merge(all []*Host, h *Host) []*Host {
	i := slices.IndexFunc(all, func(other *Host) bool { return other.Name == h.Name })
	if i < 0 {
		if h.Title == "" {
			h.Title = h.Name
		}
		all = append(all, h)
		slices.SortFunc(all, func(a, b *Host) int { return strings.Compare(a.Name, b.Name) })
		return all
	}
	old := all[i]
	override(&old.Title, h.Title)
	override(&old.Target, h.Target)
	override(&old.Tools, h.Tools)
	for _, s := range h.Schemas {
		if into := old.Schema(s.Kinds[0]); into != nil {
			into.merge(s)
		} else {
			s.Host = old
			old.Schemas = append(old.Schemas, s)
		}
	}
	return all
}

// merge puts the facts of other over those of s.
func (s *Schema) merge(other *Schema) {
	override(&s.Identity, other.Identity)
	override(&s.Unknown, other.Unknown)
	override(&s.Note, other.Note)
	override(&s.Limits, other.Limits)
	s.Keys = union(s.Keys, other.Keys)
	s.Handoffs = union(s.Handoffs, other.Handoffs)
	s.Faults = union(s.Faults, other.Faults)
}

// override sets a fact to what is given, if anything is.
func override[T comparable](fact *T, given T) {
	var nothing T
	if given != nothing {
		*fact = given
	}
}

func union[V any](old, more map[string]V) map[string]V {
	if old == nil {
		return more
	}
	maps.Copy(old, more)
	return old
}

// A checker finds what is wrong with a file of facts, as far as its types do not tell.
type checker struct {
	file *config.File
	errs []error
}

func (c *checker) fault(at config.Range, format string, args ...any) {
	p := c.file.Source.Position(at.Start)
	c.errs = append(c.errs, fmt.Errorf("%s:%d:%d: %s", c.file.Source.Path, p.Line, p.Column, fmt.Sprintf(format, args...)))
}

func (c *checker) host(v config.Value) {
	if name := v.Field("name"); name == nil || name.Value.Text() == "" {
		c.fault(v.Range, "it needs the name of a host")
	}
	files := v.Field("files")
	if files == nil {
		return
	}
	for _, schema := range files.Value.Items {
		c.schema(schema)
	}
}

var (
	types      = []agent.Type{agent.Null, agent.Bool, agent.Int, agent.Float, agent.String, agent.List, agent.Map}
	identities = []Identity{NamedByKey, NamedByFile, NamedByDir, Anonymous}
	unknowns   = []Unknown{Ignored, Warned, Rejected, PassedOn, Unspecified}
)

func (c *checker) schema(v config.Value) {
	if kinds := v.Field("kinds"); kinds == nil || len(kinds.Value.Items) == 0 {
		c.fault(v.Range, "it needs the kinds of file that it is about")
	}
	for _, field := range v.Fields {
		switch field.Name {
		case "kinds":
			allowed(c, field.Value.Items, kind.Kinds())
		case "identity":
			allowed(c, []config.Value{field.Value}, identities)
		case "unknown":
			allowed(c, []config.Value{field.Value}, unknowns)
		case "keys", "handoffs":
			for _, key := range field.Value.Fields {
				c.key(key)
			}
		}
	}
}

func (c *checker) key(key config.Field) {
	if types := key.Value.Field("types"); types == nil || len(types.Value.Items) == 0 {
		c.fault(key.Key, "%q needs the types of its values", key.Name)
	}
	for _, field := range key.Value.Fields {
		switch field.Name {
		case "types", "items":
			allowed(c, field.Value.Items, types)
		case "pattern", "style":
			if _, err := regexp.Compile(field.Value.Text()); err != nil {
				c.fault(field.Value.Range, "%v", err)
			}
		}
	}
}

// allowed reports values that are not among those there are.
func allowed[T ~string](c *checker, values []config.Value, all []T) {
	for _, v := range values {
		if !slices.Contains(all, T(v.Text())) {
			c.fault(v.Range, "there is no %q; there are %v", v.Text(), all)
		}
	}
}

// Select leaves only the hosts of those names: the faults of others do not count. It must be called before anything else
// asks for the facts, as Override must.
func Select(names []string) {
	all := slices.DeleteFunc(slices.Clone(All()), func(h *Host) bool { return !slices.Contains(names, h.Name) })
	hosts = func() []*Host { return all }
}
