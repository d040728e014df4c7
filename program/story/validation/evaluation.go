package validation

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// An Evaluation is a pass over data that is held out, in which a model is run that is trained elsewhere in the story.
type Evaluation struct {
	At           value.Place // of the loop, or of the call of the model if there is none
	IsLoop       bool
	Model        string // what the program calls it
	Told         bool   // the call of the model says that it trains: training=True
	InTraining   bool   // the model is in training mode, and has layers for which that matters
	HasGradients bool   // gradients are recorded that nothing uses

	NeedsNone       bool        // HasGradients, and nothing in the loop or call needs gradients
	IsAllOfFunction bool        // nor does anything in its function, which is there to evaluate
	Run             value.Place // the call of the model
	step            *story.Step
}

// This says what an evaluation is at its place.
func (e Evaluation) This() string {
	if e.IsLoop {
		return "this loop"
	}
	return "this"
}

// Evaluations returns the passes over held-out data in loops of the program's own. Frameworks set the mode of what they run
// themselves.
func Evaluations(s *story.Story) (out []Evaluation) {
	found, open := map[value.Place]int{}, map[value.Place]bool{}
	trains, off := s.Backward(), gradientsOff(s)
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != story.Forward || s.Networks.InLoss[step.Event.Call] || s.IsHooked(step.Event) || !HasMode(s, step) && !isToldToTrain(s, step) || !isHeldOut(s, step) {
			continue
		}
		e := evaluation(s, step, trains)
		if isToldToTrain(s, step) {
			e.At, e.IsLoop, e.InTraining, e.HasGradients, e.Told = step.Event.At, false, true, false, true
		}
		e.HasGradients = e.HasGradients && !off[i]
		open[e.At] = open[e.At] || mayBeAnything(s, step.Object.Callee)
		at, seen := found[e.At]
		if !seen {
			found[e.At] = len(out)
			out = append(out, e)
			continue
		}
		out[at].InTraining = out[at].InTraining || e.InTraining
		out[at].HasGradients = out[at].HasGradients || e.HasGradients
	}
	for i := range out {
		out[i].InTraining = out[i].InTraining && (out[i].Told || !open[out[i].At])
		out[i].keepGradientsOff(s)
	}
	return out
}

// isToldToTrain reports whether a call of a model of Keras says that it is for training, where no gradients come of it.
func isToldToTrain(s *story.Story, step *story.Step) bool {
	v, ok := step.Object.Argument("training", -1)
	return ok && s.IsTrue(v) && strings.HasPrefix(s.Frameworks.Canonical(step.Name), "keras.") && !IsTrainingPass(s, step) && !isRepeated(s, step)
}

// isRepeated reports whether a step runs a model again and again on the same data, for the spread of what its dropout makes of them.
func isRepeated(s *story.Story, step *story.Step) bool {
	inner, ok := step.Event.InnerLoop()
	return ok && s.OnlyCounts(s.Record.Loops[inner].Over)
}

// HasMode reports whether a forward step runs a network of PyTorch, or of what works alike, or one of MLX or Flax whose mode the program
// sets: those of others have no mode that is set.
func HasMode(s *story.Story, step *story.Step) bool {
	if len(DifferentiatedOf(s).Handed) > 0 {
		return setsMode(s, step.Object.Callee)
	}
	first, _, _ := strings.Cut(s.Frameworks.Canonical(step.Name), ".")
	return !modeless[first] && (len(s.Networks.InLoss) > 0 || slices.ContainsFunc(s.Trainings, func(t story.Training) bool {
		return t.By == framework.Lightning || t.By == framework.HFTrainer
	}))
}

// setsMode reports whether the mode of a network is set anywhere.
func setsMode(s *story.Story, network value.Value) bool {
	return slices.ContainsFunc(s.Steps, func(step story.Step) bool {
		return step.Kind == story.Mode && s.Shares(step.Object.Of, network)
	})
}

// modeless are frameworks whose networks have no mode.
var modeless = map[string]bool{"keras": true, "tensorflow": true, "flax": true, "jax": true, "equinox": true, "haiku": true, "mlx": true, "sklearn": true}

// evaluation tells what a forward step on held-out data is part of. trains are the loops that also compute losses.
func evaluation(s *story.Story, step *story.Step, trains map[int]bool) Evaluation {
	e := Evaluation{At: step.Event.At, Model: nameOf(s, step.Object.Callee), HasGradients: recordsGradients(s, step), InTraining: runsInTraining(s, step), Run: step.Event.At, step: step}
	if way := step.Event.Way; len(DifferentiatedOf(s).Handed) > 0 && len(way) > 0 && !trainsIn(s, way[len(way)-1]) { // a function that is differentiated, too
		e.At = way[len(way)-1]
	}
	for _, loop := range slices.Backward(step.Event.Loops()) {
		if trains[loop] {
			break
		}
		if !e.IsLoop || namesHeldOut(s, s.Record.Loops[loop].Over) == value.Yes {
			e.At, e.IsLoop = s.Record.Loops[loop].At, true
		}
	}
	return e
}

