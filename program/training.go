package program

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// An effect is what a function does to a model, itself or in what it calls.
type effect uint8

const (
	backward    effect = 1 << iota // computes gradients with autograd
	tape                           // computes gradients with tf.GradientTape
	grad                           // computes gradients with JAX
	update                         // applies gradients
	trains                         // has a loop that does both
	modelCalled                    // calls a framework's training loop
)

const gradients = backward | tape | grad

// directEffect is what one call does by itself.
func directEffect(name string) effect {
	method := lastPart(name)
	switch {
	case strings.HasPrefix(name, "torch.distributed.autograd."):
		return 0
	case strings.HasPrefix(name, "jax.grad"), strings.HasPrefix(name, "jax.value_and_grad"),
		strings.HasPrefix(name, "flax.nnx.grad"), strings.HasPrefix(name, "flax.nnx.value_and_grad"):
		return grad
	case method == "loss_scaler" || method == "train_on_batch":
		return backward | update
	case !strings.Contains(name, "."):
		return 0
	case method == "backward" || method == "manual_backward":
		return backward
	case method == "gradient" && !strings.HasPrefix(name, "numpy."):
		return tape
	case method == "step" && !isScheduler(name), method == "optimizer_step", method == "apply_gradients", method == "apply_updates",
		method == "minimize":
		return update
	}
	return 0
}

// isScheduler tells the step of a learning rate scheduler, profiler or environment from that of an optimizer.
func isScheduler(name string) bool {
	owner := strings.ToLower(strings.TrimSuffix(name, ".step"))
	for _, word := range []string{"sched", "prof", "env", "warmup"} {
		if strings.Contains(lastPart(owner), word) || strings.Contains(owner, "lr_scheduler") {
			return true
		}
	}
	return false
}

// all returns the project's functions that a call leads to, those it is given among them.
func (t target) all() []*function { return slices.Concat(t.functions, t.given) }

// effectOf is what the i-th call of fn does, in the callee too.
func (fn *function) effectOf(i int) effect {
	t := &fn.targets[i]
	e := t.does
	for _, callee := range t.functions {
		e |= callee.does
	}
	for _, callee := range t.given {
		e |= callee.does
	}
	return e
}

// ownEffect is what the i-th call of fn does by itself.
func (fn *function) ownEffect(i int) effect {
	e := directEffect(fn.Calls[i].Callee)
	for _, name := range fn.targets[i].external {
		e |= directEffect(name)
	}
	if fn.Calls[i].runsTrainOp() {
		e |= tape | update
	}
	if fn.Calls[i].subtractsGradient() {
		e |= update
	}
	return e
}

// subtractsGradient recognises an optimizer's step by hand: w.data.sub_(lr * w.grad).
func (c *Call) subtractsGradient() bool {
	method := lastPart(c.Callee)
	return (method == "sub_" || method == "add_") && slices.ContainsFunc(c.Args, func(a Arg) bool { return slices.ContainsFunc(a.Names(), holdsGradient) })
}

func holdsGradient(name string) bool {
	return strings.HasSuffix(name, ".grad") || strings.HasSuffix(name, ".grad.data")
}

// runsTrainOp recognises a step of TensorFlow 1: sess.run([train_op, loss], …).
func (c *Call) runsTrainOp() bool {
	if lastPart(c.Callee) != "run" || !strings.Contains(strings.ToLower(c.Callee), "sess") || len(c.Args) == 0 {
		return false
	}
	return slices.ContainsFunc(c.Args[0].Names(), trainOp.MatchString)
}

// trainOp matches what the operation that updates the weights is customarily called.
var trainOp = pattern.New(`(?i)train_?(op|step)|optim|solver|minimi[sz]e|apply_grad|(^|_)train$`)

