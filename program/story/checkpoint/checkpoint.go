// Package checkpoint answers what training programs write of their state and read again: when, where, with which contents, and
// whether a run can go on from it.
package checkpoint

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

// A Checkpoint is a save of what a training makes.
type Checkpoint struct {
	Step   *story.Step
	Facts  *framework.Save
	InLoop bool // it may happen with every turn of the training's loop
	When   Occasion
	Path   Path
	Moved  bool // what is written is renamed afterwards

	held *Contents // nil if nobody has asked
}

// An Occasion is the conditions under which a turn of the training's loop saves.
type Occasion uint8

// The occasions that are told apart.
const (
	OnImprovement Occasion = 1 << iota // a score is the best so far
	Once                               // in one turn of the loop, or before it is left
	OnFailure                          // an exception is handled
	OnOneProcess                       // by the first process only
	Recurring                          // every so many turns
	Otherwise                          // anything else: an option
)

// Is reports whether one of some occasions holds.
func (o Occasion) Is(one Occasion) bool { return o&one != 0 }

// OnlyBest reports whether the save happens on improvement, or its path says so.
func (c *Checkpoint) OnlyBest() bool { return c.When.Is(OnImprovement) || c.Path.NamesBest() }

// Checkpoints are all the ways in which what a training makes is written.
type Checkpoints struct {
	All        []Checkpoint
	Hidden     bool // code that is not here may save in the training's loop
	Afterwards bool // code that is not here may save once the loop is over

	copies bool // what is written is copied to a path of its own for each turn
}

// Any reports whether one of the checkpoints is so.
func (c *Checkpoints) Any(is func(*Checkpoint) bool) bool {
	for i := range c.All {
		if is(&c.All[i]) {
			return true
		}
	}
	return false
}

// Periodic reports whether something is saved with the turns of the loop, and not on improvement or failure alone.
func (c *Checkpoints) Periodic() bool {
	return c.Hidden || c.Any(func(c *Checkpoint) bool {
		return c.Facts.Callback || c.InLoop && !c.When.Is(OnImprovement|Once|OnFailure)
	})
}

// Of answers where what a training makes is written. The answer is not to be changed.
func Of(s *story.Story, t *story.Training) *Checkpoints {
	return checkpointsAnswer.Of(s, t, findCheckpoints)
}

var checkpointsAnswer story.AnswerFor[*story.Training, *Checkpoints]

func findCheckpoints(s *story.Story, t *story.Training) *Checkpoints {
	all := &Checkpoints{}
	loops := loopsOf(s, t)
	_, off := NotSaving(s, t.By)
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != story.Save || !t.Counts(step) || holdsState(s, step, t) == value.No {
			continue
		}
		facts := step.Facts.Saves
		if facts.Loop != "" && (facts.Loop != t.By || off) || isApartCallback(s, step) {
			continue
		}
		c := Checkpoint{Step: step, Facts: facts, InLoop: isIn(s, step.Event, loops, t)}
		if !c.InLoop && !savesAfter(s, step, t) {
			continue
		}
		if c.When = occasion(s, step.Event, loops); isMadeForBest(s, step) {
			c.When |= OnImprovement
		}
		locate(s, &c, all, t)
		all.All = append(all.All, c)
	}
	for e := range unknownSaves(s, t) {
		if isIn(s, e, loops, t) {
			all.Hidden = true
		} else {
			all.Afterwards = true
		}
	}
	return all
}

// isMadeForBest reports whether what a save is a call of was made to write improvements only.
func isMadeForBest(s *story.Story, step *story.Step) bool {
	settings := strings.Fields(step.Facts.Saves.OnlyBest)
	return slices.ContainsFunc(s.Record.Heap.All(step.Object.Callee), func(id value.ID) bool {
		return slices.ContainsFunc(settings, func(name string) bool {
			v, ok := s.Record.Heap.Object(id).Argument(name, -1)
			return ok && s.IsGiven(v)
		})
	})
}

// isApartCallback reports whether a step makes a callback that is given to nothing.
func isApartCallback(s *story.Story, step *story.Step) bool {
	facts := step.Facts.Saves
	return facts.Callback && facts.Loop == "" && !s.IsHeld(step.Event.Call)
}

