package change

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/topic"
	"github.com/agentlint/agentlint/program"
)

// programs compares what the Python of two versions does.
func (c *comparison) programs(ctx context.Context) {
	paths := c.paths(isCode)
	from := slices.Concat(paths, c.paths(isSettings))
	if len(paths) == 0 && (c.options.Near || len(from) == 0) {
		return
	}
	if c.options.Near && c.readsAlike(paths) {
		return
	}
	for _, s := range []*side{c.before, c.after} {
		scripts := slices.Clone(paths)
		if !c.options.Near {
			scripts = append(scripts, s.importers(from)...)
		}
		s.run(slices.DeleteFunc(scripts, func(name string) bool { return isTest(name) || !c.isInBoth(name) }))
	}
	files := map[string]bool{}
	for _, s := range []*side{c.before, c.after} {
		for name := range s.touched {
			files[name] = true
		}
	}
	for _, name := range paths {
		files[name] = true
	}
	m := &matching{comparison: c, open: map[string]bool{}}
	for _, name := range slices.Sorted(keysOf(files)) {
		if ctx.Err() == nil && !isTest(name) {
			m.old = append(m.old, c.before.factsOf(name)...)
			m.new = append(m.new, c.after.factsOf(name)...)
		}
	}
	for _, f := range slices.Concat(m.old, m.new) {
		if f.of != nil && f.of.open || f.open {
			m.open[f.head] = true
			if f.of != nil {
				m.open[f.of.head] = true
			}
		}
	}
	m.match()
	m.tell()
}

// isInBoth reports whether a script is there before and after, perhaps under another name: a new one that uses a model says nothing of how
// that was used before.
func (c *comparison) isInBoth(name string) bool {
	if c.before.has(name) == c.after.has(name) {
		return true
	}
	with, without := c.before, c.after
	if c.after.has(name) {
		with, without = c.after, c.before
	}
	return slices.ContainsFunc(c.paths(isCode), func(other string) bool { return without.has(other) && !with.has(other) })
}

// readsAlike reports whether both versions of some files say the same, as far as their syntax tells.
func (c *comparison) readsAlike(paths []string) bool {
	said := map[string]int{}
	for _, name := range paths {
		if isTest(name) {
			continue
		}
		for _, f := range c.before.factsOf(name) {
			said[f.same()]++
		}
		for _, f := range c.after.factsOf(name) {
			said[f.same()]--
		}
	}
	for _, count := range said {
		if count != 0 {
			return false
		}
	}
	return true
}

func keysOf(m map[string]bool) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// isTest reports whether a file is one that test runners collect: no model comes out of it.
func isTest(name string) bool {
	return program.IsTest(name) || path.Base(name) == "tests.py"
}

// A pair is two facts that differ; one of them may be nil.
type pair struct{ old, new *fact }

// A matching pairs the facts of two versions.
type matching struct {
	*comparison
	old, new []*fact
	pairs    []pair
	open     map[string]bool // calls with unpacked arguments, by what is called
}

// match takes out what both versions say, and pairs what differs: what stands in the same place with the same, then with what has taken
// its place.
func (m *matching) match() {
	place := func(f *fact) string { return f.at.path + "\x00" + f.scope }
	moved, gone := map[string]bool{}, []*fact(nil)
	m.join(func(f *fact) string { return f.same() + "\x00" + place(f) }, func(f, g *fact) bool {
		moved[f.same()] = moved[f.same()] || f.isNamedBy(g)
		return true
	}, false)
	m.alike()
	m.join((*fact).same, func(f, _ *fact) bool {
		moved[f.same()] = true
		return true
	}, false)
	agree := func(isElsewhere bool) func(f, g *fact) bool {
		return func(f, g *fact) bool {
			if !f.agrees(g) {
				return false
			}
			if isElsewhere || f.isNamedBy(g) {
				gone = append(gone, f)
			}
			return true
		}
	}
	m.join(place, agree(false), false)
	m.join(func(f *fact) string { return f.topic }, agree(true), false)
	isCopy := func(f *fact) bool { // of what has become one of several, or several of one
		return moved[f.same()] || f.topic != topic.Architecture && slices.ContainsFunc(gone, f.agrees)
	}
	m.old, m.new = slices.DeleteFunc(m.old, isCopy), slices.DeleteFunc(m.new, isCopy)
	sameName := func(f, g *fact) bool {
		return f.topic == g.topic && f.head == g.head && f.isKey == g.isKey && f.argNames() == g.argNames()
	}
	sameHead := func(f, g *fact) bool { return f.topic == g.topic && f.head == g.head && f.isKey == g.isKey }
	for _, near := range []func(f *fact) string{place, func(f *fact) string { return f.at.path }, func(f *fact) string { return last(f.scope) }} {
		m.join(near, func(f, g *fact) bool { return sameName(f, g) && f.binds == g.binds }, true)
		m.join(near, sameName, true)
		m.join(near, sameHead, true)
	}
	m.join(place, func(f, g *fact) bool {
		return f.topic == g.topic && !f.isKey && !g.isKey && f.binds == g.binds && f.binds != ""
	}, true)
	replaces := func(f, g *fact) bool {
		return f.topic == g.topic && !f.isKey && !g.isKey && !f.isList && !g.isList && isOne(f.topic)
	}
	m.join(place, replaces, true)
	for _, f := range m.old {
		m.pairs = append(m.pairs, pair{old: f})
	}
	for _, f := range m.new {
		m.pairs = append(m.pairs, pair{new: f})
	}
}

