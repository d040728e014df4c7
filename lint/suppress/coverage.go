package suppress

import (
	"slices"
	"sort"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
)

// A coverage is what suppresses findings of one rule.
type coverage struct {
	names []*Name // in directives for agentlint
	spans spans   // what these cover, and comments for other linters
	found []int   // where findings were suppressed
}

// A byName finds what a file's directives name.
type byName struct {
	names map[string][]*Name        // in directives in force
	globs []string                  // those of names that may be of several rules
	noqa  map[string][]config.Range // what comments for other linters cover
	rules map[string]*coverage      // those that were asked for, by rule
}

// coverageOf returns the coverage of a rule, which is made when it is first asked for.
func (f *File) coverageOf(rule Subject) *coverage {
	if f.byName == nil {
		f.byName = f.index()
	}
	c := f.byName.rules[rule.ID]
	if c == nil {
		c = f.byName.coverageOf(rule)
		f.byName.rules[rule.ID] = c
	}
	return c
}

// index sorts all names by what they say: many say the same.
func (f *File) index() *byName {
	index := &byName{map[string][]*Name{}, nil, map[string][]config.Range{}, map[string]*coverage{}}
	for i := range f.Directives {
		d := &f.Directives[i]
		if !f.IsInForce(d) {
			continue
		}
		for j := range d.Names {
			text := d.Names[j].Text
			if index.names[text] == nil && isGlob(text) && len(index.globs) < maxGlobs {
				index.globs = append(index.globs, text)
			}
			index.names[text] = append(index.names[text], &d.Names[j])
		}
	}
	for _, n := range f.Linters {
		index.noqa[n.Text] = append(index.noqa[n.Text], n.Covers)
	}
	return index
}

// pylintCode matches the codes of pylint, whose form those of ruff and flake8 do not have.
var pylintCode = pattern.New(`^[CREFWI][0-9]{4}$`)

func (index *byName) coverageOf(rule Subject) *coverage {
	c := &coverage{}
	for own := range rule.own {
		c.names = append(c.names, index.names[own]...)
	}
	for _, glob := range index.globs {
		if rule.Matches(glob) {
			c.names = append(c.names, index.names[glob]...)
		}
	}
	var covers []config.Range
	for _, name := range c.names {
		covers = append(covers, name.Covers)
	}
	for _, code := range rule.Noqa {
		covers = append(covers, index.noqa[code]...)
	}
	if slices.ContainsFunc(rule.Noqa, pylintCode.MatchString) {
		covers = append(covers, index.noqa[pylints]...)
	}
	if slices.ContainsFunc(rule.Noqa, func(name string) bool { return code.MatchString(name) && !pylintCode.MatchString(name) }) {
		covers = append(covers, index.noqa[everything]...)
	}
	c.spans = newSpans(covers)
	return c
}

// settle remembers of the names that suppressed something that they did.
func (c *coverage) settle() {
	slices.Sort(c.found)
	for _, name := range c.names {
		first := sort.SearchInts(c.found, name.Covers.Start)
		name.Used = name.Used || first < len(c.found) && c.found[first] < name.Covers.End
	}
}