// trainsIn reports whether a call leads to a training.
func trainsIn(s *story.Story, call value.Place) bool {
	return slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return slices.Contains(t.Step.Event.Way, call) })
}

// nameOf is what the program calls a value, as far as it gives it a name.
func nameOf(s *story.Story, v value.Value) string {
	if id, ok := s.Record.Heap.One(v); ok {
		if o := s.Record.Heap.Object(id); o.Label == "" && o.Given != "" {
			return o.Given
		}
	}
	return s.Record.Heap.Describe(v)
}

// gradientsOff tells for which steps a statement has switched gradients off: torch.set_grad_enabled(False).
func gradientsOff(s *story.Story) map[int]bool {
	off, isOff, next := map[int]bool{}, false, 0
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Call != 0 {
			if o := s.Record.Heap.Object(e.Call); o.Name == "torch.set_grad_enabled()" {
				on, _ := o.Argument("mode", 0)
				isOff = !s.IsTrue(on)
			}
		}
		for next < len(s.Steps) && s.Steps[next].Event == e {
			off[next] = isOff
			next++
		}
	}
	return off
}

// recordsGradients reports whether a forward step records gradients again and again, though its result goes into no loss.
func recordsGradients(s *story.Story, step *story.Step) bool {
	if story.IsWithoutGradients(step.Event.Within) || isOpaque(step.Event.Within) || len(step.Event.Loops()) == 0 || len(DifferentiatedOf(s).Handed) > 0 {
		return false
	}
	return !slices.ContainsFunc(s.Record.Heap.All(step.Object.Callee), func(id value.ID) bool { return s.Networks.Differentiates[id] })
}

// runsInTraining reports whether a forward step certainly runs its model in training mode, and that matters.
func runsInTraining(s *story.Story, step *story.Step) bool {
	if isOpaque(step.Event.Within) || !dependsOnMode(s, step.Object.Callee) {
		return false
	}
	for _, d := range modes(s)[step.Event].all {
		if d >= 0 && EvaluationMode(s, &s.Steps[d]) != value.No || d == Initially && (!isMadeInTraining(s, step.Object.Callee) || setsVast(s)) {
			return false
		}
	}
	return true
}

// setsVast reports whether the mode of a network is set that may consist of more than is known, so of anything.
func setsVast(s *story.Story) bool { return setsVastAnswer.Of(s, findVast) }

var setsVastAnswer story.Answer[bool]

func findVast(s *story.Story) bool {
	return slices.ContainsFunc(s.Steps, func(step story.Step) bool {
		return step.Kind == story.Mode && slices.ContainsFunc(s.Record.Heap.All(step.Object.Of), s.IsVast)
	})
}

// mayBeAnything reports whether nothing is known of a network, not even what the program calls it: it may be one that was put into a mode,
// and run any other.
func mayBeAnything(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool { return s.Record.Heap.Object(id).Name == "?" })
}

// isMadeInTraining reports whether a network is in training mode unless something puts it in another.
func isMadeInTraining(s *story.Story, v value.Value) bool {
	return !slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		call, made := strings.CutSuffix(s.Frameworks.Canonical(o.Name), "()")
		if original, ok := s.Networks.Copied[id]; ok {
			return !isMadeInTraining(s, original)
		}
		return made && (call == "torch.load" || call == "torch.jit.load" || story.IsPretrained(call))
	})
}

// dependsOnMode reports whether a network has layers that work otherwise in evaluation mode. Of one whose layers are not known
// that is so if the story makes such layers anywhere, or puts it into training mode again and again.
func dependsOnMode(s *story.Story, v value.Value) bool {
	isOpen, isUnknown := false, false
	for _, id := range s.Record.Heap.All(v) {
		for _, member := range s.MembersOf(id) {
			o := s.Record.Heap.Object(member)
			isReadyMade := story.IsReadyMade(strings.TrimSuffix(s.Frameworks.Canonical(o.Name), "()"))
			if s.Networks.Depends[member] || s.IsModeLayer(o) && (!isReadyMade || isTrained(s, v)) {
				return true
			}
			if original, ok := s.Networks.Copied[member]; ok && dependsOnMode(s, original) {
				return true
			}
			isOpen = isOpen || !isLayered(o)
			isUnknown = isUnknown || o.Kind == value.Foreign && !strings.HasPrefix(s.Frameworks.Canonical(o.Name), "torch.")
		}
	}
	return isTrained(s, v) && (isOpen && s.Networks.HasModeLayers || isUnknown && entersTraining(s, v))
}

// entersTraining reports whether a loop puts a network into training mode.
func entersTraining(s *story.Story, network value.Value) bool {
	return slices.ContainsFunc(s.Steps, func(step story.Step) bool {
		return step.Kind == story.Mode && len(step.Event.Loops()) > 0 && s.Shares(step.Object.Of, network) && EvaluationMode(s, &step) == value.No
	})
}

