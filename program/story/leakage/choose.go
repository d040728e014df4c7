package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

// A Choice is where a score decides which model is kept, when the training stops, or how it goes on.
type Choice struct {
	At     value.Place
	ByName bool // that it is a test score is told by names alone
	Weak   Weakness
}

// A Weakness is why a choice may do no harm.
type Weakness uint8

// The weaknesses.
const (
	Harmful  Weakness = iota
	Unasked           // nobody asked for a choice: the library makes one if it is given data to watch
	Unjudged          // nothing judges the model on that part afterwards: it serves for validation, whatever it is called
	Harmless          // both
)

// ChoicesByTest returns where the score on the test part decides.
func ChoicesByTest(s *story.Story) (all []Choice) {
	for i := range s.Fits {
		if f := &s.Fits[i]; f.Decides {
			if byName, ok := watchesTest(s, f.Validation); ok {
				all = append(all, Choice{f.At, byName, weakness(s, f)})
			}
		}
	}
	all = slices.Concat(all, sought(s), picked(s), tuned(s))
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if c, ok := givenScore(s, e); ok {
			all = append(all, c)
		}
		if !isChoice(s, e) {
			continue
		}
		for _, a := range e.Around {
			if c, ok := byTest(s, a); ok {
				all = append(all, c)
			}
		}
	}
	return dedupe(all)
}

func dedupe(all []Choice) (out []Choice) {
	for _, c := range all {
		if !slices.ContainsFunc(out, func(o Choice) bool { return o.At == c.At }) {
			out = append(out, c)
		}
	}
	return out
}

// watchesTest reports whether what a model is judged by while it is trained is the test part, and nothing is for validation.
func watchesTest(s *story.Story, data []value.Value) (byName, ok bool) {
	for _, v := range data {
		switch p, named := s.PartBy(v); p {
		case parts.Test:
			byName, ok = named, true
		case parts.Validation, parts.HeldOut:
			return false, false
		}
	}
	return byName, ok
}

// sought returns the scores on the test part by which a search goes whose trials are runs of a function: what that returns decides.
func sought(s *story.Story) (all []Choice) {
	for i := range s.Calls {
		c := &s.Calls[i]
		if !searchingRuns.MatchString(c.Name) {
			continue
		}
		answers := s.Record.Answers[c.Event.Call]
		for _, name := range value.SortedKeys(answers) {
			p, byName := s.PartBy(answers[name])
			if p != parts.Test || !validation.IsScore(s, answers[name]) {
				continue
			}
			at := c.Event.At
			if score := s.Single(answers[name]); score != nil && score.At != (value.Place{}) {
				at = score.At
			}
			all = append(all, Choice{At: at, ByName: byName})
		}
	}
	return all
}

// searchingRuns matches the calls that search for settings by what a function returns that they are given
// (https://optuna.readthedocs.io/en/stable/reference/study.html, http://hyperopt.github.io/hyperopt/,
// https://scikit-optimize.github.io/stable/modules/minimize_functions.html).
var searchingRuns = pattern.New(`^(optuna\.(study\.)?(create_study\(\)|load_study\(\)|Study)\.optimize|hyperopt\.(fmin\.)?fmin|skopt\.(\w+\.)?(gp|forest|gbrt|dummy)_minimize)$`)

// weakness tells whether a fit that watches the test part may do so without harm.
func weakness(s *story.Story, f *story.Fit) Weakness {
	isAsked := !slices.Contains(s.DataOf(s.Called(f.Object)).Decides, "eval_set") || asksForChoice(s, f.Object)
	switch isJudged := isJudgedAgain(s, f); {
	case isJudged && isAsked:
		return Harmful
	case isJudged:
		return Unasked
	case isAsked:
		return Unjudged
	}
	return Harmless
}

