package program

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
)

// NotCompiled answers whether a training calls fit on a Keras model of the project that nothing compiles.
func (e *Entry) NotCompiled(t *Training) bool {
	if t.By != framework.Keras {
		return false
	}
	isMade := func(name string) bool { c := framework.Lookup(name); return c != nil && c.Trains == framework.Keras }
	for i := range t.fn.Calls {
		if &t.fn.Calls[i] == t.Call && e.runs(t.fn, i) && !slices.ContainsFunc(t.fn.targets[i].external, isMade) {
			return false // a model of unknown origin
		}
	}
	_, ok := e.anywhere(comesCompiled)
	return !ok
}

// comesCompiled recognises what compiles a model, or loads one that was compiled when it was saved.
var comesCompiled = askNames(func(name string) bool {
	return lastPart(name) == "compile" || lastPart(name) == "load_model"
})
