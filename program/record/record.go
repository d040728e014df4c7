// Package record is what a run of a program leaves: the calls that leave the project, in order, each with the loops and conditions
// around it and the way that leads there; and what the program reads of what settings may be kept in.
package record

import (
	"maps"
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// A Record is what a run leaves.
type Record struct {
	Script string
	Heap   *value.Heap
	Files  []string // by the numbers that places have
	Loops  []Loop
	Events []Event // in the order in which they happen, once each
	// Functions are the project's functions that were run, by their qualified names, once each and in the order in which they were.
	Functions []string
	Reads     Reads
	Restarts  map[Restart]bool
	Steps     int  // how many instructions were run
	Cut       bool // the program was too large to be followed to its end
	// CutShort is so if what the script starts itself was too large: only then may something be missing that it does.
	CutShort bool

	// Watched are the values of what was watched, as far as there were any; and Marks how often a mark was met.
	Watched map[code.Use]value.Value
	// Answers are what the project's functions return that a call outside is given, by the call and the name of the argument, or First.
	Answers map[value.ID]map[string]value.Value
	// Hooked are what the methods return that a framework calls by itself, by the object and their name.
	Hooked map[value.ID]map[string]value.Value
	// Launches are the calls that run a function of the project's in another process or thread, with what they are given for it.
	Launches map[value.ID]bool
	// Composed are the configurations that Hydra gives the functions that it decorates, by the call that makes the decorator.
	Composed map[value.ID]value.ID
	// Missing are the keys that are read of settings from files which do not have them.
	Missing []MissingKey
	Marks   int

	Code       []*code.File                  // of the Files, as it was run
	Ran        func(file, function int) bool // whether a function of one of the Files was run
	Frameworks *framework.Set                // the facts of what is outside the project with which it was run
}

// HookedAll returns what the methods of a name return that a framework calls by itself, in the order in which their objects were made.
func (r *Record) HookedAll(name string) (all []value.Value) {
	for _, id := range slices.Sorted(maps.Keys(r.Hooked)) {
		if v := r.Hooked[id][name]; v != value.Nothing {
			all = append(all, v)
		}
	}
	return all
}

// Crowded reports whether the program makes more calls than are noted.
func (r *Record) Crowded() bool { return len(r.Events) > MaxEvents }

// MaxEvents is how many calls of one run are noted.
const MaxEvents = 20_000

// Mentions reports whether a name that inScript wants is in the code of the script, or one that elsewhere wants in that of a file that
// is come to from there.
func (r *Record) Mentions(inScript, elsewhere func(name string) bool) bool {
	reached := map[int32]bool{}
	for _, e := range r.Events {
		reached[e.At.File] = reached[e.At.File] || !e.Alone && !e.Imports
	}
	for i, file := range r.Code {
		wanted := elsewhere
		if r.Files[i] == r.Script {
			wanted = inScript
		} else if !reached[int32(i)] {
			continue
		}
		if slices.ContainsFunc(file.Symbols, wanted) {
			return true
		}
	}
	return false
}
