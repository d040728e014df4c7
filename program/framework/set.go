package framework

import (
	"embed"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

//go:embed *.yaml
var files embed.FS

// A Set is the facts of several libraries. Nil is those that are built in.
type Set struct {
	libraries []*Library
	modules   map[string]bool
	aliases   map[string][][2]string // by their first part, longest first
	exact     map[string]*Call
	patterns  []pattern
	byFirst   map[string][]pattern // see [byFirst]
	trainers  map[string]bool      // last parts of the names of calls that train
	wraps     map[string]bool
	wrapsEach map[string]bool
	made      map[string]bool // names of what calls make whose methods have facts
	making    []glob
	wrapping  []glob
	networks  []string        // classes, without a *
	families  []glob          // of classes that are networks
	own       map[string]bool // first parts of the names of calls that [With] has added facts of
	methods   func() map[string]*Call
	sum       string // tells the set from others
}

// builtIn are the facts that agentlint comes with.
var builtIn = sync.OnceValue(func() *Set {
	var libraries []*Library
	for name, data := range builtInFiles() {
		library := &Library{}
		if err := yaml.Load(data, library, yaml.WithKnownFields()); err != nil { // TestFacts holds them to be well-formed
			panic(fmt.Sprintf("program/framework/%s: %v", name, err))
		}
		libraries = append(libraries, library)
	}
	return newSet(libraries)
})

// builtInFiles yields the files of facts that are built in, by name and in order.
func builtInFiles() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		entries, err := files.ReadDir(".")
		if err != nil {
			panic(err)
		}
		for _, e := range entries {
			data, err := files.ReadFile(e.Name())
			if err != nil {
				panic(err)
			}
			if !yield(e.Name(), data) {
				return
			}
		}
	}
}

// newSet returns the facts of libraries. Of a name that several have facts of, those of the last hold.
func newSet(libraries []*Library) *Set {
	db := &Set{
		modules: map[string]bool{}, aliases: map[string][][2]string{}, exact: map[string]*Call{}, trainers: map[string]bool{}, wraps: map[string]bool{},
		wrapsEach: map[string]bool{}, made: map[string]bool{}, own: map[string]bool{},
	}
	for _, library := range libraries {
		db.add(library)
	}
	for _, aliases := range db.aliases {
		slices.SortFunc(aliases, func(a, b [2]string) int { return len(b[0]) - len(a[0]) })
	}
	db.byFirst = byFirst(db.patterns)
	db.methods = sync.OnceValue(db.findMethods)
	return db
}

// With returns a set that has facts of further libraries, too: they hold in place of those of the same names. The sum tells them
// from others.
func (s *Set) With(libraries []*Library, sum string) *Set {
	if len(libraries) == 0 {
		return s
	}
	before := len(s.or().patterns)
	all := newSet(slices.Concat(s.or().libraries, libraries))
	all.patterns = slices.Concat(all.patterns[before:], all.patterns[:before]) // the first that fits holds
	all.byFirst = byFirst(all.patterns)
	all.sum = sum
	for _, library := range libraries {
		for i := range library.Calls {
			for _, name := range library.Calls[i].Names {
				first, _, _ := strings.Cut(name, ".")
				all.own[first] = true
			}
		}
	}
	return all
}

// Sum tells the facts of a set from those of others; "" for those that are built in.
func (s *Set) Sum() string {
	if s == nil {
		return "" // without reading them, which a run without training code never needs
	}
	return s.sum
}

// or is the set, or if it is nil that which is built in.
func (s *Set) or() *Set {
	if s == nil {
		return builtIn()
	}
	return s
}

// Names reports whether facts that were added to those built in speak of what a dotted name begins with: these hold whatever its
// code does.
func (s *Set) Names(name string) bool {
	first, _, _ := strings.Cut(name, ".")
	return s.or().own[first] && s.Has(name)
}

// add takes the facts of a library.
func (s *Set) add(library *Library) {
	s.libraries = append(s.libraries, library)
	for _, m := range library.Modules {
		s.modules[m] = true
	}
	for from, to := range library.Aliases {
		first, _, _ := strings.Cut(from, ".")
		s.aliases[first] = append(s.aliases[first], [2]string{from, to})
	}
	for _, name := range library.Wraps {
		s.addMade(name)
		if strings.Contains(name, "*") {
			s.wrapping = append(s.wrapping, newGlob(name))
		} else {
			s.wraps[name] = true
		}
	}
	for _, name := range library.WrapsEach {
		s.addMade(name)
		s.wrapsEach[name] = true
	}
	for _, name := range library.Networks {
		if strings.Contains(name, "*") {
			s.families = append(s.families, newGlob(name))
		} else {
			s.networks = append(s.networks, name)
		}
	}
	for i := range library.Calls {
		c := &library.Calls[i]
		for _, n := range c.Names {
			if c.Trains != "" {
				s.trainers[n[strings.LastIndexByte(n, '.')+1:]] = true
			}
			s.addMade(n)
			if strings.Contains(n, "*") {
				first, _, _ := strings.Cut(n, ".")
				s.patterns = append(s.patterns, pattern{newGlob(n), first, c})
			} else {
				s.exact[n] = c
			}
		}
	}
}

