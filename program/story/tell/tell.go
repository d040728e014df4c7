// Package tell tells a story as a person would, and what a run did not follow.
package tell

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/state"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

// A Line is one sentence of a story.
type Line struct {
	Depth int // how many loops and conditions it is in
	Text  string
	At    value.Place
}

// Lines returns the story as a person would tell it: a sentence a step, in the loops and under the conditions that it
// happens in.
func Lines(s *story.Story) (lines []Line) {
	t := teller{story: s}
	for i := range s.Steps {
		t.step(&s.Steps[i])
	}
	return t.lines
}

// A teller writes lines, and knows in which loops and conditions the last one was.
type teller struct {
	story  *story.Story
	lines  []Line
	around []block
}

// A block is a loop or a condition around steps.
type block struct {
	loop  int // -1 for a condition
	at    value.Place
	holds bool
	text  string
}

func (t *teller) step(s *story.Step) {
	text := sentence(t.story, s)
	if text == "" {
		return
	}
	t.enter(blocks(t.story, s.Event))
	line := Line{len(t.around), text, s.Event.At}
	if n := len(t.lines); n > 0 && t.lines[n-1].At == line.At && t.lines[n-1].Depth == line.Depth {
		return // of a value that may be several things the first is told
	}
	t.lines = append(t.lines, line)
}

// enter leaves the blocks that the next step is not in, and opens those that it is in.
func (t *teller) enter(want []block) {
	same := 0
	for same < len(want) && same < len(t.around) && want[same] == t.around[same] {
		same++
	}
	t.around = t.around[:same]
	for _, b := range want[same:] {
		t.lines = append(t.lines, Line{len(t.around), b.text, b.at})
		t.around = append(t.around, b)
	}
}

// blocks are the loops and conditions around an event, outermost first.
func blocks(s *story.Story, e *record.Event) (all []block) {
	if e.Alone {
		all = append(all, block{-1, value.Place{File: -1}, true, "if something calls these: the script does not"})
	}
	for _, a := range e.Around {
		if a.Loop < 0 {
			all = append(all, block{-1, a.Guard.At, a.Guard.Holds, condition(s, a.Guard)})
			continue
		}
		all = append(all, block{a.Loop, s.Record.Loops[a.Loop].At, true, loop(s, a.Loop)})
	}
	return all
}

// loop says what a loop goes over.
func loop(s *story.Story, index int) string {
	loop := s.Record.Loops[index]
	text := "again and again"
	if loop.Hook != "" {
		text = "for each " + loop.Name + " of " + loop.Hook
	}
	if loop.Over != value.Nothing {
		text = "for each of " + s.Record.Heap.Describe(loop.Over)
		if part, ok := s.PartOf(loop.Over); ok {
			text += ", the " + string(part) + " part"
		}
	}
	for _, training := range s.Trainings {
		switch index {
		case training.Loop:
			return text + ": trains " + s.Record.Heap.Describe(training.Model)
		case training.Epoch:
			return text + ", around the training"
		}
	}
	return text
}

// condition says under which condition something happens.
func condition(s *story.Story, g record.Guard) string {
	what := s.Record.Heap.Describe(g.Condition)
	text := "if a condition holds"
	if !g.Holds {
		text = "if a condition does not hold"
	}
	if !strings.HasPrefix(what, "something (") {
		text = "if " + what
		if !g.Holds {
			text = "unless " + what
		}
	} else if strings.Contains(what, "exception") {
		text = "if there is an exception"
	}
	switch g.ByDefault {
	case value.No:
		return text + ", which is false by default"
	case value.Yes:
		return text + ", which is true by default"
	}
	return text
}

// sentence says what a step does, "" for what is not worth a line.
func sentence(s *story.Story, step *story.Step) string {
	switch step.Kind {
	case story.Seed:
		return "seeds " + list(step.Facts.Seeds) + seededWith(s, step)
	case story.Draw:
		return "draws from " + list(step.Facts.Draws) + " (" + step.Name + ")"
	case story.Build:
		return "makes " + step.Name + " with weights drawn from " + list(step.Facts.Builds)
	case story.Split:
		return "splits data with " + step.Name
	case story.Gradient:
		return gradient(s, step)
	case story.Mode:
		return "puts " + s.Record.Heap.Describe(step.Object.Of) + mode(s, step)
	case story.Forward:
		return forward(s, step)
	case story.Train:
		return "trains " + s.Record.Heap.Describe(s.Trained(step)) + " with the loop of " + string(step.Facts.Trains) + trainedOn(s, step)
	case story.Evaluate:
		return "evaluates with " + step.Name + onPart(s, step)
	case story.Log:
		return "reports with " + step.Name
	case story.Save:
		return save(s, step)
	case story.Restore:
		return "restores with " + step.Name
	case story.Open:
		return "opens " + step.Facts.Opens
	}
	return ""
}

