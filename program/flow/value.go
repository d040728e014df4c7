// Package flow follows data through one file of Python, from where it is read over transformers and splits to the
// models that are fitted on it, and notes where knowledge of the test part reaches the training.
//
// It runs the file abstractly, top to bottom: functions of the file are entered where they are called, branches are
// joined, loop bodies run once. What it can't follow it treats as a function of its arguments.
package flow

import (
	"maps"
	"slices"

	"github.com/agentlint/agentlint/parser/python"
)

// A Role is the part of the data that a value holds.
type Role uint8

// The roles.
const (
	Whole Role = iota // all of it, or nobody knows
	Train
	Test // test or validation
)

// A step is a computation that has seen all the rows it is given, such as a scaler being fitted.
type step struct {
	call     python.Node
	what     string       // StandardScaler, the mean
	kind     kind         // what it does to the data
	origins  map[int]bool // the data it has seen
	depth    int          // how often that had been split
	role     Role         // of that
	reported bool
}

// A kind says what a step does.
type kind uint8

const (
	fits      kind = iota // learns parameters, as a scaler does
	averages              // takes a statistic that is put back into the data
	resamples             // makes rows out of others
)

// A value is what a name may hold, as far as data goes.
type value struct {
	origins map[int]bool // the data sets it derives from
	steps   []*step      // what has seen all rows and left its trace in the content
	stats   []*step      // statistics it is, or holds: a mean that nothing has used yet
	role    Role
	byName  bool    // role is told by a name alone
	depth   int     // how often its rows were split off others: by a slice, by one output of a split
	class   string  // the qualified name of the class that it is an instance of
	fitted  []*step // of a transformer: where it was fitted
	learns  bool    // of a pipeline: one of its steps learns from the rows
	splits  bool    // of a model: fit splits the data itself, as GridSearchCV does
	items   []value // of a tuple or list
}

func (v value) isData() bool { return len(v.origins) > 0 }

// union is a value that depends on all of the given ones.
func union(values ...value) value {
	var out value
	roles := map[Role]bool{}
	for _, v := range values {
		out.origins = merge(out.origins, v.origins)
		out.steps = appendNew(out.steps, v.steps)
		out.stats = appendNew(out.stats, v.stats)
		if v.isData() {
			roles[v.role] = true
			out.role, out.byName = v.role, out.byName || v.byName
			out.depth = max(out.depth, v.depth)
		}
	}
	if len(roles) > 1 { // train and test put together are the whole again
		out.role, out.byName = Whole, false
	}
	return out
}

func merge(a, b map[int]bool) map[int]bool {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

func appendNew(all, more []*step) []*step {
	for _, s := range more {
		if !slices.Contains(all, s) {
			all = append(all[:len(all):len(all)], s)
		}
	}
	return all
}

// subset reports whether all of a is in b.
func subset(a, b map[int]bool) bool {
	for o := range a {
		if !b[o] {
			return false
		}
	}
	return true
}

// An environment holds what names hold. Subscripts and attributes of a name belong to it: df["x"] is df. The values are
// never changed but replaced: environments that were cloned share those that neither has replaced.
type environment map[string]*value

// of returns what a name holds, the zero value if nothing is known.
func (e environment) of(name string) value {
	if v := e[name]; v != nil {
		return *v
	}
	return value{}
}

func (e environment) set(name string, v value) { e[name] = &v }

// join is the environment after one of two branches.
func join(a, b environment) environment {
	out := maps.Clone(a)
	for name, v := range b {
		switch old := out[name]; old {
		case v:
		case nil:
			out[name] = v
		default:
			out.set(name, joined(*old, *v))
		}
	}
	return out
}

// joined is what a name holds after one of two branches.
func joined(old, v value) value {
	merged := union(old, v)
	merged.class, merged.fitted, merged.items = v.class, appendNew(old.fitted, v.fitted), v.items
	merged.splits, merged.learns = old.splits || v.splits, old.learns || v.learns
	if !old.isData() {
		merged.role, merged.byName, merged.depth = v.role, v.byName, v.depth
	}
	return merged
}
