package checkpoint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Reading is a checkpoint that is read, and what becomes of it.
type Reading struct {
	Step     *story.Step
	Keys     []Key // what is read of it, in order
	Restored Contents
	Named    bool // names around it speak of resuming
	Path     Path

	kept map[string]bool // the keys of which something is made besides reports
}

// A Key is one that is looked for in a checkpoint.
type Key struct {
	Name    string
	At      value.Place
	Checked bool // the code is ready for its not being there
}

// Resumes reports whether a training may go on from what is read: names say so, or more than the model is restored.
func (r *Reading) Resumes() bool {
	return r.Restored.Has(framework.Model) && (r.Named || r.Restored.Has(framework.Optimizer) || r.Restored.Has(framework.Epoch))
}

// goesOn matches the names of code and options that resume a training.
var goesOn = pattern.New(`(?i)resume|continue|start_epoch|restart|resum`)

// readers are the calls whose result is what a checkpoint holds.
var readers = map[string]bool{"torch.load": true, "paddle.load": true, "pickle.load": true, "joblib.load": true}

// Readings answers where checkpoints are read that the script can take apart. The answer is not to be changed.
func Readings(s *story.Story) []Reading { return readingsAnswer.Of(s, findReadings) }

var readingsAnswer story.Answer[[]Reading]

// A readingSearch finds what becomes of checkpoints that are read.
type readingSearch struct {
	s    *story.Story
	all  []Reading
	at   map[value.ID]int // of which reading something is the result, as an index in all
	part map[value.ID]piece
	into map[value.ID]framework.Part // of what it is made the state
	lost map[value.ID]bool           // what is restored into an optimizer that no training steps
	used map[value.ID]bool           // what has a use besides being reported
}

// A piece is what is under a key of what was read.
type piece struct {
	reading int
	key     string
}

func findReadings(s *story.Story) []Reading {
	f := readingSearch{s: s, at: map[value.ID]int{}, part: map[value.ID]piece{}, into: map[value.ID]framework.Part{}, lost: map[value.ID]bool{}}
	data := trainedOn(s)
	for i := range s.Steps {
		step := &s.Steps[i]
		if _, again := f.at[step.Event.Call]; again || step.Kind != story.Restore || !readers[step.Name] || step.Event.Alone && !s.Snippet || data[step.Event.Call] {
			continue
		}
		f.at[step.Event.Call] = len(f.all)
		f.all = append(f.all, Reading{Step: step, Named: namesResume(s, step), Path: readFrom(s, step)})
	}
	if len(f.all) == 0 {
		return nil
	}
	for i := range s.Record.Events {
		if e := &s.Record.Events[i]; e.Read != 0 {
			f.look(s.Record.Heap.Object(e.Read), e.Read, e.At, e.Tried || f.isChecked(i))
		}
	}
	for i := range s.Calls {
		f.call(&s.Calls[i])
	}
	f.restore()
	return f.all
}

// trainedOn is what the data of trainings is made of: a file of it is no checkpoint.
func trainedOn(s *story.Story) map[value.ID]bool {
	found := map[value.ID]bool{}
	for i := range s.Trainings {
		for _, id := range s.Origins(s.Trainings[i].Data) {
			found[id] = true
		}
	}
	return found
}

// readFrom is the path of a checkpoint that is read.
func readFrom(s *story.Story, step *story.Step) Path {
	v, ok := step.Object.Argument("f", 0)
	if !ok || len(s.Trainings) == 0 {
		return Path{}
	}
	return PathOf(s, v, &s.Trainings[0])
}

// namesResume reports whether names around the call that reads a checkpoint speak of going on with a training.
func namesResume(s *story.Story, step *story.Step) bool {
	if _, function := story.CutLast(step.Event.In); goesOn.MatchString(function) {
		return true
	}
	names := func(v value.Value) bool {
		return slices.ContainsFunc(s.Origins(v), func(id value.ID) bool {
			o := s.Record.Heap.Object(id)
			return (o.Kind == value.Foreign || o.Kind == value.Option) && (goesOn.MatchString(o.Name) || goesOn.MatchString(o.Label))
		})
	}
	for _, a := range step.Event.Around {
		if a.Loop < 0 && names(a.Guard.Condition) {
			return true
		}
	}
	return slices.ContainsFunc(step.Object.Args, func(a value.Argument) bool { return names(a.Value) })
}

// look notes that something is looked for under a key.
func (f *readingSearch) look(part *value.Object, id value.ID, at value.Place, checked bool) {
	_, key, _ := value.Element(part.Name)
	for _, of := range f.s.Record.Heap.All(part.Of) {
		if i, ok := f.at[of]; ok {
			f.part[id] = piece{i, key}
			f.all[i].Keys = append(f.all[i].Keys, Key{key, at, checked})
		}
	}
}

// isChecked reports whether a condition around an event is about a checkpoint: what it holds.
func (f *readingSearch) isChecked(event int) bool {
	return slices.ContainsFunc(f.s.Record.Events[event].Around, func(a record.Around) bool {
		return a.Loop < 0 && slices.ContainsFunc(f.s.Origins(a.Guard.Condition), func(id value.ID) bool { _, ok := f.at[id]; return ok })
	})
}

