package program

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
)

// An opening is places at which scripts may train, and what a script has to come to for that.
type opening struct {
	places  []Range
	nodes   []int32 // of the call graph
	scripts []int32 // modules that come there only if they are the script
}

// openings are all the places at which scripts may train, of which those stay open that no script was found for. Only a
// script that may come to an open one is worth following.
type openings struct {
	program  *Program
	mayTrain func(method string) bool // see trainerNames
	open     []opening
	placed   map[Range]bool
	scripts  []bool // by number of module: it may come to a place that was open when this was told last
	stale    bool   // places have been taken since
	spent    int    // functions that scripts have been followed to since
	told     int    // how often it was told
	cost     int    // steps that it takes to tell
}

// freely is how often it may be told which scripts lead to open places however little has been done since.
const freely = 16

// leadFrom reports whether a script may come to an open place. After the first times it is told anew only after as many
// steps along scripts as that takes, so that it takes no more time than these.
func (o *openings) leadFrom(m *module) bool {
	if o.scripts == nil || o.stale && (o.told < freely || o.spent >= o.cost) {
		o.tell()
	}
	return o.scripts[m.id]
}

func (o *openings) tell() {
	o.open = slices.DeleteFunc(o.open, func(at opening) bool {
		return !slices.ContainsFunc(at.places, func(place Range) bool { return !o.placed[place] })
	})
	var nodes []int32
	for _, at := range o.open {
		nodes = append(nodes, at.nodes...)
	}
	o.scripts, o.cost = o.program.scriptsTo(nodes)
	for _, at := range o.open {
		for _, script := range at.scripts {
			o.scripts[script] = true
		}
	}
	o.stale, o.spent, o.told = false, 0, o.told+1
}

// take closes the places of an entry's trainings.
func (o *openings) take(e *Entry) {
	o.spent += len(e.reached)
	for _, t := range e.Trainings {
		o.placed[t.At], o.stale = true, true
	}
}

// findOpenings finds every place that [Entry.findTrainings] may find for some script, and notes the calls among them.
func (p *Program) findOpenings() *openings {
	o := &openings{program: p, placed: map[Range]bool{}}
	o.mayTrain = p.trainerNames()
	callers := p.callersOf(func(fn *function) bool { return fn.isPlacedByCallers() || fn.runsGiven(o.mayTrain) })
	for _, fn := range p.functions {
		o.addLoops(fn, callers[fn])
		o.addCalls(fn, callers[fn])
	}
	return o
}

// callersOf returns the calls of some of the functions.
func (p *Program) callersOf(is func(*function) bool) map[*function][]callSite {
	callers := map[*function][]callSite{}
	for _, fn := range p.functions {
		if is(fn) {
			callers[fn] = nil
		}
	}
	for _, fn := range p.functions {
		for i := range fn.targets {
			for callee := range fn.targets[i].all() {
				if sites, ok := callers[callee]; ok {
					callers[callee] = append(sites, callSite{fn, i})
				}
			}
		}
	}
	return callers
}

// addLoops adds the batch loops of a function at all places that [Entry.ofLoop] may give them.
func (o *openings) addLoops(fn *function, callers []callSite) {
	var own []Range // of loops that may be placed on that of a caller
	for loop := range fn.Loops {
		switch parent := fn.Loops[loop].Parent; {
		case !fn.isBatchLoop(loop):
		case parent >= 0:
			o.add([]Range{fn.at(fn.Loops[parent].Span)}, fn.id)
		default:
			own = append(own, fn.at(fn.Loops[loop].Span))
		}
	}
	if own == nil {
		return
	}
	around := callers[:0:0]
	for _, site := range callers {
		if l := site.call().Loop; l >= 0 {
			around = append(around, site)
			o.addAt(site, site.fn.at(site.fn.Loops[l].Span))
		}
	}
	o.addBeside(fn, own, around)
}

func (o *openings) add(places []Range, node int32) {
	o.open = append(o.open, opening{places: places, nodes: []int32{node}})
}

// addAt adds places that are come to through a call.
func (o *openings) addAt(site callSite, places ...Range) {
	if site.call().Guarded {
		o.open = append(o.open, opening{places: places, scripts: []int32{site.fn.module.id}})
	} else {
		o.add(places, site.fn.id)
	}
}

// addBeside adds places in a function for the scripts that come to it, but to none of the calls around its loops. A node
// that leads to the function and straight to one of these calls, as a class does that has the method and its caller, is
// left out.
func (o *openings) addBeside(fn *function, places []Range, around []callSite) {
	back := &o.program.back
	covered := map[int32]bool{}
	for _, site := range around {
		if site.call().Guarded {
			continue
		}
		covered[site.fn.id] = true
		for _, node := range back.nodes.of(site.fn.id) {
			covered[node] = true
		}
	}
	beside := opening{places: places, scripts: back.only.of(fn.id)}
	if fn.root {
		beside.scripts = append(slices.Clone(beside.scripts), fn.module.id)
	}
	for _, node := range back.nodes.of(fn.id) {
		if !covered[node] {
			beside.nodes = append(beside.nodes, node)
		}
	}
	o.open = append(o.open, beside)
}

// isPlacedByCallers reports whether a function has a batch loop that may be placed on the loop of a caller.
func (fn *function) isPlacedByCallers() bool {
	for loop := range fn.Loops {
		if fn.Loops[loop].Parent < 0 && fn.isBatchLoop(loop) {
			return true
		}
	}
	return false
}

// addCalls adds the calls of a function that run a framework's training loop, or that do so by what some callers give, and
// notes them.
func (o *openings) addCalls(fn *function, callers []callSite) {
	var sure []Range
	given := map[givenCall][]int{}
	for i := range fn.Calls {
		site := callSite{fn, i}
		if site.runsLoop("") != "" {
			sure = append(sure, site.at())
			fn.trainers = append(fn.trainers, i)
		} else if call, ok := site.given(); ok && o.mayTrain(call.method) {
			given[call] = append(given[call], i)
		}
	}
	if sure != nil {
		o.add(sure, fn.id)
	}
	for call, calls := range given {
		o.addGiven(fn, call, calls, callers)
	}
	slices.Sort(fn.trainers)
}

// addGiven adds calls on a parameter, by what some callers give for it.
func (o *openings) addGiven(fn *function, call givenCall, calls []int, callers []callSite) {
	var places []Range
	for _, i := range calls {
		places = append(places, callSite{fn, i}.at())
	}
	before := len(o.open)
	for _, caller := range callers {
		if (callSite{fn, calls[0]}).trainsBy(o.program.argued(fn, call, caller)) != "" {
			o.addAt(caller, places...)
		}
	}
	if len(o.open) > before {
		fn.trainers = append(fn.trainers, calls...)
	}
}

// runsGiven reports whether a function calls a method on a parameter that may train.
func (fn *function) runsGiven(mayTrain func(method string) bool) bool {
	for i := range fn.Calls {
		if call, ok := (callSite{fn, i}).given(); ok && mayTrain(call.method) {
			return true
		}
	}
	return false
}

// trainerNames returns whether a method may be what trains: if it is called so, or under a name that the program gives
// to something else.
func (p *Program) trainerNames() func(method string) bool {
	names := map[string]bool{}
	for _, m := range p.order {
		for _, imp := range m.facts.Imports {
			if imp.Name != lastPart(imp.Target) {
				names[imp.Name] = true
			}
		}
		for i := range m.facts.Classes {
			if class := &m.facts.Classes[i]; len(class.Bases) > 0 {
				names[lastPart(class.Name)] = true
			}
		}
	}
	return func(method string) bool { return names[method] || framework.MayTrain(method) }
}