// loopsOf are the loops in which a training goes on, outermost first: not those that start it anew, with a new optimizer.
func loopsOf(s *story.Story, t *story.Training) []int {
	around := t.Around()
	if made := eventOf(s, t.Step.Object.Of); made != nil {
		anew := made.Loops()
		for i, loop := range around {
			if i >= len(anew) || anew[i] != loop {
				around = around[:i]
				break
			}
		}
	}
	return t.Step.Event.Loops()[len(around):]
}

// eventOf returns the call whose result the first object of a value is, or nil.
func eventOf(s *story.Story, v value.Value) *record.Event {
	ids := s.Record.Heap.All(v)
	if len(ids) == 0 {
		return nil
	}
	i, ok := s.Made[ids[0]]
	if !ok {
		return nil
	}
	return s.Calls[i].Event
}

// isIn reports whether an event happens in one of some loops, or in those of the framework that runs a training.
func isIn(s *story.Story, e *record.Event, loops []int, t *story.Training) bool {
	return slices.ContainsFunc(e.Loops(), func(loop int) bool {
		l := &s.Record.Loops[loop]
		return slices.Contains(loops, loop) || t.By != "" && l.Hook != "" && l.At == t.At
	})
}

// locate tells where a checkpoint is written, and what becomes of the file.
func locate(s *story.Story, c *Checkpoint, all *Checkpoints, t *story.Training) {
	argument := c.Facts.Path
	if argument == nil {
		c.Path.Stability = PerTurn
		return
	}
	v, ok := c.Step.Object.Argument(argument.Name, argument.At)
	if !ok {
		c.Path.Stability = PerTurn
		return
	}
	c.Path = PathOf(s, v, t)
	files := append(opened(s, v), s.Record.Heap.All(v)...)
	for _, i := range moved(s) {
		to, isMoved, ok := movesFile(s, s.Calls[i].Object, files)
		switch {
		case !ok || s.Calls[i].Order <= c.Step.Order:
		case isMoved:
			c.Moved = true
		case PathOf(s, to, t).Stability == PerTurn:
			all.copies = true
		}
	}
}

// opened are the paths of files that were opened.
func opened(s *story.Story, v value.Value) (paths []value.ID) {
	for _, id := range s.Record.Heap.All(v) {
		if o := s.Record.Heap.Object(id); strings.HasSuffix(o.Name, "open()") {
			path, _ := o.Argument("file", 0)
			paths = append(append(paths, s.Record.Heap.All(path)...), s.Record.Heap.All(o.Of)...)
		}
	}
	return paths
}

// moved are the calls that may move or copy files, as indexes in the story's. They are found once.
func moved(s *story.Story) []int { return movingAnswer.Of(s, findMoves) }

var movingAnswer story.Answer[[]int]

func findMoves(s *story.Story) (all []int) {
	for i := range s.Calls {
		if _, method := story.CutLast(strings.TrimSuffix(s.Calls[i].Object.Name, "()")); moves[method] || copiesFile[method] {
			all = append(all, i)
		}
	}
	return all
}

// What functions and methods are called that give a file another path, and that leave it where it is, too.
var (
	moves      = map[string]bool{"replace": true, "rename": true, "move": true}
	copiesFile = map[string]bool{"copy": true, "copy2": true, "copyfile": true}
)

// movesFile tells where a call moves or copies one of some files.
func movesFile(s *story.Story, o *value.Object, files []value.ID) (to value.Value, isMoved, ok bool) {
	owner, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
	from := o.Of
	if owner == "os" || owner == "shutil" {
		from, _ = o.Argument("src", 0)
		to, _ = o.Argument("dst", 1)
	} else {
		to, _ = o.Argument("target", 0)
	}
	ok = slices.ContainsFunc(s.Record.Heap.All(from), func(id value.ID) bool { return slices.Contains(files, id) })
	return to, moves[method], ok
}

// Overwritten answers which checkpoints replace each other turn by turn, and not only to keep the best.
func Overwritten(s *story.Story, t *story.Training) (out []Checkpoint) {
	all := Of(s, t)
	versioned := all.Any(func(c *Checkpoint) bool {
		return (c.InLoop || c.Facts.Callback) && (c.Facts.Versions || c.Path.Stability == PerTurn) && !c.When.Is(OnImprovement)
	})
	if versioned || all.copies {
		return nil
	}
	for _, c := range all.All {
		if overwrites(s, &c) {
			out = append(out, c)
		}
	}
	return out
}