// trainedOn says on which part of the data a call of a framework trains, and by which it judges the model meanwhile.
func trainedOn(s *story.Story, step *story.Step) (text string) {
	made := s.Record.Heap.All(step.Object.Of)
	for i := range s.Fits {
		f := &s.Fits[i]
		if f.Event.Call != step.Event.Call && !slices.Contains(made, f.Event.Call) {
			continue
		}
		if part, ok := s.PartOf(f.Train); ok {
			text = " on the " + string(part) + " part"
		}
		for _, v := range f.Validation {
			if part, ok := s.PartOf(v); ok {
				return text + ", judged by the " + string(part) + " part"
			}
		}
	}
	return text
}

func seededWith(s *story.Story, step *story.Step) string {
	for _, name := range step.Facts.WithArg {
		if v, ok := step.Object.Argument(name, -1); ok {
			return " with " + s.Record.Heap.Describe(v)
		}
	}
	if len(step.Object.Args) == 0 || len(step.Facts.WithArg) > 0 || step.Facts.Data != nil { // what a trainer seeds with is a setting of it
		return ""
	}
	return " with " + s.Record.Heap.Describe(step.Object.Args[0].Value)
}

// mode says in which mode a step puts a model.
func mode(s *story.Story, step *story.Step) string {
	switch validation.EvaluationMode(s, step) {
	case value.Yes:
		return " in evaluation mode"
	case value.No:
		return " in training mode"
	}
	return " in training or evaluation mode"
}

func gradient(s *story.Story, step *story.Step) string {
	of := s.Record.Heap.Describe(step.Object.Of)
	if v, ok := step.Object.Argument("", 0); ok && (step.Facts.Act == framework.Backward || strings.HasSuffix(step.Name, "apply_updates")) {
		of = s.Record.Heap.Describe(v)
	}
	switch step.Facts.Act {
	case framework.Backward:
		return "computes the gradients of " + of
	case framework.Differentiate:
		return "computes gradients with " + differentiated(step)
	case framework.Clear:
		return "clears the gradients of " + of
	case framework.Clip:
		return "clips the gradients"
	case framework.Unscale:
		return "unscales the gradients"
	case framework.Schedule:
		return "moves the learning rate on (" + of + ")"
	case framework.Step:
		return "applies the gradients (" + of + ")"
	case framework.ScaledStep:
		return "applies the gradients unless they overflowed (" + of + ")"
	case framework.Rescale:
		return "adapts the scale of the loss"
	}
	return "does " + string(step.Facts.Act) + " to gradients"
}

// differentiated names what computes gradients: jax.value_and_grad of a loss, or a tape.
func differentiated(step *story.Step) string {
	if maker, ok := strings.CutSuffix(step.Name, "()"); ok {
		return maker
	}
	return step.Name
}

func forward(s *story.Story, step *story.Step) string {
	model := step.Object.Callee
	if step.IsFunctional() && step.Object.Of != value.Nothing {
		model = step.Object.Of
	}
	text := "runs " + s.Record.Heap.Describe(model) + onPart(s, step)
	if story.IsWithoutGradients(step.Event.Within) {
		text += " without gradients"
	}
	return text
}

// isOfTrained reports whether a value is the state of something that is trained.
func isOfTrained(s *story.Story, v value.Value) bool {
	for i := range s.Trainings {
		if state.Has(s, v, &s.Trainings[i]) == value.Yes {
			return true
		}
	}
	return false
}

// onPart says on which part of the data a call works.
func onPart(s *story.Story, step *story.Step) string {
	for _, a := range step.Object.Args {
		if step.IsFunctional() && isOfTrained(s, a.Value) {
			continue
		}
		if part, ok := s.PartOf(a.Value); ok {
			return " on the " + string(part) + " part"
		}
	}
	return ""
}

func save(s *story.Story, step *story.Step) string {
	save := step.Facts.Saves
	text := "saves with " + step.Name
	if save.Object != nil {
		if v, ok := step.Object.Argument(save.Object.Name, save.Object.At); ok {
			text = "saves " + s.Record.Heap.Describe(v)
		}
	}
	if save.Path != nil {
		if v, ok := step.Object.Argument(save.Path.Name, save.Path.At); ok {
			text += " to " + s.Record.Heap.Describe(v)
		}
	}
	return text
}

func list[T ~string](all []T) string {
	texts := make([]string, len(all))
	for i, t := range all {
		texts[i] = string(t)
	}
	return strings.Join(texts, ", ")
}
