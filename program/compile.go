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
	for site, names := range e.calls() {
		if site.call() == t.Call && !slices.ContainsFunc(names, isMade) {
			return false // a model of unknown origin
		}
	}
	_, ok := e.everything().call(comesCompiled)
	return !ok
}

// comesCompiled recognises what compiles a model, or loads one that was compiled when it was saved.
func comesCompiled(name string) bool {
	return lastPart(name) == "compile" || lastPart(name) == "load_model"
}
