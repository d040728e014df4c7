package tell

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

// A Known is one of the things that a name may stand for at a line that was watched.
type Known struct {
	Use     code.Use
	Kind    string     // what sort of thing it is
	Text    string     // as it is written, or as what made it
	Part    parts.Part // of the data that it is, or is made of; Whole if that is not known
	Mode    string     // training or evaluation; "" if it is no model, or that is not known
	Why     string     // why nothing more is known
	At      value.Place
	Sources []Source // what it was made of
}

// A Source is something that a value was made of.
type Source struct {
	Text string
	At   value.Place
}

// kinds are the sorts of things, in the words of Python.
var kinds = map[value.Kind]string{
	value.Literal: "literal", value.Varying: "number", value.Text: "text", value.Tuple: "tuple", value.List: "collection", value.Dict: "dictionary",
	value.Function: "function", value.Bound: "method", value.Partial: "partial", value.Class: "class", value.Instance: "instance",
	value.Module: "module", value.Option: "option", value.Slice: "slice", value.Super: "super()",
}

// KnownOf returns what is known of the names that were watched, in the order in which they are in the line.
func KnownOf(s *story.Story, uses []code.Use) (all []Known) {
	modes := modesAtMarks(s)
	for _, use := range uses {
		v := s.Record.Watched[use]
		for i, id := range s.Record.Heap.All(v) {
			if i == maxKnown {
				break
			}
			if o := s.Record.Heap.Object(id); o.Kind == value.Module || o.Kind == value.Foreign && o.Of == value.Nothing && o.At == (value.Place{}) && o.Name != "?" {
				continue // what an import gives
			}
			all = append(all, knownOf(s, use, id, modes))
		}
	}
	return all
}

// maxKnown is how many things are told that a name may stand for.
const maxKnown = 8

func knownOf(s *story.Story, use code.Use, id value.ID, modes func(value.ID) string) Known {
	o := s.Record.Heap.Object(id)
	known := Known{Use: use, Kind: kindName(s, o), Text: unlabelled(s, o), Why: o.Why, At: o.At, Mode: modes(id)}
	if known.At == (value.Place{}) {
		known.At.File = -1
	}
	if part, ok := s.PartOf(s.Record.Heap.Of(id)); ok {
		known.Part = part
	}
	sources := []value.Value{o.Of, o.Callee}
	if o.Kind == value.Instance || o.Kind == value.Partial {
		sources = []value.Value{o.Callee}
	}
	for _, a := range o.Args {
		sources = append(sources, a.Value)
	}
	for _, v := range sources {
		for _, from := range s.Record.Heap.All(v) {
			known.Sources = addSource(s, known.Sources, from)
		}
	}
	return known
}

// addSource adds what something was made of, if there is anything to be said of it.
func addSource(s *story.Story, all []Source, id value.ID) []Source {
	o := s.Record.Heap.Object(id)
	if o.Kind == value.Literal || o.Name == "?" || o.At == (value.Place{}) || len(all) == maxKnown {
		return all
	}
	source := Source{s.Record.Heap.DescribeObject(o, 2), o.At}
	if slices.Contains(all, source) {
		return all
	}
	return append(all, source)
}

// unlabelled describes an object by what made it, whatever the program calls it.
func unlabelled(s *story.Story, o *value.Object) string {
	plain := *o
	plain.Label = ""
	return s.Record.Heap.DescribeObject(&plain, 3)
}

func kindName(s *story.Story, o *value.Object) string {
	if name, ok := kinds[o.Kind]; ok {
		return name
	}
	switch {
	case o.Name == "?":
		return "unknown"
	case len(o.Name) > 2 && o.Name[len(o.Name)-2:] == "()":
		return "result of " + s.Called(o)
	}
	return "of a library"
}

// modesAtMarks returns what tells in which mode a model is at a line that is watched.
func modesAtMarks(s *story.Story) func(id value.ID) string {
	at := map[value.ID][]int{}
	w := validation.ModeWalk{Story: s, Reached: map[*record.Event]*validation.Reach{}, Ends: map[validation.BlockKey]validation.ModeState{}}
	var watched []value.ID
	for _, v := range s.Record.Watched {
		watched = append(watched, s.Record.Heap.All(v)...)
	}
	for round := range validation.MaxModeRounds {
		w.State, w.Changed = validation.ModeState{}, false
		next := 0
		for order := range s.Record.Events {
			if next < len(s.Steps) && s.Steps[next].Order == order {
				w.Step(next, round == 0)
				next++
			}
			if e := &s.Record.Events[order]; e.Mark {
				w.Enter(e)
				for _, id := range watched {
					at[id] = validation.Union(at[id], w.Of(id))
				}
			}
		}
		w.Leave(0)
		if !w.Changed {
			break
		}
	}
	return func(id value.ID) string { return modeName(s, id, at[id]) }
}

// modeName is the mode that steps put a model in, "" if it is none or they do not agree.
func modeName(s *story.Story, id value.ID, defs []int) (name string) {
	for _, i := range defs {
		this := ""
		switch {
		case i == validation.Initially && s.Record.IsModule(id):
			this = "training"
		case i == validation.Initially:
		case validation.EvaluationMode(s, &s.Steps[i]) == value.Yes:
			this = "evaluation"
		case validation.EvaluationMode(s, &s.Steps[i]) == value.No:
			this = "training"
		}
		if this == "" {
			continue
		}
		if name != "" && name != this {
			return "training or evaluation"
		}
		name = this
	}
	return name
}
