package program

import (
	"cmp"
	"slices"
	"strings"
)

const (
	maxStack    = 8    // calls that are climbed from a function
	maxStacks   = 16   // ways in which calls lead to a function that are told apart
	maxBindings = 100  // assignments to one name: one that is given a value more often says nothing
	maxFollowed = 5000 // values that are followed to tell what one training saves and where
)

// A scope is a function as a chain of calls leads to it, which gives its names their meaning.
type scope struct {
	entry *Entry
	fn    *function
	stack []callSite // outermost first; the last one calls fn
}

// An origin is a value, in the scope that its names belong to.
type origin struct {
	Value
	scope
	op string // of an augmented assignment
	at Span   // of the assignment or call that it stands in; empty for a default
}

// stacks returns the chains of calls that lead to a function; one that nothing calls has an empty chain.
func (e *Entry) stacks(fn *function) [][]callSite {
	return once(&e.chains, fn, func() [][]callSite { return e.climb(fn, nil) })
}

func (e *Entry) climb(fn *function, below []callSite) (out [][]callSite) {
	for _, site := range e.callers[fn] {
		isLoop := slices.ContainsFunc(below, func(s callSite) bool { return s.fn == site.fn })
		if isLoop || len(below) == maxStack || len(out) >= maxStacks {
			continue
		}
		out = append(out, e.climb(site.fn, append([]callSite{site}, below...))...)
	}
	if len(out) == 0 {
		out = append(out, below)
	}
	return out[:min(len(out), maxStacks)]
}

// in returns the scope that a function has by one of the chains that lead to it.
func (e *Entry) in(fn *function) scope { return scope{e, fn, e.stacks(fn)[0]} }

// caller returns the scope that the function is called from.
func (s scope) caller() scope {
	last := len(s.stack) - 1
	return scope{s.entry, s.stack[last].fn, s.stack[:last]}
}

// origins returns the values that a name, as it is written in the scope's function, may have where it is used.
func (s scope) origins(name string, use Span) []origin {
	out, settled := s.fn.reaching(s.assigned(name), use)
	switch isParameter := slices.Contains(s.fn.Parameters, name); {
	case isParameter && !settled:
		return append(out, s.argument(name)...)
	case isParameter, len(out) > 0:
		return out
	}
	if class, ok := ownerPart(s.fn.Name); ok && strings.HasPrefix(name, "self.") {
		return s.attribute(class, name)
	}
	if outer, nested := outerFunction(s.fn.Name); nested && s.fn.module.functions[outer] != nil {
		return s.entry.in(s.fn.module.functions[outer]).origins(name, Span{})
	}
	if s.fn != s.fn.module.body {
		return scope{s.entry, s.fn.module.body, nil}.assigned(name)
	}
	return nil
}

// exhausted notes that one more value is followed, and reports whether that is too many.
func (o origin) exhausted() bool {
	o.entry.followed++
	return o.entry.followed > maxFollowed
}

// reaching leaves out the values that another assignment, on the way to the use, replaces; settled if there is one.
func (fn *function) reaching(all []origin, use Span) (out []origin, settled bool) {
	last := len(all) - 1
	for ; last >= 0; last-- {
		if from := all[last]; from.op == "" && from.at.End <= use.Start && fn.encloses(from.at, use) {
			break
		}
	}
	if last < 0 {
		return all, false
	}
	return slices.DeleteFunc(slices.Clone(all[last:]), func(o origin) bool { return o.at.Start > use.Start }), true
}

// encloses reports whether the innermost block that holds one place holds the other, too.
func (fn *function) encloses(place, other Span) bool {
	after, _ := slices.BinarySearchFunc(fn.Blocks, place.Start, func(b Block, at int) int { return cmp.Compare(b.Span.Start, at+1) })
	for i := after - 1; i >= 0; i = fn.Blocks[i].Parent {
		if fn.Blocks[i].Span.contains(place) {
			return fn.Blocks[i].Span.contains(other)
		}
	}
	return true
}

// attribute finds what the methods of a class assign to an attribute of self.
func (s scope) attribute(class, name string) (out []origin) {
	for _, fn := range s.fn.module.setters(attribute{class, base(name)}) {
		out = append(out, s.entry.in(fn).assigned(name)...)
		if len(out) > maxBindings {
			return nil
		}
	}
	return out
}

// assigned returns what the function itself assigns to a name.
func (s scope) assigned(name string) (out []origin) {
	assigns := s.fn.assignsTo(base(name))
	if len(assigns) > maxBindings {
		return nil
	}
	for _, a := range assigns {
		at := slices.Index(a.Targets, name)
		switch {
		case at < 0:
		case len(a.Targets) == 1:
			out = append(out, origin{a.Value, s, a.Op, a.Span})
		case len(a.Value.Items()) == len(a.Targets) && a.Value.Kind == Sequence:
			out = append(out, origin{a.Value.Items()[at], s, a.Op, a.Span})
		default:
			out = append(out, origin{Value{Kind: Other, Parts: &Parts{Names: a.Value.Names()}}, s, a.Op, a.Span})
		}
	}
	return out
}

// argument returns what a parameter is given by the call that leads here, or its default.
func (s scope) argument(name string) []origin {
	if len(s.stack) > 0 {
		site := s.stack[len(s.stack)-1]
		at := slices.Index(s.fn.Parameters, name)
		if slices.Contains([]string{"self", "cls"}, s.fn.Parameters[0]) {
			at--
		}
		arg, given := site.call().arg(name, at)
		switch {
		case !slices.Contains(site.fn.targets[site.index].functions, s.fn): // it is handed on, and called by others
			return nil
		case given:
			return []origin{{Value: arg.Value, scope: s.caller(), at: site.call().Span}}
		case site.call().Unpacks:
			return nil
		}
	}
	for _, d := range s.fn.Defaults {
		if d.Key == name {
			return []origin{{Value: d.Value, scope: s}}
		}
	}
	return nil
}

// callIn finds a call by its callee's name in a part of the function.
func (fn *function) callIn(callee string, part Span) (callSite, bool) {
	for _, i := range fn.callsOf(callee) {
		if (part == Span{}) || part.contains(fn.Calls[i].Span) {
			return callSite{fn, i}, true
		}
	}
	return callSite{}, false
}

// callsOf returns the indexes of the calls of a callee.
func (fn *function) callsOf(callee string) []int {
	if fn.named == nil {
		fn.named = map[string][]int{}
		for i := range fn.Calls {
			fn.named[fn.Calls[i].Callee] = append(fn.named[fn.Calls[i].Callee], i)
		}
	}
	return fn.named[callee]
}

// ownerPart returns what stands before the last dot of a name.
func ownerPart(name string) (owner string, dotted bool) {
	i := strings.LastIndexByte(name, '.')
	return name[:max(i, 0)], i >= 0
}