func overwrites(s *story.Story, c *Checkpoint) bool {
	switch {
	case c.Facts.Versions, c.Path.Stability == PerTurn, c.Moved, c.When.Is(OnImprovement | Once | OnFailure):
		return false
	case c.Path.NamesBest() && !(c.Facts.Callback && c.Facts.OnlyBest != ""): // which says by an argument whether it is the best
		return false
	case c.Facts.Callback: // Keras fills in {epoch}
		only, given := c.Step.Object.Argument(c.Facts.OnlyBest, -1)
		return c.Facts.OnlyBest != "" && !(given && !s.IsLiteral(only, "False")) && !strings.Contains(c.Path.Text, "{")
	}
	return c.InLoop
}

// Restores reports whether the script may read a checkpoint again, other than when all trainings are over.
func Restores(s *story.Story) bool {
	for i := range s.Steps {
		if step := &s.Steps[i]; step.Kind == story.Restore && (!step.Event.Alone || s.Snippet) && s.DrawMatters(step) {
			return true
		}
	}
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		if c.Event.Alone && !s.Snippet {
			return false
		}
		_, method := story.CutLast(c.Name)
		return s.DrawMatters(&c) && s.Lookup(c.Name) == nil && resuming.MatchString(method) && !strings.HasPrefix(c.Name, "builtins.")
	})
}

// resuming matches what code that is not here is called if it reads a checkpoint.
var resuming = pattern.New(`(?i)resume|restore|continue|load_(ckpt|checkpoint|snapshot|state)|from_checkpoint`)

// occasion tells under which conditions an event happens in one of some loops; of one outside them, under which it happens at
// all.
func occasion(s *story.Story, e *record.Event, loops []int) (when Occasion) {
	around := e.Around
	if i := slices.IndexFunc(around, func(a record.Around) bool { return a.Loop >= 0 && slices.Contains(loops, a.Loop) }); i >= 0 {
		for _, a := range around[:i] {
			if a.Loop < 0 && s.IsOneProcess(a.Guard.Condition) {
				when |= OnOneProcess
			}
		}
		around = around[i:]
	}
	for _, a := range around {
		if a.Loop < 0 {
			when |= occasionOf(s, a.Guard)
			if isLeft(s, a.Guard) {
				when |= Once
			}
		}
	}
	return when
}

// occasionOf tells what kind of condition a guard is.
func occasionOf(s *story.Story, g record.Guard) Occasion {
	all := s.Record.Heap.All(g.Condition)
	is := func(what func(o *value.Object) bool) bool {
		return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool { return !what(s.Record.Heap.Object(id)) })
	}
	when := Occasion(0)
	if s.IsOneProcess(g.Condition) {
		when |= OnOneProcess
	}
	switch {
	case is(func(o *value.Object) bool { return o.Why == value.Exception }):
		return OnFailure
	case slices.ContainsFunc(all, func(id value.ID) bool { return recurs(s, s.Record.Heap.Object(id)) }):
		return when | Recurring
	case isImprovement(s, all, 0):
		return when | OnImprovement
	case g.Holds && is(func(o *value.Object) bool { return isOneTurn(s, o) }):
		return when | Once
	case when != 0:
		return when
	}
	return Otherwise
}

// isImprovement reports whether a condition holds if a score is the best so far, and for no other reason that the script gives:
// settings are left as they are.
func isImprovement(s *story.Story, condition []value.ID, depth int) bool {
	isBetter := false
	for _, id := range condition {
		o := s.Record.Heap.Object(id)
		switch {
		case improves(s, o), depth < story.MaxWalk && isImprovement(s, negated(s, o), depth+1):
			isBetter = true
		case s.IsOneProcess(s.Record.Heap.Of(id)): // and rank == 0
		case o.Operator != 0 || o.Why == value.Condition && o.Of == value.Nothing || o.Kind == value.Literal && o.Literal == code.True:
			return false // or ALWAYS, which is True
		}
	}
	return isBetter
}

// negated is what a condition is the negation of.
func negated(s *story.Story, o *value.Object) []value.ID {
	if o.Why != value.Condition {
		return nil
	}
	return s.Record.Heap.All(o.Of)
}

