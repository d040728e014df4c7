package change

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/topic"
)

// A requirement is a package that a manifest asks for.
type requirement struct {
	text string // the versions, without blanks
	at   place
}

// isManifest reports whether a file says which packages code that is run needs: not those that only documents, tests or style need.
func isManifest(name string) bool {
	base := strings.ToLower(path.Base(name))
	for part := range strings.SplitSeq(strings.ToLower(path.Dir(name)), "/") {
		if slices.Contains([]string{"docs", "doc", "test", "tests", ".github", "ci", ".ci", "frontend", "web", "website", "site"}, part) {
			return false
		}
	}
	if isRequirements, _ := path.Match("*requirements*.txt", base); isRequirements {
		return !hasOtherUse(base)
	}
	if path.Base(path.Dir(name)) == "requirements" && source.Ext(base) == ".txt" {
		return !hasOtherUse(base)
	}
	return slices.Contains([]string{"pyproject.toml", "environment.yml", "environment.yaml", "setup.py", "pipfile"}, base)
}

func hasOtherUse(base string) bool {
	return slices.ContainsFunc([]string{"dev", "doc", "test", "lint", "ci", "style"}, func(word string) bool { return strings.Contains(base, word) })
}

// dependencies compares what manifests ask for.
func (c *comparison) dependencies() {
	for _, name := range c.paths(isManifest) {
		if !c.before.has(name) && !c.replaces(name) {
			continue // it comes with what is new
		}
		before, after := c.before.requirements(name), c.after.requirements(name)
		if !c.after.has(name) {
			continue
		}
		for _, key := range slices.Sorted(keysOf(merged(before, after))) {
			if key == open {
				continue
			}
			old, wasThere := before[key]
			now, isThere := after[key]
			switch {
			case isThere != wasThere && (before.isOpen() || after.isOpen() || c.isMoved(name, key, cmp.Or(old.text, now.text), isThere)):
			case !isThere:
				c.add(topic.Dependency, key+old.text, "", old.at, true)
			case !wasThere:
				c.add(topic.Dependency, "", key+now.text, now.at, false)
			case old.text != now.text:
				c.add(topic.Dependency, key+old.text, key+now.text, now.at, false)
			}
		}
	}
}

// isMoved reports whether a package that a manifest asks for no longer, or as a new one, is asked for by another one in the same versions: by
// one that still does so, or that did so before.
func (c *comparison) isMoved(name, key, text string, isNew bool) bool {
	other := c.after // of one that is gone
	if isNew {
		other = c.before
	}
	for _, path := range append(c.paths(isManifest), other.Paths()...) {
		if path == name || !isManifest(path) || !other.has(path) {
			continue
		}
		if r, has := other.requirements(path)[key]; has && r.text == text {
			return true
		}
	}
	return false
}

// replaces reports whether a new manifest is at the top, where it is that of all code.
func (c *comparison) replaces(name string) bool { return !strings.Contains(name, "/") }

func merged(a, b map[string]requirement) map[string]bool {
	all := map[string]bool{}
	for key := range a {
		all[key] = true
	}
	for key := range b {
		all[key] = true
	}
	return all
}

// requirements returns the packages that a manifest asks for, by their names in lower case.
func (s *side) requirements(name string) requirementSet {
	src := s.source(name)
	all := requirementSet{}
	if src == nil {
		return all
	}
	switch base := strings.ToLower(path.Base(name)); {
	case source.Ext(base) == ".txt":
		s.requirementLines(all, name, src)
	case base == "setup.py":
		s.setupRequirements(all, name)
	default:
		format := config.TOML
		if base != "pipfile" {
			format, _ = config.Classify(base)
		}
		s.tableRequirements(all, name, config.Parse(src, format).Root)
	}
	return all
}

// require matches a requirement (PEP 508) up to its markers.
var require = pattern.New(`^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^\]]*\])?\s*([^;#]*)`)

func (all requirementSet) add(text string, at place) {
	found := require.FindAllStringSubmatch(text, 1)
	if len(found) == 0 {
		return
	}
	m := found[0]
	if strings.Contains(m[3], "://") && !strings.Contains(m[3], "@") {
		return
	}
	key := strings.ToLower(strings.NewReplacer("_", "-", ".", "-").Replace(m[1]))
	all[key] = requirement{strings.Join(strings.Fields(m[2]+m[3]), ""), at}
}

type requirementSet map[string]requirement

// open is the key by which a set says that the packages are computed, so that any may be there.
const open = "*"

func (all requirementSet) isOpen() bool {
	_, is := all[open]
	return is
}

func (s *side) requirementLines(all requirementSet, name string, src *source.File) {
	at := 0
	for line := range bytes.Lines(src.Text) {
		text := strings.TrimRight(string(line), "\r\n")
		if trimmed := strings.TrimSpace(text); trimmed != "" && trimmed[0] != '#' && trimmed[0] != '-' {
			all.add(trimmed, place{name, at, at + len(text)})
		}
		at += len(line)
	}
}

// setupRequirements takes the packages that setup() is given.
func (s *side) setupRequirements(all requirementSet, name string) {
	f := s.parse(name)
	if f == nil {
		return
	}
	for n := range f.Root().All(python.KeywordArgument) {
		if n.Child(python.NameField).Text() == "install_requires" {
			if value := n.Child(python.ValueField); !isLiteral(value) && !isBoundToLiteral(value) {
				all[open] = requirement{}
			}
			for text := range n.All(python.String) {
				start := int(text.Pos()) - f.Base
				all.add(strings.Trim(strings.Clone(text.Text()), `"'`), place{name, start, start + len(text.Text())})
			}
		}
	}
}

// isBoundToLiteral reports whether a name is bound to a list of literals.
func isBoundToLiteral(n python.Node) bool {
	b, ok := n.Binding()
	return ok && b.Value.Exists() && isLiteral(b.Value)
}

// tableRequirements takes those of pyproject.toml (PEP 621, Poetry), Pipfile and environments of conda.
func (s *side) tableRequirements(all requirementSet, name string, root config.Value) {
	for _, keys := range [][]string{{"project", "dependencies"}, {"dependencies"}, {"tool", "poetry", "dependencies"}, {"packages"}} {
		v, ok := root, true
		for _, key := range keys {
			f := v.Field(key)
			if ok = f != nil; !ok {
				break
			}
			v = f.Value
		}
		if ok {
			s.listRequirements(all, name, v)
		}
	}
}

func (s *side) listRequirements(all requirementSet, name string, v config.Value) {
	for _, item := range v.Items {
		if item.Type() == config.String {
			all.add(strings.Replace(item.Text(), "=", "==", boolInt(!strings.ContainsAny(item.Text(), "<>~!") && strings.Count(item.Text(), "=") == 1)), place{name, item.Range.Start, item.Range.End})
		}
		for i := range item.Fields { // pip: below an environment of conda
			s.listRequirements(all, name, item.Fields[i].Value)
		}
	}
	for i := range v.Fields {
		f := &v.Fields[i]
		text := f.Value.Text()
		if version := f.Value.Field("version"); version != nil {
			text = version.Value.Text()
		}
		all.add(f.Name+" "+strings.TrimPrefix(text, "*"), place{name, f.Key.Start, f.Value.Range.End})
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
