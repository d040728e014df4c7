package library

import (
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// launchers are the functions and classes that run a function in other processes or threads, by the last part of their names.
var launchers = map[string]launcher{
	// https://docs.pytorch.org/docs/stable/multiprocessing.html#spawning-subprocesses
	"spawn":           {function: "fn", arguments: "args", at: 1, ranked: true},
	"start_processes": {function: "fn", arguments: "args", at: 1, ranked: true},
	// https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process
	"Process": {function: "target", arguments: "args", at: -1, keywords: "kwargs"},
	"Thread":  {function: "target", arguments: "args", at: -1, keywords: "kwargs"},
	// https://huggingface.co/docs/accelerate/package_reference/launchers
	"notebook_launcher": {function: "function", arguments: "args", at: 1},
	"debug_launcher":    {function: "function", arguments: "args", at: 1},
	// https://www.tensorflow.org/api_docs/python/tf/distribute/Strategy#run, and its name before TensorFlow 2.2
	"run":                 {function: "fn", arguments: "args", at: 1, keywords: "kwargs", of: "tensorflow.distribute."},
	"experimental_run_v2": {function: "fn", arguments: "args", at: 1, keywords: "kwargs"},
}

// A launcher says what a call hands to the function that it runs.
type launcher struct {
	function  string // the argument that is the function
	arguments string // the argument that has those of the function, in a tuple
	at        int    // its 0-based position
	keywords  string // the argument that has those by keyword
	ranked    bool   // the number of the process comes first
	of        string // what the whole name starts with, where the last part says too little
}

// Launched is what a call hands to a function that it runs elsewhere; nil if it is not known to do so.
func Launched(h *value.Heap, call value.ID, name string) []value.Argument {
	o := h.Object(call)
	dotted, isCall := strings.CutSuffix(o.Name, "()")
	last, isMember := value.LastPart(dotted)
	l, ok := launchers[last]
	if !ok || !isCall || !isMember || !strings.HasPrefix(dotted, l.of) || name != "" && name != l.function {
		return nil
	}
	given := []value.Argument{}
	if l.ranked {
		given = append(given, value.Argument{Value: h.Outside("?rank")})
	}
	if v, ok := o.Argument(l.arguments, l.at); ok {
		given = append(given, itemsOf(h, v)...)
	}
	if v, ok := o.Argument(l.keywords, -1); ok && l.keywords != "" {
		given = append(given, value.Argument{Name: "**", Value: v, Rest: true})
	}
	return given
}

// Measured is what a Trainer of Transformers hands to the function that it is given as an argument to measure by; nil of another one
// (https://huggingface.co/docs/transformers/main_classes/trainer#transformers.Trainer.compute_metrics).
func Measured(h *value.Heap, argument string) []value.Argument {
	if argument != "compute_metrics" {
		return nil
	}
	return []value.Argument{{Value: h.Outside("transformers.EvalPrediction")}}
}

// itemsOf are the items of a tuple, or any number of arguments of a collection.
func itemsOf(h *value.Heap, v value.Value) (all []value.Argument) {
	id, ok := h.One(v)
	if o := h.Object(id); !ok || o.Kind != value.Tuple {
		return []value.Argument{{Value: v, Rest: true}}
	}
	for _, item := range h.Object(id).Items {
		all = append(all, value.Argument{Value: item})
	}
	return all
}
