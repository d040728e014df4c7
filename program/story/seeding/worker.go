package seeding

import (
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A WorkerDraw is a loader with worker processes whose data set draws from a generator that every worker has a copy of.
type WorkerDraw struct {
	At   value.Place // the loader
	Draw value.Place // the call that draws
	Name string      // its name
}

// inWorkers is what the facts call the loop in which the workers of a loader take items from its data set.
const inWorkers = "worker"

// WorkerDraws are the loaders of PyTorch whose workers draw the same numbers. PyTorch seeds random, numpy.random and torch in each of
// them, but no generator that the program has made (https://docs.pytorch.org/docs/stable/notes/faq.html).
func WorkerDraws(s *story.Story) (out []WorkerDraw) {
	draws := copiedDraws(s)
	for i := range s.Calls {
		c := &s.Calls[i]
		if !story.Loads.MatchString(c.Name) || !hasWorkers(s, c.Object) {
			continue
		}
		if draw, ok := draws[c.Event.At]; ok {
			out = append(out, WorkerDraw{c.Event.At, draw.Event.At, draw.Name})
		}
	}
	return out
}

// WorkersAlike are the seeds that the function which prepares the workers of a loader sets to the same number in each of them.
func WorkersAlike(s *story.Story) (out []WorkerDraw) {
	for i := range s.Calls {
		loader := &s.Calls[i]
		if _, prepares := loader.Object.Argument("worker_init_fn", 10); !prepares || !story.Loads.MatchString(loader.Name) {
			continue
		}
		for k := range s.Steps {
			seed := &s.Steps[k]
			if seed.Kind != story.Seed || !slices.Contains(seed.Event.Way, loader.Event.At) || len(seed.Object.Args) == 0 || !isFixed(s, seed.Object.Args[0].Value) {
				continue
			}
			if _, ok := workerLoop(s, seed.Event); !ok {
				out = append(out, WorkerDraw{At: seed.Event.At, Name: seed.Name})
			}
		}
	}
	return out
}

// isFixed reports whether a number is written in the program, or a setting.
func isFixed(s *story.Story, v value.Value) bool {
	all := s.Record.Heap.All(v)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind != value.Literal && o.Kind != value.Option
	})
}

// hasWorkers reports whether a loader has worker processes that nothing is done about.
func hasWorkers(s *story.Story, loader *value.Object) bool {
	workers, ok := loader.Argument("num_workers", 5)
	prepare, prepares := loader.Argument("worker_init_fn", 10)
	return ok && !s.IsLiteral(workers, "0") && (!prepares || s.IsLiteral(prepare, "None")) &&
		!slices.ContainsFunc(loader.Args, func(a value.Argument) bool { return a.Rest })
}

// copiedDraws are the first draws in workers from a generator that was made before there were any, by where their loaders are.
func copiedDraws(s *story.Story) map[value.Place]*story.Step {
	draws := map[value.Place]*story.Step{}
	for i := range s.Calls {
		c := &s.Calls[i]
		loop, ok := workerLoop(s, c.Event)
		if !ok || !inherited.MatchString(c.Name) || isMadeIn(s, c.Object, loop) {
			continue
		}
		if at := s.Record.Loops[loop].At; draws[at] == nil {
			draws[at] = c
		}
	}
	return draws
}

// workerLoop returns the loop of a loader's workers that an event happens in.
func workerLoop(s *story.Story, e *record.Event) (loop int, ok bool) {
	for _, loop := range e.Loops() {
		if s.Record.Loops[loop].Name == inWorkers {
			return loop, true
		}
	}
	return 0, false
}

// isMadeIn reports whether what is called, or called on, is made anew in each turn of a loop.
func isMadeIn(s *story.Story, o *value.Object, loop int) bool {
	return slices.ContainsFunc([]value.Value{o.Of, o.Callee}, func(v value.Value) bool {
		return slices.ContainsFunc(s.Origins(v), func(id value.ID) bool {
			made, isCall := s.Made[id]
			return isCall && slices.Contains(s.Calls[made].Event.Loops(), loop)
		})
	})
}

// inherited matches what draws from a generator of the program's own, or from one that PyTorch does not know.
var inherited = pattern.New(`^(numpy\.random\.(default_rng|RandomState)\(\)\..+|random\.Random\(\)\..+|imgaug\..+\(\)(\..+)?|` +
	`cv2\.(randn|randu|randShuffle))$`)