// alike takes out what stands where it did in a file that both versions have alike, unless another value comes there now.
func (m *matching) alike() {
	m.join(func(f *fact) string {
		if m.changed[f.at.path] {
			return ""
		}
		return f.at.path + "\x00" + strconv.Itoa(f.at.start) + "\x00" + strconv.Itoa(f.at.end)
	}, func(f, g *fact) bool { return !m.changed[f.at.path] && f.agrees(g) }, false)
}

// isOne reports whether a program usually does one thing about a topic, so that another one takes its place.
func isOne(name string) bool {
	return slices.Contains([]string{topic.LRSchedule, topic.Optimizer, topic.Loss, topic.Metric, topic.DataSource, topic.Split, topic.Architecture}, name)
}

// argNames are the names of a fact's arguments that are set.
func (f *fact) argNames() string {
	names := make([]string, len(f.args))
	for i, a := range f.args {
		names[i] = a.name
	}
	return strings.Join(names, ",")
}

// join pairs facts with the same key that belong together, in order. Those that do not differ are done with.
func (m *matching) join(key func(f *fact) string, belong func(f, g *fact) bool, differ bool) {
	waiting := map[string][]*fact{}
	for _, g := range m.new {
		waiting[key(g)] = append(waiting[key(g)], g)
	}
	taken := map[*fact]bool{}
	m.old = slices.DeleteFunc(m.old, func(f *fact) bool {
		k := key(f)
		i := slices.IndexFunc(waiting[k], func(g *fact) bool { return belong(f, g) })
		if i < 0 {
			return false
		}
		g := waiting[k][i]
		waiting[k] = slices.Delete(waiting[k], i, i+1)
		taken[g] = true
		if differ {
			m.pairs = append(m.pairs, pair{f, g})
		}
		return true
	})
	m.new = slices.DeleteFunc(m.new, func(g *fact) bool { return taken[g] })
}

// tell notes the pairs as changes, each thing once.
func (m *matching) tell() {
	var counting []pair
	for _, p := range m.pairs {
		if m.counts(p) {
			counting = append(counting, p)
		}
	}
	m.pairs = counting
	m.credit()
	slices.SortStableFunc(m.pairs, func(p, q pair) int { return cmp.Compare(p.at().start, q.at().start) })
	told := map[string]bool{}
	for _, p := range m.pairs {
		switch {
		case p.old == nil && m.addWhole(p.new, m.before, m.after, told):
		case p.new == nil && m.addWhole(p.old, m.after, m.before, told):
		case p.old == nil:
			m.add(p.new.topic, p.new.before(), p.new.full(), p.new.at, false)
		case p.new == nil:
			m.add(p.old.topic, p.old.full(), p.old.before(), p.old.at, p.old.before() == "")
		default:
			before, after := p.lines()
			m.add(p.new.topic, before, after, p.at(), false)
		}
	}
}

// maxListed is how many parts of a definition are named.
const maxListed = 4