// isTrained reports whether something asks for the parameters of a network, or sets its mode: a layer that only warps images has none.
func isTrained(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		for range story.MaxWalk {
			o := s.Record.Heap.Object(id)
			if s.Networks.Asked[id] || o.Kind != value.Foreign || strings.HasPrefix(o.Name, "?") {
				return true
			}
			of, ok := s.Record.Heap.One(o.Of)
			if !ok {
				break
			}
			id = of
		}
		return false
	})
}

// isLayered reports whether it is known what layers an object has: it is one of PyTorch, or no network.
func isLayered(o *value.Object) bool {
	if o.Kind != value.Foreign {
		return true
	}
	return !strings.HasPrefix(o.Name, "?") && !story.IsReadyMade(strings.TrimSuffix(o.Name, "()")) && !strings.HasPrefix(o.Name, "copy.")
}

// isHeldOut reports whether a forward step runs on data that is held out. What made the data says so; where nothing does, what
// data and functions are called, and where these say nothing, what is done with it.
func isHeldOut(s *story.Story, step *story.Step) bool {
	var data []value.Value
	for _, a := range step.Object.Args {
		data = append(data, a.Value)
	}
	for _, loop := range slices.Backward(step.Event.Loops()) {
		data = append(data, s.Record.Loops[loop].Over)
	}
	for _, v := range data {
		switch part, ok := s.PartOf(v); {
		case ok && part == parts.Train:
			return false
		case ok:
			return true
		}
	}
	for _, v := range data {
		switch namesHeldOut(s, v) {
		case value.Yes:
			return true
		case value.No:
			return false
		}
	}
	_, name := story.CutLast(step.Event.In)
	return rolesOf(name) == value.Yes || measures(s, step) || isOnOtherRows(s, step)
}

// namesHeldOut answers whether a value, or what it was made of, is called so that it is held-out data: No if it is called training
// data.
func namesHeldOut(s *story.Story, v value.Value) value.Truth {
	held, trained := false, false
	seen := map[value.ID]bool{}
	for queue := slices.Clone(s.Record.Heap.All(v)); len(queue) > 0 && len(seen) < maxNamed; queue = queue[1:] {
		id := queue[0]
		if seen[id] {
			continue
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		switch roleOf(o) {
		case value.Yes:
			held = true
		case value.No:
			trained = true
		default:
			queue = append(queue, s.Record.Heap.All(o.Of)...)
			for _, a := range o.Args {
				queue = append(queue, s.Record.Heap.All(a.Value)...)
			}
		}
	}
	switch {
	case held && !trained:
		return value.Yes
	case trained:
		return value.No
	}
	return value.Open
}

// maxNamed bounds how many objects are asked for their names.
const maxNamed = 64

// roleOf answers whether an object's name says that it is held-out data.
func roleOf(o *value.Object) value.Truth {
	if o.Kind != value.Foreign && o.Kind != value.Instance && o.Kind != value.Tuple && o.Kind != value.List {
		return value.Open
	}
	for _, name := range []string{o.Label, o.Given} {
		if role := rolesOf(name); role != value.Open {
			return role
		}
	}
	if name, unknown := strings.CutPrefix(o.Name, "?"); unknown {
		_, name = story.CutLast(strings.TrimRight(name, "()[]"))
		return rolesOf(name)
	}
	return value.Open
}

// rolesOf answers whether a name speaks of held-out data, or of working on it; No if it speaks of training.
func rolesOf(name string) value.Truth {
	role := value.Open
	for word := range identifierWords(name) {
		switch {
		case otherWords[word]:
			return value.Open
		case heldOutWords[word]:
			role = value.Yes
		case word == "train" || word == "training":
			return value.No
		}
	}
	return role
}

var heldOutWords = map[string]bool{
	"val": true, "valid": true, "validation": true, "validate": true, "vali": true, "valset": true, "valloader": true, "dev": true, "eval": true,
	"evaluate": true, "evaluation": true, "heldout": true, "holdout": true, "test": true, "testing": true, "testset": true, "testloader": true,
}

// otherWords show that a name is of something else than data: valid_mask, test_name.
var otherWords = map[string]bool{
	"args": true, "config": true, "cfg": true, "path": true, "mask": true, "ids": true, "idx": true, "index": true, "indices": true, "len": true,
	"name": true, "names": true, "key": true, "env": true, "type": true, "is": true, "device": true,
}

// identifierWords yields the words of a name in snake_case or camelCase, in lower case.
func identifierWords(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i := 1; i <= len(name); i++ {
			if i < len(name) && !isBoundary(name[i-1], name[i]) {
				continue
			}
			word := strings.Trim(strings.ToLower(name[start:i]), "_0123456789")
			if start = i; word != "" && !yield(word) {
				return
			}
		}
	}
}

func isBoundary(before, at byte) bool {
	isUpper := func(b byte) bool { return 'A' <= b && b <= 'Z' }
	return at == '_' || before == '_' || isUpper(at) && !isUpper(before)
}
