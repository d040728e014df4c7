package checkpoint

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// numbersLeft are the parts that are numbers which go into the checkpoints of a training under keys of their own, and are never
// taken from there: counters that go on from epoch to epoch, and the best score so far.
func numbersLeft(s *story.Story, t *story.Training) (left []framework.Part) {
	read := readIDs(s)
	for _, o := range resumable(s, savedInLoop(s, t)) {
		for _, key := range value.SortedKeys(o.Fields) {
			part, held := PartOf(key), o.Fields[key]
			isIt := part == framework.Epoch && isCounter(s, held, t) || part == framework.Best && isBest(s, held, key, t)
			if isIt && !isTaken(s, key) && !comesFrom(s, held, read, 0) {
				left = append(left, part)
			}
		}
	}
	return left
}

// savedInLoop are the dictionaries that a training saves while it runs.
func savedInLoop(s *story.Story, t *story.Training) (all []*value.Object) {
	for _, c := range Of(s, t).All {
		if !c.InLoop || c.Facts.Object == nil {
			continue
		}
		v, _ := given(c.Step, c.Facts.Object)
		for _, id := range s.Record.Heap.All(v) {
			if o := s.Record.Heap.Object(id); o.Kind == value.Dict {
				all = append(all, o)
			}
		}
	}
	return all
}

// resumable are those of some saved dictionaries that have all keys without which the script does not resume: another one is of the
// best model alone. They are all if none has these keys.
func resumable(s *story.Story, saved []*value.Object) []*value.Object {
	var needed []string
	for _, r := range Readings(s) {
		for _, k := range r.Keys {
			if r.Resumes() && !k.Checked && k.Name != "" {
				needed = append(needed, k.Name)
			}
		}
	}
	with := slices.DeleteFunc(slices.Clone(saved), func(o *value.Object) bool {
		return o.Elements == value.Nothing && slices.ContainsFunc(needed, func(key string) bool { return o.Fields[key] == value.Nothing })
	})
	if len(with) == 0 {
		return saved
	}
	return with
}

// readIDs are the checkpoints that are read.
func readIDs(s *story.Story) (all []value.ID) {
	for _, r := range Readings(s) {
		all = append(all, r.Step.Event.Call)
	}
	return all
}

// isTaken reports whether something is made of what a checkpoint has under a key.
func isTaken(s *story.Story, key string) bool {
	return slices.ContainsFunc(Readings(s), func(r Reading) bool { return r.kept[key] })
}

// comesFrom reports whether a number may be one of some objects, or computed of it.
func comesFrom(s *story.Story, v value.Value, from []value.ID, depth int) bool {
	return depth < story.MaxWalk && slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		if slices.Contains(from, id) || comesFrom(s, o.Of, from, depth+1) {
			return true
		}
		return (o.Operator != 0 || strings.HasPrefix(o.Name, "builtins.")) && slices.ContainsFunc(o.Args, func(a value.Argument) bool { return comesFrom(s, a.Value, from, depth+1) })
	})
}

// isCounter reports whether a value is a number that starts from one that is written in the program and is counted on from one epoch
// of a training to the next.
func isCounter(s *story.Story, v value.Value, t *story.Training) bool {
	if t.Outer() < 0 || !s.Record.Heap.Varies(v) || !s.Record.Heap.IsNumber(v) {
		return false
	}
	outer := s.Record.Loops[t.Outer()]
	over := s.Single(outer.Over)
	return slices.ContainsFunc(s.Origins(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		switch {
		case o.Kind != value.Varying:
			return false
		case over != nil && o.At == over.At:
			return startsAtNumber(s, over)
		}
		return o.At == outer.At || isCountedOn(s, id, t)
	})
}

// startsAtNumber reports whether a range starts at 0, or where the program says so by a number.
func startsAtNumber(s *story.Story, over *value.Object) bool {
	return story.Counting[over.Name] && (len(over.Args) == 1 || len(over.Args) > 1 && s.OnlyLiteral(over.Args[0].Value) != nil)
}

// isCountedOn reports whether something is a number that is counted on in an attribute, which does not start over in the turns of a
// training's loop.
func isCountedOn(s *story.Story, id value.ID, t *story.Training) bool {
	kept := false
	for of, o := range s.Record.Heap.Objects() {
		if o.Kind != value.Instance {
			continue
		}
		for name, v := range o.Fields {
			if !slices.Contains(s.Record.Heap.All(v), id) {
				continue
			}
			if s.Record.Restarts[record.Restart{Object: of, Name: name, Loop: t.Outer()}] {
				return false
			}
			kept = true
		}
	}
	return kept
}

