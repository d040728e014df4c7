package program

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/link"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A configReader is the code that reads a configuration file: all that may run together with a call that loads one.
type configReader struct {
	modules []*link.Module             // the one that loads first
	files   map[string]map[string]bool // configuration files that the code names in strings: their base names by extension
}

// A loader tells the calls that load configuration files of some kind.
type loader struct{ callee *pattern.Pattern }

// readersOf returns the code that reads c, as far as can be told: it names the file, or it lies beside or above it and
// names no configuration file at all.
func (p *Program) readersOf(c *facts.Config, l *loader) (readers []configReader) {
	for _, reader := range p.loading(l) {
		named := reader.files[path.Ext(c.Path)]
		if named[path.Base(c.Path)] || named == nil && isNear(reader.modules[0].Facts.Path, c.Path) {
			readers = append(readers, reader)
		}
	}
	return readers
}

// loading returns all code that loads configuration files, the module that does it first.
func (p *Program) loading(l *loader) []configReader {
	p.ask(AsksLinks)
	readers, ok := p.readers[l]
	if !ok {
		readers = p.findLoading(l)
		if p.readers == nil {
			p.readers = map[*loader][]configReader{}
		}
		p.readers[l] = readers
	}
	return readers
}

func (p *Program) findLoading(l *loader) (readers []configReader) {
	for _, m := range p.graph.Order {
		if m.Calls(l.callee.MatchString) {
			rest := slices.DeleteFunc(p.graph.Together(m), func(other *link.Module) bool { return other == m })
			readers = append(readers, newConfigReader(append([]*link.Module{m}, rest...)))
		}
	}
	return readers
}

func (r configReader) calls(matches func(callee string) bool) bool {
	return slices.ContainsFunc(r.modules, func(m *link.Module) bool { return m.Calls(matches) })
}

var configFile = pattern.New(`\.(?:ya?ml|json|toml)$`)

func newConfigReader(modules []*link.Module) configReader {
	r := configReader{modules, map[string]map[string]bool{}}
	for _, m := range modules {
		for _, word := range m.Facts.Words {
			if !configFile.MatchString(word) {
				continue
			}
			ext := path.Ext(word)
			if r.files[ext] == nil {
				r.files[ext] = map[string]bool{}
			}
			r.files[ext][path.Base(word)] = true
		}
	}
	return r
}

// isNear reports whether a script lies in the folder of a configuration file, in the one above, or above that.
func isNear(script, file string) bool {
	dir := path.Dir(file)
	above := path.Dir(dir)
	return strings.HasPrefix(dir+"/", path.Dir(script)+"/") || path.Dir(script) == "." || above == "." || strings.HasPrefix(script, above+"/")
}

// reads reports whether the code names a key.
func (r configReader) reads(key string) bool {
	return slices.ContainsFunc(r.modules, func(m *link.Module) bool { return m.Facts.Has(key) })
}

// imports reports whether the code imports one of the top-level modules.
func (r configReader) imports(names ...string) bool {
	return slices.ContainsFunc(r.modules, func(m *link.Module) bool { return m.Imports(names...) })
}

// pyYAML matches the functions of PyYAML that resolve plain scalars by YAML 1.1.
// Source: https://pyyaml.org/wiki/PyYAMLDocumentation
var pyYAML = &loader{pattern.New(`^yaml\.(?:safe_|full_|unsafe_)?load$`)}

// otherLoaders are libraries that read YAML by other rules, or give values the type that a schema says.
var otherLoaders = []string{"omegaconf", "hydra", "ruamel", "ruyaml", "strictyaml", "pyrallis", "jsonargparse", "hyperpyyaml", "pydantic",
	"dacite", "tyro", "draccus", "simple_parsing", "mmcv", "mmengine", "detectron2", "yacs", "dynaconf", "confuse", "lightning", "cattrs",
	"pytorch_lightning", "attr", "attrs", "marshmallow", "typedload"}

// StringForPyYAML reports whether a plain scalar that looks like a number is a string where c is read: with PyYAML, as it
// is, and not turned into a number by the code that reads the key.
func (p *Program) StringForPyYAML(c *facts.Config, key string) bool {
	readers := p.readersOf(c, pyYAML)
	return len(readers) > 0 && !slices.ContainsFunc(readers, func(r configReader) bool {
		return !r.reads(key) || r.imports(otherLoaders...) || r.calls(resolves) || r.converts(key)
	})
}

