package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// picked returns where the best of several models is picked out of their scores, all on the test part: max(scores, key=scores.get).
// It does harm if a model is saved afterwards; a script that only says which is best compares them.
func picked(s *story.Story) (all []Choice) {
	p := picking{Story: s}
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Call == 0 {
			continue
		}
		byName, ok := p.byTest(p.ranked(s.Record.Heap.Object(e.Call), e.Call))
		if !ok {
			continue
		}
		all = append(all, Choice{At: e.At, ByName: byName, Weak: weakIfUnsaved(s, i)})
	}
	return all
}

// A picking is a search for scores that something is picked by.
type picking struct {
	*story.Story
	metrics map[value.ID]*story.Step // nil if they were not looked for yet
	ends    []*value.Object          // the first and last elements that are taken of anything; nil if they were not looked for yet
}

// ranked are the scores by which a call orders what it is given, and the column that they are in, if that is written.
func (p *picking) ranked(o *value.Object, call value.ID) (scores []value.Value, column string) {
	_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
	switch {
	case o.Name == "builtins.max()", o.Name == "builtins.min()":
		return p.rankedByKey(o, call), ""
	case method == "argmax" || method == "argmin":
		return []value.Value{searched(o)}, ""
	case method == "idxmax" || method == "idxmin":
		return []value.Value{o.Of}, ""
	case method == "nlargest" || method == "nsmallest":
		column, _ = story.LiteralText(p.Record.Heap, story.Argument(o, "columns", 1))
		return []value.Value{o.Of}, column
	case method == "sort_values" && p.takesEnd(call):
		column, _ = story.LiteralText(p.Record.Heap, story.Argument(o, "by", 0))
		return []value.Value{o.Of}, column
	}
	return nil, ""
}

// searched is what a call of argmax or argmin looks through: NumPy's function is given it, and methods are of it.
func searched(o *value.Object) value.Value {
	if class, _ := story.CutLast(strings.TrimSuffix(o.Name, "()")); class == "numpy" {
		return story.Argument(o, "a", 0)
	}
	return o.Of
}

// rankedByKey are the scores that the key of max or min gives, or what they are given if there is none.
func (p *picking) rankedByKey(o *value.Object, call value.ID) []value.Value {
	key, ok := o.Argument("key", -1)
	if !ok {
		return []value.Value{story.Argument(o, "", 0)}
	}
	if answers := p.Record.Answers[call]["key"]; answers != value.Nothing {
		return []value.Value{answers}
	}
	if get := p.Single(key); get != nil && strings.HasSuffix(get.Name, ".get") {
		return []value.Value{get.Of, story.Argument(o, "", 0)}
	}
	return nil
}

// takesEnd reports whether the first or the last of what a call has ordered is taken.
func (p *picking) takesEnd(call value.ID) bool {
	return slices.ContainsFunc(p.elements(), func(o *value.Object) bool {
		at := o
		for range 3 { // table.reset_index().iloc[0]
			id, ok := p.Record.Heap.One(at.Of)
			if !ok {
				return false
			}
			if id == call {
				return true
			}
			at = p.Record.Heap.Object(id)
		}
		return false
	})
}

// elements are the first and last elements that are taken of anything.
func (p *picking) elements() []*value.Object {
	if p.ends == nil {
		p.ends = []*value.Object{}
		for _, o := range p.Record.Heap.Objects() {
			if _, index, ok := value.Element(o.Name); ok && o.Kind == value.Foreign && (index == "0" || index == "-1") {
				p.ends = append(p.ends, o)
			}
		}
	}
	return p.ends
}

// byTest reports whether all scores of some that are ranked are of models on the test part, and of several models.
func (p *picking) byTest(ranked []value.Value, column string) (byName, ok bool) {
	if len(ranked) == 0 {
		return false, false
	}
	found := p.scoresIn(ranked, column)
	for _, id := range found {
		part, named := p.PartBy(p.Record.Heap.Of(id))
		if part != parts.Test {
			return false, false
		}
		byName = byName || named
	}
	return byName, len(found) > 1 && p.ofSeveral(found) || len(found) == 1 && p.isTried(p.metrics[found[0]])
}