// asksForChoice reports whether a fit, or what it is a method of, is told when to stop or which round to keep.
func asksForChoice(s *story.Story, fit *value.Object) bool {
	all := []*value.Object{fit}
	for _, id := range s.Record.Heap.All(fit.Of) {
		all = append(all, s.Record.Heap.Object(id))
	}
	return slices.ContainsFunc(all, func(o *value.Object) bool {
		return slices.ContainsFunc(o.Args, func(a value.Argument) bool {
			return (a.Name == "early_stopping_rounds" || a.Name == "use_best_model" || a.Name == "od_type" || a.Name == "od_wait") && s.IsGiven(a.Value)
		})
	})
}

// isJudgedAgain reports whether a model is judged after a fit on what it watched.
func isJudgedAgain(s *story.Story, f *story.Fit) bool {
	var watched []value.ID
	for _, v := range f.Validation {
		for _, id := range s.Origins(v) {
			if p, _ := s.PartBy(s.Record.Heap.Of(id)); p == parts.Test {
				watched = append(watched, id)
			}
		}
	}
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		return c.Order > f.Order && (c.Kind == story.Evaluate || story.Judging[method]) && slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool {
			return slices.ContainsFunc(withFields(s, s.Origins(a.Value)), func(id value.ID) bool { return slices.Contains(watched, id) })
		})
	})
}

// withFields adds what objects of the program's own keep to them, as a data module keeps its data sets.
func withFields(s *story.Story, ids []value.ID) []value.ID {
	for _, id := range ids {
		if o := s.Record.Heap.Object(id); o.Kind == value.Instance {
			for _, name := range value.SortedKeys(o.Fields) {
				ids = append(ids, s.Record.Heap.All(o.Fields[name])...)
			}
		}
	}
	return ids
}

// byTest tells the choice if the condition around an event compares a score on the test part.
func byTest(s *story.Story, a record.Around) (Choice, bool) {
	if a.Loop >= 0 {
		return Choice{}, false
	}
	for _, id := range s.Record.Heap.All(a.Guard.Condition) {
		o := s.Record.Heap.Object(id)
		if scores, ok := validation.LatestBest(s, o); ok {
			if p, byName := s.PartBy(scores); p == parts.Test {
				return Choice{At: o.At, ByName: byName}, true
			}
		}
		if !o.Operator.Orders() || len(o.Args) != 2 {
			continue
		}
		for i, side := range o.Args {
			if p, byName := s.PartBy(side.Value); p == parts.Test && validation.IsScore(s, side.Value) && !isSetting(s, side.Value) && mayBeBest(s, o.Args[1-i].Value) {
				return Choice{At: o.At, ByName: byName}, true
			}
		}
	}
	return Choice{}, false
}

// isSetting reports whether a value is what whoever starts the script has set.
func isSetting(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		for range story.MaxWalk {
			_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
			if o.Kind == value.Option || strings.HasPrefix(method, "parse_") && strings.Contains(o.Name, "Parser") {
				return true
			}
			of, ok := s.Record.Heap.One(o.Of)
			if !ok {
				break
			}
			o = s.Record.Heap.Object(of)
		}
		return false
	})
}

// mayBeBest reports whether a value may be what a score is held against: a number, or another score on the test part.
func mayBeBest(s *story.Story, v value.Value) bool {
	p, _ := s.PartBy(v)
	return p == parts.Test || p == parts.Whole
}

// givenScore tells the choice if a call takes a score on the test part to decide by: a scheduler that waits for a plateau, a
// stopper.
func givenScore(s *story.Story, e *record.Event) (Choice, bool) {
	if e.Call == 0 {
		return Choice{}, false
	}
	o := s.Record.Heap.Object(e.Call)
	if !takesScore(s, o) {
		return Choice{}, false
	}
	for _, a := range o.Args {
		if p, byName := s.PartBy(scoreIn(s, a.Value)); p == parts.Test && !isSetting(s, a.Value) {
			return Choice{At: e.At, ByName: byName}, true
		}
	}
	return Choice{}, false
}