// isBest reports whether a value is the best score so far, which starts from a number that is written in the program and decides what
// is saved.
func isBest(s *story.Story, v value.Value, key string, t *story.Training) bool {
	all := s.Record.Heap.All(v)
	return Of(s, t).Any(func(c *Checkpoint) bool {
		return c.InLoop && slices.ContainsFunc(c.Step.Event.Around, func(a record.Around) bool {
			best, score := comparedBest(s, a.Guard)
			if best == value.Nothing || v == score && !bestPath.MatchString(key) || !startsFixed(s, best, score) {
				return false
			}
			return slices.ContainsFunc(s.Record.Heap.All(best), func(id value.ID) bool {
				return slices.Contains(all, id) && s.Record.Heap.Object(id).Kind != value.Literal
			})
		})
	})
}

// comparedBest returns the best score so far and the one that it is compared with, if that is what a condition is.
func comparedBest(s *story.Story, g record.Guard) (best, score value.Value) {
	for _, id := range s.Record.Heap.All(g.Condition) {
		o := s.Record.Heap.Object(id)
		if !o.Operator.Orders() || len(o.Args) != 2 {
			continue
		}
		left, right := o.Args[0].Value, o.Args[1].Value
		switch {
		case keeps(s, left, right):
			return left, right
		case keeps(s, right, left):
			return right, left
		}
	}
	return value.Nothing, value.Nothing
}

// startsFixed reports whether all that the best score may be is the score, what is made of it, and numbers that are written.
func startsFixed(s *story.Story, best, score value.Value) bool {
	from := s.Record.Heap.All(score)
	return !slices.ContainsFunc(s.Record.Heap.All(best), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		isOfScore := func(id value.ID) bool { return slices.Contains(from, id) }
		isLimit := o.Name == "builtins.float()" || o.Name == "math.inf" || o.Name == "numpy.inf" || o.Operator == code.Subtract
		return o.Kind != value.Literal && !isLimit && !slices.ContainsFunc(s.Origins(s.Record.Heap.Of(id)), isOfScore)
	})
}

// countsAnew answers whether a training that a library saves and restores as a whole, but for how far it has come, starts to count its
// epochs from the start.
func countsAnew(s *story.Story, t *story.Training) (Unrestored, bool) {
	if t.By != "" || t.Outer() < 0 {
		return Unrestored{}, false
	}
	over := s.Single(s.Record.Loops[t.Outer()].Over)
	if over == nil || !startsAtNumber(s, over) || isSkipped(s, over, t) {
		return Unrestored{}, false
	}
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != story.Restore || step.Event.Alone || step.Order > begins(s, t) || step.Object.Of == value.Nothing || !savesWhole(s, step.Object.Of, t) {
			continue
		}
		made := func(id value.ID) bool { // or fewer epochs are left
			return id == step.Event.Call || slices.Contains(s.Record.Heap.All(step.Object.Of), id) || s.Record.Heap.Object(id).Operator == code.Subtract
		}
		if !slices.ContainsFunc(over.Args, func(a value.Argument) bool { return slices.ContainsFunc(s.Origins(a.Value), made) }) {
			return Unrestored{At: step.Event.At, Anew: true}, true
		}
	}
	return Unrestored{}, false
}

// savesWhole reports whether the same thing saves the whole state of a training in its loop, each time to another place.
func savesWhole(s *story.Story, of value.Value, t *story.Training) bool {
	registers := slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		return method == "register_for_checkpointing" && s.Shares(c.Object.Of, of)
	})
	return !registers && Of(s, t).Any(func(c *Checkpoint) bool {
		return c.InLoop && c.Facts.Whole && s.Shares(c.Step.Object.Of, of) && (c.Facts.Versions || c.Path.Stability == PerTurn)
	})
}

// isSkipped reports whether a training compares the number of its epoch: it may leave out those that are over.
func isSkipped(s *story.Story, over *value.Object, t *story.Training) bool {
	return slices.ContainsFunc(s.Record.Events, func(e record.Event) bool {
		return slices.Contains(e.Loops(), t.Outer()) && slices.ContainsFunc(e.Around, func(a record.Around) bool {
			return a.Loop < 0 && slices.ContainsFunc(s.Record.Heap.All(a.Guard.Condition), func(id value.ID) bool {
				o := s.Record.Heap.Object(id)
				return o.Operator.Orders() && slices.ContainsFunc(o.Args, func(a value.Argument) bool { return isCountOf(s, a.Value, over) })
			})
		})
	})
}

// isCountOf reports whether a value is the number that a range counts.
func isCountOf(s *story.Story, v value.Value, over *value.Object) bool {
	o := s.Single(v)
	return o != nil && o.Kind == value.Varying && o.At == over.At
}