// ofSeveral reports whether scores are by the same measure: then they are of several models.
func (p *picking) ofSeveral(scores []value.ID) bool {
	seen := map[string]bool{}
	for _, id := range scores {
		if p.isTried(p.metrics[id]) {
			return true
		}
		name := p.metrics[id].Name
		if seen[name] && len(p.Fits) > 1 {
			return true
		}
		seen[name] = true
	}
	return false
}

// isTried reports whether a score is taken in a loop that trains a model each time.
func (p *picking) isTried(score *story.Step) bool {
	loops := score.Event.Loops()
	return len(loops) > 0 && trainsIn(p.Story, loops)
}

// scoresIn are the calls that gave the scores in some values, in any collection or table that has them under the name of a column.
func (p *picking) scoresIn(waiting []value.Value, column string) (found []value.ID) {
	metrics, seen := p.measured(), map[value.ID]bool{}
	for len(waiting) > 0 && len(seen) < story.MaxMade {
		v := waiting[0]
		waiting = waiting[1:]
		for _, id := range p.Record.Heap.All(v) {
			if seen[id] {
				continue
			}
			seen[id] = true
			if metrics[id] != nil {
				found = append(found, id)
				continue
			}
			waiting = append(waiting, p.holds(p.Record.Heap.Object(id), &column)...)
		}
	}
	return found
}

// holds is what an object has scores of that it holds, or that it is computed from. The name of a column that is taken on the way is
// looked for from there on.
func (p *picking) holds(o *value.Object, column *string) []value.Value {
	switch {
	case o.Kind == value.Dict && *column != "" && o.Fields[*column] != value.Nothing:
		return []value.Value{o.Fields[*column]}
	case o.Kind == value.Dict || o.Kind == value.List || o.Kind == value.Tuple:
		return p.MadeOf(o)
	case o.Kind != value.Foreign:
		return nil
	}
	if _, index, ok := value.Element(o.Name); ok {
		if index != "" {
			*column = index
		}
		return []value.Value{o.Of}
	}
	if o.Operator != code.Other || keepsScores.MatchString(o.Name) {
		all := []value.Value{o.Of}
		for _, a := range o.Args {
			all = append(all, a.Value)
		}
		return all
	}
	return nil
}

// keepsScores matches what holds, sorts or rounds scores that it is given.
var keepsScores = pattern.New(`^(builtins\.(float|round|dict|list|tuple|abs|int)|numpy\.(sqrt|mean|array|asarray|round|abs|float\d+)|pandas\.(DataFrame|Series)|polars\.(DataFrame|Series)|.*\.(sort_values|reset_index|set_index|round|copy|items|values|transpose|from_dict|T|iloc|loc|item))(\(\))?$`)

// measured are the calls that measure how good a model is.
func (p *picking) measured() map[value.ID]*story.Step {
	if p.metrics == nil {
		p.metrics = map[value.ID]*story.Step{}
		for i := range p.Calls {
			c := &p.Calls[i]
			_, method := story.CutLast(c.Name)
			if c.Kind == story.Evaluate || method == "score" && p.ofFitted(c) {
				p.metrics[c.Event.Call] = c
			}
		}
	}
	return p.metrics
}

// ofFitted reports whether a call is a method of what is fitted.
func (p *picking) ofFitted(c *story.Step) bool {
	own := models(p.Story, c.Object.Of)
	return slices.ContainsFunc(p.Fits, func(f story.Fit) bool { return isOneOf(p.Story, f.Object.Of, own) })
}

// weakIfUnsaved is the weakness of a choice at an event: it does no harm if no model is saved afterwards, or all are, in a loop.
func weakIfUnsaved(s *story.Story, after int) Weakness {
	around := len(s.Record.Events[after].Loops())
	saves := slices.ContainsFunc(s.Record.Events[after+1:], func(e record.Event) bool {
		if e.Call == 0 || len(e.Loops()) > around {
			return false
		}
		return savesModel(s, s.Record.Heap.Object(e.Call))
	})
	if saves {
		return Harmful
	}
	return Harmless
}