// addWhole notes the facts about a topic in a file, function or class that only one side has as one change; false if the fact is not in such.
func (m *matching) addWhole(f *fact, without, with *side, told map[string]bool) bool {
	top, _, _ := strings.Cut(f.scope, ".")
	if without.has(f.at.path) && (top == "" || without.defines(f.at.path, top)) {
		return false
	}
	belongs := func(p pair) bool {
		g := p.new
		if with.isOld {
			g = p.old
		}
		if g == nil || p.old != nil && p.new != nil {
			return false
		}
		in, _, _ := strings.Cut(g.scope, ".")
		return g.topic == f.topic && g.at.path == f.at.path && in == top
	}
	key := f.topic + "\x00" + f.at.path + "\x00" + top + "\x00" + strconv.FormatBool(with.isOld)
	if told[key] {
		return true
	}
	told[key] = true
	var parts []string
	for _, p := range m.pairs {
		if belongs(p) {
			parts = append(parts, cmp.Or(p.new, p.old).full())
		}
	}
	if len(parts) == 1 {
		told[key] = false
		return false
	}
	text := cmp.Or(top, f.at.path) + ": " + strings.Join(parts[:min(len(parts), maxListed)], ", ")
	if len(parts) > maxListed {
		text += fmt.Sprintf(" and %d more", len(parts)-maxListed)
	}
	if with.isOld {
		m.add(f.topic, text, "", f.at, true)
	} else {
		m.add(f.topic, "", text, f.at, false)
	}
	return true
}

// lines writes both facts of a pair: if they differ in some arguments of several, only these.
func (p pair) lines() (before, after string) {
	if p.old.head != p.new.head {
		return p.old.full(), p.new.full()
	}
	if p.old.isKey {
		return p.old.line(), p.new.line()
	}
	was, is := *p.old, *p.new
	was.args, is.args = nil, nil
	for _, d := range p.differing() {
		if d[0].text != "" {
			was.args = append(was.args, d[0])
		}
		if d[1].text != "" {
			is.args = append(is.args, d[1])
		}
	}
	return was.line(), is.line()
}

// differing are the values in which two facts differ: of each the old and the new one, with no text for one that is not given.
func (p pair) differing() (all [][2]arg) {
	for _, a := range p.new.args {
		if b := p.old.value(a.name); b.text != a.text && (b.text == "" || !mayEqual(b.text, a.text)) {
			all = append(all, [2]arg{b, a})
		}
	}
	for _, b := range p.old.args {
		if _, ok := p.new.arg(b.name); ok {
			continue
		}
		if a := p.new.value(b.name); a.text == "" || !mayEqual(b.text, a.text) {
			all = append(all, [2]arg{b, a})
		}
	}
	return all
}

// at is where a pair is reported: the value that has changed, if it stands elsewhere than the call, or else the call.
func (p pair) at() place {
	if p.new == nil {
		return p.old.at
	}
	if p.old == nil {
		return p.new.at
	}
	if all := p.differing(); len(all) == 1 && all[0][1].at.path != "" && (p.new.isKey || !p.new.at.holds(all[0][1].at)) {
		return all[0][1].at
	}
	return p.new.at
}

// counts reports whether a pair is a change of a program that there was: not of one that has come or gone as a whole.
func (m *matching) counts(p pair) bool {
	switch {
	case p.old != nil && p.new != nil:
		return p.old.head != p.new.head || len(p.differing()) > 0
	case m.isPart(p):
		return false
	case p.new != nil:
		return !m.isApart(p.new, m.before, m.after) && !m.before.makesOwn(p.new)
	}
	return !m.isApart(p.old, m.after, m.before) && !m.after.makesOwn(p.old)
}

// isPart reports whether a fact that one version has not goes without saying: what is only given as a default, or to a call that differs
// as a whole.
func (m *matching) isPart(p pair) bool {
	f := p.new
	if f == nil {
		f = p.old
	}
	if f.isKey {
		return f.alone
	}
	if f.of != nil && (m.open[f.of.head] || f.of.open) {
		return true // it may be among those that the other version unpacks
	}
	return f.of != nil && slices.ContainsFunc(m.pairs, func(q pair) bool {
		return q.new == f.of && (q.old == nil || q.old.head != f.of.head) || q.old == f.of && (q.new == nil || q.new.head != f.of.head)
	})
}