// addMade notes what the name of a method says makes its object.
func (s *Set) addMade(name string) {
	maker, _, ok := strings.Cut(name, "()")
	switch {
	case !ok:
	case strings.Contains(maker, "*"):
		s.making = append(s.making, newGlob(maker))
	default:
		s.made[maker] = true
	}
}

// Has is [Set.Has] of what is built in.
func Has(name string) bool { return builtIn().Has(name) }

// Has reports whether there are facts of the calls of a canonical qualified name, or of what they make.
func (s *Set) Has(name string) bool {
	db := s.or()
	return db.Lookup(name) != nil || db.made[name] || matchesAny(db.making, name)
}

// Libraries returns all facts that are built in, by name of their file.
func Libraries() []*Library { return builtIn().libraries }

// IsModule is [Set.IsModule] of what is built in.
func IsModule(module string) bool { return (*Set)(nil).IsModule(module) }

// IsModule reports whether a dotted module is part of an ML framework.
func (s *Set) IsModule(module string) bool {
	top, _, _ := strings.Cut(module, ".")
	if s == nil {
		return builtInModules()[top]
	}
	return s.modules[top]
}

// builtInModules are the modules of the facts that are built in. They are found without reading all of these, which takes longer than all else
// that is done for a small file: nothing more is asked about code that trains nothing.
var builtInModules = sync.OnceValue(func() map[string]bool {
	modules := map[string]bool{}
	for _, data := range builtInFiles() {
		_, rest, _ := strings.Cut(string(data), "\nmodules: [")
		list, _, _ := strings.Cut(rest, "]")
		for name := range strings.SplitSeq(list, ",") {
			if name = strings.TrimSpace(name); name != "" {
				modules[name] = true
			}
		}
	}
	return modules
})

// Canonical is [Set.Canonical] of what is built in.
func Canonical(name string) string { return builtIn().Canonical(name) }

// Canonical returns a qualified name under the module that the facts use for it: pytorch_lightning.Trainer is
// lightning.Trainer.
func (s *Set) Canonical(name string) string {
	for range maxRenames {
		next := s.or().rename(name)
		if next == name {
			break
		}
		name = next
	}
	return name
}

// maxRenames bounds how many aliases a name goes through.
const maxRenames = 32

// rename applies the longest alias that fits.
func (s *Set) rename(name string) string {
	end := 0
	for end < len(name) && name[end] != '.' && name[end] != '(' {
		end++
	}
	for _, a := range s.aliases[name[:end]] {
		if rest, ok := strings.CutPrefix(name, a[0]); ok && (rest == "" || rest[0] == '.' || rest[0] == '(') {
			return a[1] + rest
		}
	}
	return name
}

// Lookup is [Set.Lookup] of what is built in.
func Lookup(name string) *Call { return builtIn().Lookup(name) }

// Lookup returns the facts of the call of a canonical qualified name, or nil.
func (s *Set) Lookup(name string) *Call {
	db := s.or()
	if c := db.exact[name]; c != nil {
		return c
	}
	first, _, _ := strings.Cut(name, ".")
	patterns, ok := db.byFirst[first]
	if !ok {
		patterns = db.byFirst[""]
	}
	d := newDotted(name)
	for i := range patterns {
		if patterns[i].matches(&d) {
			return patterns[i].call
		}
	}
	return nil
}

// WrapsEach reports whether a call of a canonical qualified name returns all that it is given, or things that do what these
// do: Accelerator.prepare.
func (s *Set) WrapsEach(name string) bool { return s.or().wrapsEach[name] }

// Wraps reports whether a call of a canonical qualified name returns its first argument, or something that does what that
// does: torch.compile of a model.
func (s *Set) Wraps(name string) bool {
	db := s.or()
	return db.wraps[name] || matchesAny(db.wrapping, name)
}

// IsNetwork reports whether the objects of a class of a canonical qualified name are networks that are run by calling them.
func (s *Set) IsNetwork(class string) bool {
	db := s.or()
	return slices.Contains(db.networks, class) || matchesAny(db.families, class)
}
