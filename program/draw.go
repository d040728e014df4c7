package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// A Draw is a call that draws random numbers, or makes what will.
type Draw struct {
	Name  string // the canonical name of what is called, behind a question mark if it does not resolve
	Call  *Call
	At    Range
	Outer *Call // the innermost call that it is an argument of, or nil
}

// After returns the place behind the last argument of the draw's call.
func (d Draw) After() Range { return Range{d.At.File, Span{d.Call.Last, d.Call.Last}} }

// Unseeded returns the calls for which draws holds, asked with canonical names, and before which nothing seeds the
// generator of the domain, as far as the runs that lead to them can be followed. Tests are left out.
func (p *Program) Unseeded(domain framework.Domain, draws func(name string, call *Call) bool) []Draw {
	return p.unseeded(func(site callSite, name string) framework.Domain {
		if draws(name, site.call()) {
			return domain
		}
		return ""
	})
}

// UnseededSplits returns the calls that part or shuffle a data set with a generator that nothing seeds.
func (p *Program) UnseededSplits() []Draw { return p.unseeded(splitDraws) }

func (p *Program) unseeded(draws func(callSite, string) framework.Domain) (out []Draw) {
	for _, m := range p.order {
		if IsTest(m.facts.Path) && !m.facts.Snippet {
			continue
		}
		for _, fn := range m.sorted() {
			for i, t := range fn.targets {
				site := callSite{fn, i}
				for _, name := range t.external {
					if d := draws(site, name); d != "" && !p.isSeeded(d, site) {
						out = append(out, Draw{name, site.call(), site.at(), site.outer()})
						break
					}
				}
			}
		}
	}
	return out
}

// isSeeded reports whether a run that comes to a call has seeded a generator by then.
func (p *Program) isSeeded(d framework.Domain, site callSite) bool {
	seeds := func(e *Entry) bool { return e.seededAt(d, site.call()) }
	if runs := p.entriesTo(site.fn); len(runs) > 0 {
		return slices.ContainsFunc(runs, func(i int32) bool { return seeds(p.entries[i]) })
	}
	for script := range p.seedingScripts(d, site.fn) {
		if seeds(script) {
			return true
		}
	}
	return false
}

// outer returns the innermost call around a call in its function, or nil.
func (s callSite) outer() (outer *Call) {
	span := s.call().Span
	for i := range s.fn.Calls {
		c := &s.fn.Calls[i]
		if i != s.index && c.Span.contains(span) && c.Last >= span.End && (outer == nil || outer.Span.contains(c.Span)) {
			outer = c
		}
	}
	return outer
}

// splitDraws returns the generator that a split or shuffle of data draws from unless it is given another
// (https://huggingface.co/docs/datasets/package_reference/main_classes: NumPy's,
// https://www.tensorflow.org/api_docs/python/tf/data/Dataset#shuffle: TensorFlow's).
func splitDraws(site callSite, name string) framework.Domain {
	call := site.call()
	if call.Unpacks || call.hasArg("seed", "generator", "generators", "seeds") {
		return ""
	}
	method := lastPart(name)
	isOf := func(part, library string) bool { // asked last: a module may have thousands of imports
		return strings.HasPrefix(name, part+".") || strings.HasPrefix(name, "?") && site.fn.module.imports(library)
	}
	switch {
	case name == "torch.utils.data.random_split" || name == "torch.utils.data.dataset.random_split":
		return framework.Torch
	case method == "train_test_split" && strings.Contains(name, ".") && !call.isUnshuffled() && isOf("datasets", "datasets"):
		return framework.NumPy
	case method == "shuffle" && len(call.Args) == 0 && isOf("datasets", "datasets"):
		return framework.NumPy
	case method == "shuffle" && call.hasBuffer() && isOf("tensorflow.data", "tensorflow"):
		return framework.TensorFlow
	}
	return ""
}

func (c *Call) isUnshuffled() bool {
	a, ok := c.arg("shuffle", -1)
	return ok && a.Text != "True"
}

// hasBuffer reports whether a call of shuffle has the argument that only that of tf.data has.
func (c *Call) hasBuffer() bool {
	a, ok := c.arg("buffer_size", 0)
	return ok && (a.Name != "" || a.Kind == Literal || buffer.MatchString(a.Text)) && len(c.Args) < 2
}

var buffer = pattern.New(`(?i)buf|size|len|count|num`)