// summarise carries effects from callees to callers until nothing changes.
func (p *Program) summarise() {
	users := map[*function][]*function{}
	queued := map[*function]bool{}
	var queue []*function
	for _, m := range p.order {
		for _, fn := range m.sorted() {
			fn.loopDoes = make([]effect, len(fn.Loops))
			queue, queued[fn] = append(queue, fn), true
			for _, t := range fn.targets {
				for _, callee := range t.all() {
					users[callee] = append(users[callee], fn)
				}
			}
			for _, ref := range fn.refs {
				users[ref] = append(users[ref], fn)
			}
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		fn := queue[0]
		queued[fn] = false
		does := fn.summary()
		if does == fn.does {
			continue
		}
		fn.does = does
		for _, user := range users[fn] {
			if !queued[user] {
				queue, queued[user] = append(queue, user), true
			}
		}
	}
}

func (fn *function) summary() effect {
	does := fn.does
	for i := range fn.Calls {
		e := fn.effectOf(i)
		does |= e
		fn.addToLoops(fn.Calls[i].Loop, e)
	}
	for _, ref := range fn.refs {
		does |= ref.does
	}
	for i := range fn.Assigns {
		if a := &fn.Assigns[i]; a.Op == "-=" && slices.ContainsFunc(a.Value.Names(), holdsGradient) {
			fn.addToLoops(a.Loop, update)
		}
	}
	for i := range fn.Loops {
		if fn.loopTrains(i) {
			does |= trains
		}
	}
	return does
}

// addToLoops notes an effect of what a loop and those around it do.
func (fn *function) addToLoops(loop int, e effect) {
	for ; loop >= 0 && fn.loopDoes[loop]|e != fn.loopDoes[loop]; loop = fn.Loops[loop].Parent {
		fn.loopDoes[loop] |= e
	}
}

// within reports whether a loop is another one or inside it.
func (fn *Function) within(loop, outer int) bool {
	for loop >= 0 {
		if loop == outer {
			return true
		}
		loop = fn.Loops[loop].Parent
	}
	return false
}

// loopTrains reports whether a loop computes gradients and applies them.
func (fn *function) loopTrains(loop int) bool {
	e := fn.loopDoes[loop]
	return e&gradients != 0 && e&update != 0
}

// isBatchLoop reports whether a loop trains and no loop inside it, here or in a callee, does.
func (fn *function) isBatchLoop(loop int) bool {
	if !fn.loopTrains(loop) || fn.loopDoes[loop]&trains != 0 {
		return false
	}
	for inner := range fn.Loops {
		if inner != loop && fn.within(inner, loop) && fn.loopTrains(inner) {
			return false
		}
	}
	return true
}

// A Training is one place where a program trains a model.
type Training struct {
	At   Range          // the header of the epoch loop, or the call that runs the framework's loop
	By   framework.Loop // who runs the loop; "" for the program itself
	RNG  []framework.Domain
	Call *Call // the framework's; nil for a loop of the program

	fn   *function
	loop int // in fn, or -1
}

// An Entry is a script that trains: what runs when it is started.
type Entry struct {
	File      *Facts
	Trainings []Training

	program  *Program
	roots    []*function              // what is run first: the script's body, and functions that are started by others
	reached  []*function              // what its calls lead to, nearest first
	known    map[*function]bool       // the same as a set
	callers  map[*function][]callSite // in reached
	all      []*function              // reached, and what may run besides: all of the imported files
	times    *timeline                // made on demand
	reported map[*function][]report   // made on demand
	saves    map[Range]Saves          // of trainings, by where they stand; made on demand
	followed int                      // values, to answer the question at hand

	passed      map[*function][]report     // see passedOn; made on demand
	made        []*report                  // see allReports; made on demand
	turns       map[piece]evidence         // see inLoop; made on demand
	batches     map[piece]evidence         // see steps; made on demand
	chains      map[*function][][]callSite // see stacks; made on demand
	topicsKnown map[topicQuestion]topics   // made on demand
}

// A callSite is one call in a function.
type callSite struct {
	fn    *function
	index int // in fn.Calls
}

func (s callSite) call() *Call { return &s.fn.Calls[s.index] }
func (s callSite) at() Range   { return s.fn.at(s.call().Span) }

func (fn *function) at(s Span) Range { return Range{fn.module.facts, s} }

// maxTrainings bounds how many trainings of one script are judged, since each is compared with all that the script does.
const maxTrainings = 50

// MaxVisits bounds how many calls the scripts of a program lead to, those that several lead to counted for each: a rule
// may look at all of them.
const MaxVisits = 20_000_000

// findEntries follows the calls of every script to where it trains.
func (p *Program) findEntries() {
	placed := map[Range]bool{}
	visits := 0
	leads := p.leadToTraining()
	for _, m := range p.order {
		if IsTest(m.facts.Path) && !m.facts.Snippet || !leads[m] && !m.facts.Snippet {
			continue
		}
		e := newEntry(p, m)
		e.follow(m)
		e.findTrainings()
		// What several scripts share is asked about once, of the first of them.
		e.Trainings = slices.DeleteFunc(e.Trainings, func(t Training) bool { return placed[t.At] })
		e.Trainings = e.Trainings[:min(len(e.Trainings), maxTrainings)]
		for _, t := range e.Trainings {
			placed[t.At] = true
		}
		if len(e.Trainings) > 0 {
			e.widen()
			if visits += e.size(); visits > MaxVisits && len(p.Entries) > 0 {
				p.Beyond = e.File
				return
			}
			p.Entries = append(p.Entries, e)
		}
	}
}

// size is in calls.
func (e *Entry) size() (calls int) {
	for _, fn := range e.all {
		calls += len(fn.Calls)
	}
	return calls
}

func newEntry(p *Program, m *module) *Entry {
	return &Entry{File: m.facts, program: p, known: map[*function]bool{}, callers: map[*function][]callSite{}}
}

// leadToTraining returns the modules that import an ML framework or compute gradients, and those that import them,
// however indirectly: no other can start a training.
func (p *Program) leadToTraining() map[*module]bool {
	leads := map[*module]bool{}
	start := slices.DeleteFunc(slices.Clone(p.order), func(m *module) bool { return !m.importsFramework() && !m.computesGradients() })
	spread(start, leads, p.importersOf)
	return leads
}

func (m *module) computesGradients() bool {
	return slices.ContainsFunc(m.sorted(), func(fn *function) bool { return fn.does&gradients != 0 })
}

func (m *module) importsFramework() bool {
	return slices.ContainsFunc(m.facts.Imports, func(i Import) bool { return framework.IsModule(i.Target) })
}

// IsTest recognises, by their slash-separated path, files that test runners collect, and benchmarks: no model comes out of either.
func IsTest(file string) bool {
	base := path.Base(file)
	return strings.HasPrefix(base, "test_") || strings.HasSuffix(base, "_test.py") || base == "conftest.py" ||
		slices.ContainsFunc(strings.Split(path.Dir(file), "/"), func(dir string) bool { return dir == "tests" || dir == "benchmarks" })
}

// mains are decorators that make a function what a script runs.
var mains = []string{"hydra.main", "click.command", "click.group", "typer.Typer().command", "absl.app.run",
	"torch.distributed.elastic.multiprocessing.errors.record"}

// isUncalledMain reports whether a function is what a console script or another program must start: it is called
// main and nothing here calls it or imports its file.
func (p *Program) isUncalledMain(fn *function) bool {
	return fn.Name == "main" && !p.used[fn.module.body] && !p.used[fn]
}

// findUsed notes what other code of the project calls, hands on or imports.
func (p *Program) findUsed() {
	p.used = map[*function]bool{}
	for _, m := range p.order {
		for _, imported := range p.imported(m) {
			p.used[imported.body] = true
		}
		for _, fn := range m.sorted() {
			for _, ref := range fn.refs {
				p.used[ref] = true
			}
			for _, t := range fn.targets {
				for _, callee := range t.all() {
					p.used[callee] = true
				}
			}
		}
	}
}

// follow collects the functions that running m leads to.
func (e *Entry) follow(m *module) {
	e.reach(m.body)
	for _, fn := range m.sorted() {
		isMain := slices.ContainsFunc(fn.Decorators, func(d string) bool { return slices.Contains(mains, d) })
		if isMain || e.program.isUncalledMain(fn) || m.facts.Snippet && fn != m.body {
			e.reach(fn)
		}
	}
	e.roots = slices.Clone(e.reached)
	for i := 0; i < len(e.reached); i++ {
		fn := e.reached[i]
		for j, t := range fn.targets {
			if !e.runs(fn, j) {
				continue
			}
			for _, callee := range t.all() {
				e.callers[callee] = append(e.callers[callee], callSite{fn, j})
				e.reach(callee)
			}
			if t.class != nil {
				for _, method := range t.owner.methods(t.class) {
					e.reach(method)
				}
			}
		}
		for _, ref := range fn.refs {
			e.reach(ref)
		}
		if fn == fn.module.body {
			for _, imported := range e.program.imported(fn.module) {
				e.reach(imported.body)
			}
		}
	}
}

func (e *Entry) reach(fn *function) {
	if !e.known[fn] {
		e.known[fn] = true
		e.reached = append(e.reached, fn)
	}
}

// widen adds all functions of the files that the entry's files import: frameworks call hooks that nobody else does.
func (e *Entry) widen() {
	var modules []*module
	for _, fn := range e.reached {
		modules = append(modules, fn.module)
	}
	for _, m := range spread(modules, map[*module]bool{}, e.program.imported) {
		e.all = append(e.all, m.sorted()...)
	}
}

func (e *Entry) findTrainings() {
	for _, fn := range e.reached {
		for loop := range fn.Loops {
			if fn.isBatchLoop(loop) {
				e.addLoop(fn, loop)
			}
		}
		for i := range fn.Calls {
			if by := e.runsLoop(callSite{fn, i}); by != "" {
				e.Trainings = append(e.Trainings, Training{
					At: callSite{fn, i}.at(), By: by, RNG: draws(by), Call: &fn.Calls[i], fn: fn, loop: -1,
				})
			}
		}
	}
}

// runsLoop returns which framework's training loop a call runs, or "".
func (e *Entry) runsLoop(site callSite) framework.Loop {
	for _, name := range append(site.fn.targets[site.index].external, e.argued(site)...) {
		if c := framework.Lookup(name); c != nil && c.Trains != "" && (!c.GivenStep || site.givesStep()) {
			return c.Trains
		}
	}
	if len(site.fn.targets[site.index].functions) > 0 {
		return ""
	}
	return site.guessLoop()
}

// givesStep reports whether a function that a call is given computes gradients and applies them.
func (s callSite) givesStep() bool {
	return slices.ContainsFunc(s.fn.targets[s.index].given, func(fn *function) bool {
		return fn.does&gradients != 0 && fn.does&update != 0
	})
}

// argued names what a method is called on if that is a parameter, by what callers give for it.
func (e *Entry) argued(site callSite) (names []string) {
	call := site.call()
	position := slices.Index(site.fn.Parameters, call.Receiver)
	if call.Receiver == "" || position < 0 {
		return nil
	}
	for _, caller := range e.callers[site.fn] {
		at := position
		if len(site.fn.Parameters) > 0 && site.fn.Parameters[0] == "self" {
			at--
		}
		arg, ok := caller.call().arg(call.Receiver, at)
		if of := arg.qualified(); ok && of != "" {
			names = append(names, e.program.resolve(caller.fn.module, of+"."+lastPart(call.Callee), maxDepth).external...)
		}
	}
	return names
}

// guessLoop tells a framework's training call on an object of unknown origin by its shape and the file's imports.
func (s callSite) guessLoop() framework.Loop {
	call := s.call()
	isKnown := func(name string) bool {
		return !strings.HasPrefix(name, "?") && !strings.HasPrefix(name, "keras.") && !strings.HasPrefix(name, "tensorflow.")
	}
	if !strings.Contains(call.Callee, ".") || slices.ContainsFunc(s.fn.targets[s.index].external, isKnown) {
		return ""
	}
	method, receiver := lastPart(call.Callee), strings.ToLower(lastPart(call.Receiver))
	switch imports := s.fn.module.imports; {
	case strings.HasPrefix(method, "fit") && imports("keras", "tensorflow", "tf_keras") && (method == "fit_generator" || call.hasArg(kerasOnly...)):
		return framework.Keras
	case method == "fit" && receiver == "trainer" && imports("lightning", "pytorch_lightning"):
		return framework.Lightning
	case method == "train" && strings.HasSuffix(receiver, "trainer") && imports("transformers", "trl", "sentence_transformers"):
		return framework.HFTrainer
	case slices.Contains([]string{"fit_one_cycle", "fine_tune", "fit_flat_cos", "fit_sgdr"}, method) && imports("fastai"),
		method == "fit" && strings.HasPrefix(receiver, "learn") && imports("fastai"):
		return framework.FastAI
	}
	return ""
}

// kerasOnly are arguments of Model.fit that no other library's fit has
// (https://keras.io/api/models/model_training_apis/).
var kerasOnly = []string{"epochs", "nb_epoch", "validation_data", "validation_split", "steps_per_epoch", "batch_size", "callbacks"}

// imports reports whether the module imports one of the top-level modules.
func (m *module) imports(names ...string) bool {
	return slices.ContainsFunc(m.facts.Imports, func(i Import) bool {
		top, _, _ := strings.Cut(i.Target, ".")
		return slices.Contains(names, top)
	})
}

// draws returns the generators that a framework's loop draws from on its own.
func draws(by framework.Loop) []framework.Domain {
	switch by {
	case framework.Lightning, framework.HFTrainer, framework.FastAI:
		return []framework.Domain{framework.Torch}
	case framework.Keras:
		return []framework.Domain{framework.TensorFlow}
	}
	return nil
}

// addLoop adds the training whose batch loop is given: it is placed on the epoch loop around that, here or in a caller.
func (e *Entry) addLoop(fn *function, loop int) {
	t := Training{fn: fn, loop: loop}
	switch does := fn.loopDoes[loop]; {
	case does&backward != 0:
		t.RNG = []framework.Domain{framework.Torch}
	case does&tape != 0:
		t.RNG = []framework.Domain{framework.TensorFlow}
	}
	if parent := fn.Loops[loop].Parent; parent >= 0 {
		t.loop = parent
	} else {
		for _, site := range e.callers[fn] {
			if l := site.call().Loop; l >= 0 {
				t.fn, t.loop = site.fn, l
				break
			}
		}
	}
	t.At = t.fn.at(t.fn.Loops[t.loop].Span)
	if !slices.ContainsFunc(e.Trainings, func(other Training) bool { return other.At == t.At }) {
		e.Trainings = append(e.Trainings, t)
	}
}