// isApart reports whether a fact of one side is part of a file, function or class that the other side has not, and which nothing
// uses that both have.
func (m *matching) isApart(f *fact, without, with *side) bool {
	if !without.has(f.at.path) {
		return !m.isUsed(stem(f.at.path), f.at.path, "", without, with)
	}
	top, _, _ := strings.Cut(f.scope, ".")
	if top == "" || without.defines(f.at.path, top) {
		return false
	}
	return !m.isUsed(top, "", top, without, with)
}

// isUsed reports whether a file that both sides have, and that differs, names something, but for the file at a path and what stands in
// the definition of a name.
func (m *matching) isUsed(word, except, definition string, without, with *side) bool {
	for _, name := range m.paths(isCode) {
		if name == except || isTest(name) || !without.has(name) || !with.has(name) {
			continue
		}
		f := with.parse(name)
		if f == nil {
			continue
		}
		for n := range f.Root().Identifiers(word) {
			if outer := outermost(n); outer != definition && (outer == "" || without.defines(name, outer)) && n.Field() != python.NameField {
				return true
			}
		}
	}
	return false
}

// outermost returns the name of the function or class at the top of a module that a node is in, "" if there is none.
func outermost(n python.Node) string {
	name := ""
	for around := n.Ancestor(python.FunctionDefinition, python.ClassDefinition); around.Exists(); around = around.Ancestor(python.FunctionDefinition, python.ClassDefinition) {
		name = strings.Clone(around.Child(python.NameField).Text())
	}
	return name
}

// defines reports whether a file has a function or class of a name at its top.
func (s *side) defines(file, name string) bool {
	if s.defined[file] == nil {
		names := map[string]bool{}
		if f := s.parse(file); f != nil {
			for n := range f.Root().All(python.FunctionDefinition, python.ClassDefinition) {
				names[strings.Clone(n.QualName())] = true
			}
		}
		s.defined[file] = names
	}
	return s.defined[file][name]
}

// credit tells each change of a value once: where it is set. What only differs in the order of parts that differ themselves is left out.
func (m *matching) credit() {
	var settings []pair
	for _, p := range m.pairs {
		if p.old != nil && p.new != nil && p.new.isKey {
			settings = append(settings, p)
		}
	}
	drop := map[*fact]bool{}
	for _, p := range m.pairs {
		if p.old == nil || p.new == nil || p.new.isKey {
			continue
		}
		if p.old.head != p.new.head && m.isInside(p) {
			drop[p.new] = true // the call around it has become another, and says so
		}
		all := p.differing()
		told := 0
		for _, d := range all {
			for _, s := range settings {
				if s.new.at.holds(d[1].at) {
					drop[s.new] = true
				} else if s.new.args[0].text == d[1].text && s.old.args[0].text == d[0].text && (s.new.topic == p.new.topic || s.new.head == d[1].name) {
					told++
					break
				}
			}
		}
		if len(all) > 0 && told == len(all) || p.new.isList && m.isWithin(p) {
			drop[p.new] = true
		}
	}
	m.pairs = slices.DeleteFunc(m.pairs, func(p pair) bool { return p.new != nil && drop[p.new] })
	m.once()
}

// once takes out changes of the same values from the same place, which several calls are given.
func (m *matching) once() {
	seen := map[string]bool{}
	m.pairs = slices.DeleteFunc(m.pairs, func(p pair) bool {
		if p.old == nil || p.new == nil || p.new.at.holds(p.at()) {
			return false
		}
		at := p.at()
		key := p.new.topic + "\x00" + at.path + "\x00" + strconv.Itoa(at.start)
		if seen[key] {
			return true
		}
		seen[key] = true
		return false
	})
}

// isInside reports whether a pair, which differs in what is called alone, is part of a call that has become another one.
func (m *matching) isInside(p pair) bool {
	same := *p.new
	same.head = p.old.head
	return same.same() == p.old.same() && slices.ContainsFunc(m.pairs, func(q pair) bool {
		return q.new != p.new && q.old != nil && q.new != nil && q.old.head != q.new.head && q.new.at.holds(p.new.at) && q.old.at.holds(p.old.at)
	})
}

// isWithin reports whether another pair is about a part of what a pair is about.
func (m *matching) isWithin(p pair) bool {
	return slices.ContainsFunc(m.pairs, func(q pair) bool {
		return (q.new != p.new || q.old != p.old) && (q.new != nil && p.new.at.holds(q.new.at) || q.old != nil && p.old.at.holds(q.old.at))
	})
}
