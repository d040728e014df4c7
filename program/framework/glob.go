package framework

import (
	"path"
	"slices"
	"strings"
)

// A glob is a dotted name with stars, each of which stands for any part of a name between dots.
type glob struct {
	prefix string // before the first star
	path   string // as path.Match takes it: it treats slashes as a glob treats dots
	dots   int
	calls  int
}

// asPath writes a glob of dotted names as one of paths: an index is no class of characters there.
var asPath = strings.NewReplacer(".", "/", "[", `\[`)

func newGlob(text string) glob {
	prefix, _, _ := strings.Cut(text, "*")
	return glob{prefix, asPath.Replace(text), strings.Count(text, "."), strings.Count(text, "()")}
}

// A dotted is a dotted name that is compared with globs.
type dotted struct {
	name        string
	dots, calls int
}

func newDotted(name string) dotted {
	return dotted{name, strings.Count(name, "."), strings.Count(name, "()")}
}

// matches reports whether a dotted name is one of those that the glob stands for.
func (g *glob) matches(d *dotted) bool {
	if d.dots != g.dots || d.calls != g.calls || !strings.HasPrefix(d.name, g.prefix) {
		return false
	}
	ok, err := path.Match(g.path, strings.ReplaceAll(d.name, ".", "/"))
	return ok && err == nil
}

func matchesAny(globs []glob, name string) bool {
	d := newDotted(name)
	return slices.ContainsFunc(globs, func(g glob) bool { return g.matches(&d) })
}

// A pattern is the facts of the calls whose names a glob matches.
type pattern struct {
	glob
	first string // part of the name
	call  *Call
}

// byFirst puts patterns, in their order, where the first part of a name leads to them. Those that begin with a star are under "" and
// under each part.
func byFirst(all []pattern) map[string][]pattern {
	found := map[string][]pattern{"": nil}
	for _, p := range all {
		if !strings.Contains(p.first, "*") {
			found[p.first] = nil
		}
	}
	for first := range found {
		for _, p := range all {
			if p.first == first || strings.Contains(p.first, "*") {
				found[first] = append(found[first], p)
			}
		}
	}
	return found
}
