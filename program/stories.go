package program

import (
	"iter"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/link"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/program/story/seeding"
)

// Scripts returns the paths of the files whose stories are worth telling: those that may come to something that trains, seeds
// or draws, and those that have it, in order. If only what is found in some files is wanted, a large program has only those scripts that may
// come to one of these; nil is for all.
func (p *Program) Scripts(wanted func(path string) bool) (paths []string) {
	p.link()
	var nodes []int32
	own := make([]bool, len(p.graph.Order))
	for _, fn := range p.graph.Functions {
		if fits(p.Frameworks, fn) || maySeedOrDraw(p.Frameworks, fn) {
			nodes = append(nodes, fn.ID)
			own[fn.Module.ID] = true
		}
	}
	starts := p.graph.ScriptsTo(nodes)
	near := p.importing(wanted)
	for _, m := range p.graph.Order {
		if near != nil && !near[m] {
			continue
		}
		if (own[m.ID] || starts[m.ID] || len(nodes) > 0 && len(p.graph.Order) <= maxTold && m.Acts()) && (m.Facts.Snippet || !IsTest(m.Facts.Path)) {
			paths = append(paths, m.Facts.Path)
		}
	}
	return paths
}

// ComingTo returns those of some scripts that may come to one of some files, as far as the program is large.
func (p *Program) ComingTo(isOpen func(path string) bool, scripts []string) (paths []string) {
	p.Link()
	near := p.importing(isOpen)
	for _, path := range scripts {
		if near == nil || near[p.graph.At(path)] {
			paths = append(paths, path)
		}
	}
	return paths
}

// importing returns the modules at wanted paths, and all that import them, however indirectly; nil if all are to be looked at.
func (p *Program) importing(wanted func(path string) bool) map[*link.Module]bool {
	if wanted == nil || len(p.graph.Order) <= maxTold {
		return nil
	}
	var start []*link.Module
	for _, m := range p.graph.Order {
		if wanted(m.Facts.Path) {
			start = append(start, m)
		}
	}
	return p.graph.Importing(start)
}

// maxTold is up to how many files a program has whose scripts are all followed, whatever the call graph says of them: it does
// not see every import.
const maxTold = 60

// StartsSomething reports whether the file at a path does something only when it is the script, or computes or fits at its top level.
func (p *Program) StartsSomething(path string) bool {
	p.link()
	m := p.graph.At(path)
	return m != nil && (m.IsGuarded() || fits(p.Frameworks, m.Body))
}

// A Told is a training with the story that it is part of.
type Told struct {
	*story.Story
	Training *story.Training
}

// At returns where the training is.
func (t Told) At() story.Range { return t.Story.At(t.Place(t.Training)) }

// Owes reports whether the training is meant to produce a model, and so owes what a team asks of one: a seed, validation, checkpoints.
func (t Told) Owes() bool {
	purpose, _ := checkpoint.PurposeOf(t.Story, t.Training)
	return purpose == story.Production
}

// Trainings yields the trainings that scripts start, in the order of the scripts: all those together that several scripts come
// to at one place.
func (p *Program) Trainings() iter.Seq[[]Told] {
	if p.told == nil && len(p.Stories) > 0 {
		p.told = p.findTrainings()
	}
	return slices.Values(p.told)
}

func (p *Program) findTrainings() (all [][]Told) {
	index := map[story.Range]int{} // in all
	for _, s := range p.Stories {
		for i := range s.Trainings {
			t := Told{s, &s.Trainings[i]}
			if t.Training.Alone() && !s.Snippet {
				continue
			}
			at := t.At()
			if _, ok := index[at]; !ok {
				index[at] = len(all)
				all = append(all, nil)
			}
			all[index[at]] = append(all[index[at]], t)
		}
	}
	return all
}

// OnceAScript asks about the trainings that scripts start, all those together that several scripts come to at one place, until
// one of a script is found: a finding a script is enough.
func (p *Program) OnceAScript(found func(all []Told) bool) {
	done := map[*story.Story]bool{}
	for all := range p.Trainings() {
		if !done[all[0].Story] && found(all) {
			done[all[0].Story] = true
		}
	}
}

// fits reports whether a call of a function may be one that fits a model or applies gradients to one.
func fits(frameworks *framework.Set, fn *link.Function) bool {
	mayTrain := func(name string) bool { return mayTrain(frameworks, name) }
	if fn.Trains() || aroundStep[facts.LastPart(fn.Name)] {
		return true
	}
	for i := range fn.Calls {
		if fn.Updates(i) || mayTrain(fn.Calls[i].Callee) || isUpdate(fn, fn.Calls[i].Callee) || slices.ContainsFunc(fn.Targets[i].External, mayTrain) {
			return true
		}
	}
	return false
}

// maySeedOrDraw reports whether a call of a function may seed a generator, or part data at random: what is wrong with that is seen
// without a training, too.
func maySeedOrDraw(frameworks *framework.Set, fn *link.Function) bool {
	return slices.ContainsFunc(fn.Targets, func(t link.Called) bool {
		return slices.ContainsFunc(t.External, func(name string) bool {
			c := frameworks.Lookup(frameworks.Canonical(strings.TrimPrefix(name, "?")))
			return c != nil && (len(c.Seeds) > 0 || c.Splits) || strings.HasPrefix(name, "sklearn.") || seeding.IsSeeded(name) || seeding.IsOfData(name)
		})
	})
}

// aroundStep are methods that Lightning runs around the step of an optimizer.
var aroundStep = map[string]bool{"on_after_backward": true, "on_before_optimizer_step": true}

// mayTrain reports whether something of a name may fit a model or apply gradients.
func mayTrain(frameworks *framework.Set, name string) bool {
	if c := frameworks.Lookup(frameworks.Canonical(strings.TrimPrefix(name, "?"))); c != nil && (c.Trains != "" || c.Act == framework.Step || c.Act == framework.Differentiate || c.Applies != "") {
		return true
	}
	method := facts.LastPart(name)
	return strings.HasPrefix(method, "fit") || applying[method] || preparing[method]
}

// preparing are functions that prepare the data of a training: what these do wrong is seen without one, too.
var preparing = map[string]bool{"Compose": true, "train_test_split": true, "random_split": true}

// applying are methods that apply gradients, or run a loop that does.
var applying = map[string]bool{
	"step": true, "apply_gradients": true, "apply_updates": true, "minimize": true, "train_on_batch": true, "partial_fit": true,
	"optimizer_step": true, "fine_tune": true, "learn": true, "create_supervised_trainer": true, "backward": true, "manual_backward": true,
}

// isUpdate reports whether a call may be one of an optimizer of MLX, NNX or Optax.
func isUpdate(fn *link.Function, name string) bool {
	return facts.LastPart(name) == "update" && fn.Module.Imports("mlx", "flax", "optax", "jax")
}