// improves reports whether a condition holds a score against the best so far: one that was such a score in an earlier turn.
func improves(s *story.Story, o *value.Object) bool {
	if o.Operator == code.Is || o.Operator == code.IsNot { // there is no best yet
		return len(o.Args) == 2 && slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.IsLiteral(a.Value, "None") }) &&
			slices.ContainsFunc(o.Args, func(a value.Argument) bool { return validation.IsScore(s, a.Value) && mayBeNone(s, a.Value) })
	}
	if _, ok := validation.LatestBest(s, o); ok {
		return true
	}
	if !o.Operator.Orders() || len(o.Args) != 2 {
		return o.Kind == value.Foreign && namesBest(o)
	}
	left, right := o.Args[0].Value, o.Args[1].Value
	return keeps(s, left, right) || keeps(s, right, left) ||
		slices.ContainsFunc(o.Args, func(a value.Argument) bool {
			return slices.ContainsFunc(s.Record.Heap.All(a.Value), func(id value.ID) bool { return namesBest(s.Record.Heap.Object(id)) })
		})
}

// mayBeNone reports whether the program may have left a value at None.
func mayBeNone(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Literal && o.Literal == code.None
	})
}

// keeps reports whether one value may be made of another, a score.
func keeps(s *story.Story, best, score value.Value) bool {
	if !validation.IsScore(s, score) || best == value.Nothing {
		return false
	}
	h, from := s.Record.Heap, s.Origins(best)
	return slices.ContainsFunc(h.All(score), func(id value.ID) bool {
		o := h.Object(id)
		return o.Kind == value.Foreign && slices.ContainsFunc(from, func(f value.ID) bool { return f == id || readsSame(o, h.Object(f)) })
	})
}

// readsSame reports whether two results are of calls that ask the same object for the same: metric.result().
func readsSame(a, b *value.Object) bool {
	return a.Of != value.Nothing && a.Of == b.Of && a.Name == b.Name && b.Kind == value.Foreign && strings.HasSuffix(a.Name, "()") &&
		len(a.Args) == 0 && len(b.Args) == 0
}

// namesBest reports whether something of which only the name is known is called the best, or an improvement.
func namesBest(o *value.Object) bool {
	return o.Kind == value.Foreign && strings.HasPrefix(o.Name, "?") && (improvement.MatchString(o.Name) || improvement.MatchString(o.Label))
}

var improvement = pattern.New(`(?i)best|improv|lowest|highest`)

// recurs reports whether a condition holds in every so many turns: it has to do with a remainder.
func recurs(s *story.Story, o *value.Object) bool {
	if o.Kind != value.Foreign && o.Kind != value.Varying {
		return false
	}
	return o.Operator == code.Modulo || o.Operator != 0 && slices.ContainsFunc(o.Args, func(a value.Argument) bool {
		return slices.ContainsFunc(s.Record.Heap.All(a.Value), func(id value.ID) bool {
			inner := s.Record.Heap.Object(id)
			return inner.Operator == code.Modulo
		})
	})
}

// isOneTurn reports whether a condition compares the counter of a loop with one number.
func isOneTurn(s *story.Story, o *value.Object) bool {
	return o.Operator == code.Equal && len(o.Args) == 2 && counts(s, o.Args[0].Value, map[value.ID]bool{}) != counts(s, o.Args[1].Value, map[value.ID]bool{})
}

// counts reports whether a number is the counter of a loop, or a number more or less.
func counts(s *story.Story, v value.Value, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		if seen[id] {
			return false
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		if o.Operator == code.Add || o.Operator == code.Subtract {
			return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return counts(s, a.Value, seen) })
		}
		return o.Kind == value.Varying && o.Operator == 0
	})
}

// isLeft reports whether a loop is left on a condition.
func isLeft(s *story.Story, g record.Guard) bool {
	return leavingsAnswer.Of(s, findLeavings)[leaving{g.At, g.Holds}]
}

var leavingsAnswer story.Answer[map[leaving]bool]

func findLeavings(s *story.Story) map[leaving]bool {
	all := map[leaving]bool{}
	for i := range s.Record.Events {
		if e := &s.Record.Events[i]; e.Leaves {
			last := e.Around[len(e.Around)-1].Guard
			all[leaving{last.At, last.Holds}] = true
		}
	}
	return all
}

// A leaving is a condition on which a loop is left.
type leaving struct {
	at    value.Place
	holds bool
}