// takesScore reports whether a call is given a score to decide by.
func takesScore(s *story.Story, o *value.Object) bool {
	name := strings.ToLower(strings.ReplaceAll(strings.TrimSuffix(o.Name, "()"), "_", ""))
	_, method := story.CutLast(name)
	switch {
	case strings.Contains(name, "earlystop") && (strings.HasSuffix(name, "()") || method == "step" || method == "call" || strings.Contains(method, "earlystop")):
		return true
	case strings.HasSuffix(name, "reducelronplateau().step"):
		return true
	}
	handler := s.Single(o.Callee) // of Ignite, which keeps the models of the highest scores
	if handler == nil || !strings.HasPrefix(handler.Name, "ignite.handlers.") {
		return false
	}
	_, scores := handler.Argument("score_function", -1)
	_, named := handler.Argument("score_name", -1)
	return scores || named
}

// scoreIn is the score that a value is, or what the score is made of that an engine of Ignite holds.
func scoreIn(s *story.Story, v value.Value) value.Value {
	engine := s.Single(v)
	if engine == nil || !strings.HasPrefix(engine.Name, "ignite.engine.") {
		return v
	}
	if state := s.Single(engine.Fields["state"]); state != nil {
		return state.Fields["output"]
	}
	return v
}

// isChoice reports whether an event keeps a model, or ends a training.
func isChoice(s *story.Story, e *record.Event) bool {
	if len(e.Around) == 0 {
		return false
	}
	switch {
	case e.Leaves:
		return len(e.Loops()) > 0 && trainsIn(s, e.Loops())
	case e.Call != 0:
		return savesModel(s, s.Record.Heap.Object(e.Call))
	}
	return isKept(s, e)
}

// savesModel reports whether a call saves a model, or keeps what it is.
func savesModel(s *story.Story, o *value.Object) bool {
	facts := s.Lookup(s.Called(o))
	return keepsModel(o) || facts != nil && facts.Saves != nil
}

// trainsIn reports whether a training is in the innermost of some loops.
func trainsIn(s *story.Story, loops []int) bool {
	inner := loops[len(loops)-1]
	if slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return t.Loop == inner || t.Epoch == inner }) {
		return true
	}
	return slices.ContainsFunc(s.Fits, func(f story.Fit) bool { return slices.Contains(f.Event.Loops(), inner) })
}

// isKept reports whether what is bound to a name is a model, a setting of the models that a loop tries, or a threshold.
func isKept(s *story.Story, e *record.Event) bool {
	v := e.Set.Value
	if e.Set.Object != value.Nothing || v == value.Nothing {
		return false
	}
	if slices.ContainsFunc(s.Fits, func(f story.Fit) bool {
		return s.Shares(v, f.Object.Of) && !isStatistic(s, &f) || isTried(s, e, &f)
	}) {
		return true
	}
	return isThreshold(s, e) || slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return s.Shares(v, t.Model) })
}

// isTried reports whether what is bound to a name is a setting that a loop makes a model with, and fits that: the best of those that
// are tried.
func isTried(s *story.Story, e *record.Event, f *story.Fit) bool {
	inner, ok := e.InnerLoop()
	if !ok || !slices.Contains(f.Event.Loops(), inner) {
		return false
	}
	return slices.ContainsFunc(models(s, f.Object.Of), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Foreign && slices.ContainsFunc(o.Args, func(a value.Argument) bool {
			return s.OnlyLiteral(a.Value) == nil && s.Shares(a.Value, e.Set.Value)
		})
	})
}

// keepsModel reports whether a call writes or copies a model.
func keepsModel(o *value.Object) bool {
	name, _ := strings.CutSuffix(strings.ToLower(o.Name), "()")
	_, last := story.CutLast(strings.TrimPrefix(name, "?"))
	switch last {
	case "deepcopy", "state_dict", "get_weights", "copyfile", "copy2":
		return true
	case "dump":
		return strings.HasPrefix(name, "joblib") || strings.HasPrefix(name, "pickle") || strings.HasPrefix(name, "dill")
	}
	return strings.Contains(last, "save") && !notModel(name)
}

// notModel reports whether a call writes something else than a model.
func notModel(name string) bool {
	return slices.ContainsFunc([]string{"fig", "plot", "image", "csv", "txt", "pred", "result", "json", "numpy", "log", "metric", "sample", "wandb.save"},
		func(word string) bool { return strings.Contains(name, word) })
}
