package logging

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// boosted answers Logged for a library of boosted trees, which reports of its own accord: NotLogged if that is turned off, or if it has
// nothing to report on.
func boosted(s *story.Story, t *story.Training) Logged {
	name := t.Step.Name
	switch {
	case strings.HasPrefix(name, "catboost."):
		return catBoostReports(s, t)
	case strings.HasPrefix(name, "xgboost."):
		return watchReports(s, t, "evals")
	case strings.HasPrefix(name, "lightgbm."):
		return watchReports(s, t, "valid_sets")
	}
	return NotLogged
}

// catBoostReports answers whether CatBoost reports: it prints the loss of every iteration, and writes it to files, unless it is told
// to do neither (https://catboost.ai/docs/en/references/training-parameters/output).
func catBoostReports(s *story.Story, t *story.Training) Logged {
	written, printed := boostSetting(s, t, "False", "allow_writing_files"), value.No
	for _, silence := range [][2]string{{"verbose", "False"}, {"verbose", "0"}, {"silent", "True"}, {"logging_level", "Silent"}, {"verbose_eval", "False"}} {
		printed = value.Either(printed, boostSetting(s, t, silence[1], silence[0]))
	}
	switch {
	case written == value.No:
		return IsLogged
	case written == value.Open:
		return MaybeLogged
	case printed == value.No:
		return Printed
	case printed == value.Open:
		return MaybeLogged
	}
	return NotLogged
}

// watchReports answers whether XGBoost or LightGBM reports: what it is given to watch, if a setting or a callback does not say
// otherwise. LightGBM prints since 4.0 by a callback only (https://lightgbm.readthedocs.io/en/stable/Python-API.html#callbacks,
// https://xgboost.readthedocs.io/en/stable/python/python_api.html).
func watchReports(s *story.Story, t *story.Training, watched string) Logged {
	o := t.Step.Object
	if slices.ContainsFunc(o.Args, func(a value.Argument) bool { return a.Rest }) {
		return MaybeLogged
	}
	_, isGiven := o.Argument(watched, 3)
	_, fits := o.Argument("eval_set", -1)
	if _, fitsX := o.Argument("eval_X", -1); !isGiven && !fits && !fitsX {
		return NotLogged
	}
	if _, keeps := o.Argument("evals_result", -1); keeps {
		return Printed
	}
	if watched == "valid_sets" {
		return lightCallbacks(s, t)
	}
	quiet := value.Either(value.Either(boostSetting(s, t, "False", "verbose_eval", "verbose"), boostSetting(s, t, "0", "verbosity", "verbose")), boostSetting(s, t, "None", "verbose_eval"))
	switch quiet {
	case value.Yes:
		return NotLogged
	case value.Open:
		return MaybeLogged
	}
	return Printed
}

// watchedResult answers whether the results on the data that a boosted model is given to watch are reported, by the library or by what
// the program says of them afterwards. Those on the test part are other results.
func watchedResult(s *story.Story, t *story.Training) Reporting {
	callbacks, _ := t.Step.Object.Argument("callbacks", -1)
	held := parts.Whole
	for _, f := range s.Fits {
		if f.Event == t.Step.Event && len(f.Validation) > 0 {
			held, _ = s.PartOf(f.Validation[len(f.Validation)-1])
		}
	}
	if boosted(s, t) != NotLogged || held != parts.Validation || !areSilent(s, callbacks) || s.Record.Cut {
		return MaybeReported
	}
	for i := range Reports(s) {
		r := &Reports(s)[i]
		if r.Order < t.Step.Order || !t.Counts(&r.Step) {
			continue
		}
		if slices.ContainsFunc(r.Values, func(a value.Argument) bool {
			part, known := s.PartOf(a.Value)
			return s.OnlyLiteral(a.Value) == nil && !(known && part == parts.Test) && (topicsOf(s, a.Value)&evaluated != 0 || mayBeResult(s, a.Value, 0))
		}) {
			return MaybeReported
		}
	}
	return Unreported
}

// areSilent reports whether all of some callbacks of XGBoost are the library's and say nothing
// (https://xgboost.readthedocs.io/en/stable/python/callbacks.html).
func areSilent(s *story.Story, callbacks value.Value) bool {
	return !slices.ContainsFunc(itemsOf(s, callbacks), func(id value.ID) bool {
		name := s.Record.Heap.Object(id).Name
		return name != "None" && name != "xgboost.callback.TrainingCheckPoint()" && name != "xgboost.callback.EarlyStopping()" && name != "xgboost.callback.LearningRateScheduler()"
	})
}

// lightCallbacks answers whether LightGBM is given a callback that reports, or was asked to in the words of 3.x.
func lightCallbacks(s *story.Story, t *story.Training) Logged {
	for _, name := range []string{"verbose_eval", "verbose"} {
		if v, ok := t.Step.Object.Argument(name, -1); ok && !s.IsLiteral(v, "False") && !s.IsLiteral(v, "0") && !s.IsLiteral(v, "-1") {
			return Printed
		}
	}
	callbacks, ok := t.Step.Object.Argument("callbacks", -1)
	if !ok {
		return NotLogged
	}
	reporting := callbacksReport(s, callbacks, map[value.ID]bool{})
	if reporting == value.Yes {
		return Printed
	}
	if reporting == value.Open {
		return MaybeLogged
	}
	return NotLogged
}

// boostSetting answers whether a setting of a training is a literal: given to the call, to what it is made on, or in a dictionary of
// parameters.
func boostSetting(s *story.Story, t *story.Training, text string, names ...string) value.Truth {
	answer := value.No
	for _, v := range boostGiven(s, t, names) {
		if s.IsLiteral(v, text) {
			return value.Yes
		}
		if s.OnlyLiteral(v) == nil {
			answer = value.Open
		}
	}
	return answer
}

// boostGiven are the values that a training is given for settings of one of some names.
func boostGiven(s *story.Story, t *story.Training, names []string) (all []value.Value) {
	made := []*value.Object{t.Step.Object}
	if o := s.Single(t.Step.Object.Of); o != nil {
		made = append(made, o)
	}
	for _, o := range made {
		for _, a := range o.Args {
			if slices.Contains(names, a.Name) {
				all = append(all, a.Value)
			}
			params := s.Single(a.Value)
			if params == nil || params.Kind != value.Dict {
				continue
			}
			for _, name := range names {
				if v, ok := params.Fields[name]; ok {
					all = append(all, v)
				}
			}
		}
	}
	return all
}

// isBoosted reports whether a library of boosted trees runs a training.
func isBoosted(t *story.Training) bool {
	return t.By == framework.Boosting || t.By == framework.Estimator
}
