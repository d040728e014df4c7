package program

import (
	"fmt"
	"strings"
)

// A Belief is something the model holds true of a program, and what that rests on.
type Belief struct {
	Text     string
	At       Range // where it was found; its File is nil if there is no place
	Children []Belief
}

// Trace returns what the model believes about the scripts that the file at a path starts: how they get to their
// training, and where seeds, validation and held-out data were found or that they were not.
func (p *Program) Trace(file string) Belief {
	root := Belief{Text: file}
	for _, e := range p.entries {
		if e.File.Path == file {
			root.Children = append(root.Children, e.trace()...)
		}
	}
	if root.Children == nil {
		root.Children = []Belief{{Text: p.whyNoEntry(file)}}
	}
	return root
}

// whyNoEntry says why nothing is asked of a file.
func (p *Program) whyNoEntry(file string) string {
	m := p.modules[moduleName(file)]
	switch {
	case m == nil:
		return "not read: it is no Python file of this run"
	case IsTest(file):
		return "a test or benchmark: nothing is asked of its training"
	case m.body.does&trains != 0:
		return "its training is asked about under another script that shares it"
	}
	for _, fn := range m.sorted() {
		if fn.does&trains != 0 {
			return "a library: " + fn.Name + " has a training loop, but nothing here starts it"
		}
	}
	return "no training is reached from here"
}

func (e *Entry) trace() []Belief {
	var out []Belief
	for i := range e.Trainings {
		out = append(out, e.traceTraining(&e.Trainings[i]))
	}
	return append(out, e.traceSeeds(), e.traceSplit(), Belief{Text: "looked in " + e.Searched()})
}

func (e *Entry) traceTraining(t *Training) Belief {
	b := Belief{Text: "trains with " + t.describe(), At: t.At}
	for _, site := range e.route(t.fn) {
		b.Children = append(b.Children, Belief{Text: "reached through " + strings.TrimLeft(site.call().Callee, "~?."), At: site.at()})
	}
	m, at := e.Monitoring(t)
	b.Children = append(b.Children, Belief{Text: "validation: " + m.String(), At: at})
	return b
}

// describe says who runs the loop.
func (t *Training) describe() string {
	if t.By != "" {
		return "the loop of " + string(t.By)
	}
	return "a loop of its own"
}

// String says in words when validation happens.
func (m Monitoring) String() string {
	return [...]string{"none found", "only after the training", "while it trains", "can't be told"}[m]
}

// route returns the calls that lead from the script to a function, outermost first.
func (e *Entry) route(fn *function) (route []callSite) {
	seen := map[*function]bool{}
	for !seen[fn] {
		seen[fn] = true
		if len(e.callers[fn]) == 0 {
			break
		}
		site := e.callers[fn][0]
		route = append([]callSite{site}, route...)
		fn = site.fn
	}
	return route
}

func (e *Entry) traceSeeds() Belief {
	s := e.Seeding()
	b := Belief{Text: "seeds"}
	for _, seed := range s.Seeded {
		b.Children = append(b.Children, Belief{Text: string(seed.Domain) + " is seeded", At: seed.At})
	}
	for _, d := range s.Missing {
		b.Children = append(b.Children, Belief{Text: string(d) + " is drawn from and not seeded"})
	}
	for _, option := range e.SeedsByOption() {
		b.Children = append(b.Children, Belief{Text: fmt.Sprintf("nothing is seeded unless %s is given", option.Name), At: option.At})
	}
	for _, w := range e.WorkerDraws() {
		b.Children = append(b.Children, Belief{Text: fmt.Sprintf("%s draws the same in every worker", w.Name), At: w.Draw})
	}
	if s.Unknown != "" {
		b.Children = append(b.Children, Belief{Text: fmt.Sprintf("%s may seed: its code is not here", s.Unknown)})
	}
	if len(s.Drawn) == 0 {
		b.Children = append(b.Children, Belief{Text: "nothing that needs one is drawn"})
	}
	return b
}

func (e *Entry) traceSplit() Belief {
	if at, ok := e.HeldOut(); ok {
		return Belief{Text: "data is held back", At: at}
	}
	return Belief{Text: "no data is held back"}
}