// call notes what a call does with a checkpoint, or with a part of it.
func (f *readingSearch) call(c *story.Step) {
	_, method := story.CutLast(c.Name)
	for _, of := range f.s.Record.Heap.All(c.Object.Of) {
		if i, ok := f.at[of]; ok {
			f.method(c, i, method)
		}
	}
	for _, a := range c.Object.Args {
		for _, id := range f.s.Record.Heap.All(a.Value) {
			if i, ok := f.at[id]; ok {
				f.given(c, i, method)
			}
			if _, ok := f.part[id]; ok && method == "load_state_dict" {
				f.lost[id] = f.lost[id] || isForgotten(f.s, c.Object.Of)
				f.into[id] = cmp.Or(f.into[id], partOf(f.s, c.Object.Of))
			}
		}
	}
}

// method notes that a method of a checkpoint is called.
func (f *readingSearch) method(c *story.Step, reading int, method string) {
	r := &f.all[reading]
	switch {
	case (method == "get" || method == "pop") && len(c.Object.Args) > 0:
		if key := f.s.OnlyLiteral(c.Object.Args[0].Value); key != nil {
			r.Keys = append(r.Keys, Key{key.Name, c.Event.At, true})
			f.part[c.Event.Call] = piece{reading, key.Name}
			return
		}
		r.Restored.Open = true
	case method != "keys":
		r.Restored.Open = true
	}
}

// given notes that a checkpoint is handed to a call as a whole.
func (f *readingSearch) given(c *story.Step, reading int, method string) {
	restored := &f.all[reading].Restored
	switch {
	case method == "load_state_dict":
		for _, id := range f.s.Record.Heap.All(c.Object.Of) {
			restored.hold(cmp.Or(partOfObject(f.s, id, f.s.Record.Heap.Object(id)), framework.Model))
		}
	case !looksAt[c.Name]:
		restored.Open = true
	}
}

// partOf is the part of the state that a value has, "" if that can't be told.
func partOf(s *story.Story, v value.Value) (part framework.Part) {
	for _, id := range s.Record.Heap.All(v) {
		part = cmp.Or(part, partOfObject(s, id, s.Record.Heap.Object(id)))
	}
	return part
}

// looksAt are functions that change nothing by what they are given.
var looksAt = map[string]bool{"builtins.print": true, "builtins.len": true, "builtins.isinstance": true, "builtins.type": true}

// isForgotten reports whether something is an optimizer, and none that applies gradients.
func isForgotten(s *story.Story, v value.Value) bool {
	h := s.Record.Heap
	isOptimizer := func(id value.ID) bool {
		o := h.Object(id)
		return o.Kind == value.Foreign && !strings.HasPrefix(o.Name, "?") && strings.Contains(s.Called(o), "optim.") && !strings.Contains(s.Called(o), "lr_scheduler")
	}
	all := h.All(v)
	if len(all) == 0 || slices.ContainsFunc(all, func(id value.ID) bool { return !isOptimizer(id) }) {
		return false
	}
	stepped := stepped(s)
	return len(stepped) > 0 && !slices.ContainsFunc(stepped, func(id value.ID) bool { return !isOptimizer(id) || slices.Contains(all, id) })
}

// stepped are the optimizers that apply gradients.
func stepped(s *story.Story) (all []value.ID) {
	for i := range s.Steps {
		step := &s.Steps[i]
		switch {
		case step.Kind != story.Gradient:
		case step.Facts.Act == framework.Step:
			all = append(all, s.Record.Heap.All(step.Object.Of)...)
		case step.Facts.Act == framework.ScaledStep:
			optimizer, _ := step.Object.Argument("optimizer", 0)
			all = append(all, s.Record.Heap.All(optimizer)...)
		}
	}
	return all
}

// restore tells which parts of the state each reading restores.
func (f *readingSearch) restore() {
	f.used = usedOf(f.s, f.part)
	saved := savedParts(f.s)
	for id, p := range f.part {
		part := cmp.Or(f.into[id], PartOf(p.key), saved[p.key])
		if p.key == "" {
			f.all[p.reading].Restored.Open = true
		}
		if f.lost[id] || part == framework.Epoch && !f.used[id] {
			continue
		}
		f.all[p.reading].keep(p.key, part)
	}
}

// savedParts are the parts of the state that checkpoints hold, by the keys under which they do. The answer is not to be changed.
func savedParts(s *story.Story) map[string]framework.Part {
	return savedPartsAnswer.Of(s, findSavedParts)
}

var savedPartsAnswer story.Answer[map[string]framework.Part]

func findSavedParts(s *story.Story) map[string]framework.Part {
	parts := map[string]framework.Part{}
	for i := range s.Trainings {
		t := &s.Trainings[i]
		for _, c := range Of(s, t).All {
			v, _ := given(c.Step, c.Facts.Object)
			for _, id := range s.Record.Heap.All(v) {
				if o := s.Record.Heap.Object(id); o.Kind == value.Dict {
					addParts(s, t, o, parts)
				}
			}
		}
	}
	return parts
}

// addParts adds the parts of the state of a training that a mapping holds, by its keys.
func addParts(s *story.Story, t *story.Training, mapping *value.Object, parts map[string]framework.Part) {
	for _, key := range value.SortedKeys(mapping.Fields) {
		var held Contents
		w := contentsWalk{s: s, t: t, seen: map[value.ID]bool{}, out: &held}
		w.value(mapping.Fields[key], key)
		if len(held.Parts) == 1 {
			parts[key] = held.Parts[0]
		}
	}
}

// keep notes that a part of the state is restored from what is under a key.
func (r *Reading) keep(key string, part framework.Part) {
	if r.kept == nil {
		r.kept = map[string]bool{}
	}
	r.kept[key] = true
	r.Restored.hold(part)
}