// resolves recognises code that makes PyYAML read numbers otherwise, or argparse convert what was read.
func resolves(callee string) bool {
	method := facts.LastPart(callee)
	return method == "add_implicit_resolver" || method == "set_defaults" || method == "literal_eval"
}

// converts reports whether the code turns a key's value into a number.
func (r configReader) converts(key string) bool {
	return slices.ContainsFunc(r.modules, func(m *link.Module) bool {
		return slices.ContainsFunc(m.Functions(), func(fn *link.Function) bool { return converts(fn, key) })
	})
}

func converts(fn *link.Function, key string) bool {
	for _, call := range fn.Calls {
		if call.Callee != "builtins.float" && call.Callee != "builtins.eval" && call.Callee != "builtins.map" {
			continue
		}
		isRead := func(l facts.Lookup) bool { return l.Key == key && call.Span.Contains(l.Span) }
		isGot := func(c facts.Call) bool {
			return call.Span.Contains(c.Span) && c.Details != nil && len(c.Args) > 0 && strings.Trim(c.Args[0].Text, `"'`) == key
		}
		isAttribute := func(name string) bool { return facts.LastPart(name) == key }
		if slices.ContainsFunc(fn.Lookups, isRead) || slices.ContainsFunc(fn.Calls, isGot) ||
			len(call.Args) > 0 && slices.ContainsFunc(call.Args[0].Names, func(n string) bool { return isAttribute(n) || !strings.Contains(n, ".") }) {
			return true
		}
	}
	return false
}

// loadsConfig matches functions that load a configuration file of any format.
var loadsConfig = &loader{pattern.New(`^(?:yaml\.\w*load|json\.load|tomllib\.load|toml\.load|tomli\.load|omegaconf\.OmegaConf\.load|hydra\.(?:main|compose)|ruamel\.yaml\.)`)}

// SeedReadFrom reports whether the code that reads c reads a seed from it, and where: then c must have one.
func (p *Program) SeedReadFrom(c *facts.Config) (at facts.Range, ok bool) {
	for _, reader := range p.readersOf(c, loadsConfig) {
		if reader.calls(func(callee string) bool { return facts.LastPart(callee) == "set_defaults" }) {
			continue
		}
		for _, m := range reader.modules {
			for _, fn := range m.Functions() {
				for _, l := range fn.Lookups {
					if hyperparam.Of(l.Key) == hyperparam.Seed && settings.MatchString(facts.LastPart(firstName(l.Of))) {
						return fn.At(l.Span), true
					}
				}
			}
		}
	}
	return facts.Range{}, false
}

// MissingSeeds are the seeds that a script reads from configuration files which have none.
func MissingSeeds(s *story.Story) (all []Note) {
	for i := range s.Record.Missing {
		if m := &s.Record.Missing[i]; hyperparam.Of(m.Name) == hyperparam.Seed {
			n := NoteOf(m.At, m.Name, value.Yes)
			n.Of = m.Path
			all = append(all, n)
		}
	}
	return all
}

// SeedMissingFrom reports whether a script reads a seed from c, which has none, by the notes that a rule takes of MissingSeeds, and where.
func (p *Program) SeedMissingFrom(of *analysis.Analyzer, c *facts.Config) (found facts.Range, ok bool) {
	p.notes(of, func(_ *Account, n *Note, at facts.Range) {
		if n.Of == c.Path && !ok {
			found, ok = at, true
		}
	})
	return found, ok
}

// firstName returns what stands before the first bracket or parenthesis of an expression.
func firstName(expression string) string {
	if i := strings.IndexAny(expression, "[("); i >= 0 {
		return expression[:i]
	}
	return expression
}

// settings matches names that stand for all hyperparameters.
var settings = pattern.New(`(?i)(^|[._])(args?|arguments|config|configs|configuration|cfg|conf|h_?params|hyper_?params?|hyper_?parameters|hps?|opts?|options|settings|flags|params|train_?cfg|train_?config|\w+_(args|config|cfg|params|hparams|opts?|flags|settings))$`)
