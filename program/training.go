package program

import (
	"cmp"
	"iter"
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

// all yields the project's functions that a call leads to, those it is given among them.
func (t *target) all() iter.Seq[*function] {
	return func(yield func(*function) bool) {
		for _, fn := range t.functions {
			if !yield(fn) {
				return
			}
		}
		for _, fn := range t.given {
			if !yield(fn) {
				return
			}
		}
	}
}

// effectOf is what the i-th call of fn does, in the callee too.
func (fn *function) effectOf(i int) effect {
	e := fn.targets[i].does
	for callee := range fn.targets[i].all() {
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
	users := newTable(len(p.functions), func(yield func(of, item int32)) {
		for _, fn := range p.functions {
			for i := range fn.targets {
				for callee := range fn.targets[i].all() {
					yield(callee.id, fn.id)
				}
			}
			for _, ref := range fn.refs {
				yield(ref.id, fn.id)
			}
		}
	})
	queue := slices.Clone(p.functions)
	queued := make([]bool, len(queue))
	for _, fn := range queue {
		fn.loopDoes, queued[fn.id] = make([]effect, len(fn.Loops)), true
	}
	for ; len(queue) > 0; queue = queue[1:] {
		fn := queue[0]
		queued[fn.id] = false
		does := fn.summary()
		if does == fn.does {
			continue
		}
		fn.does = does
		for _, user := range users.of(fn.id) {
			if !queued[user] {
				queue, queued[user] = append(queue, p.functions[user]), true
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
	if fn.batches == nil {
		fn.batches = fn.findBatchLoops()
	}
	return fn.batches[loop]
}

// findBatchLoops goes from the inner loops to those around them.
func (fn *function) findBatchLoops() []bool {
	batches, around := make([]bool, len(fn.Loops)), make([]bool, len(fn.Loops)) // around one that trains
	for loop := len(fn.Loops) - 1; loop >= 0; loop-- {
		batches[loop] = fn.loopTrains(loop) && fn.loopDoes[loop]&trains == 0 && !around[loop]
		if parent := fn.Loops[loop].Parent; parent >= 0 && (around[loop] || fn.loopTrains(loop)) {
			around[parent] = true
		}
	}
	return batches
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

// findTrainings collects the first trainings that the entry comes to. What several scripts share is asked about once, of
// the first of them, for which it is placed.
func (e *Entry) findTrainings(placed map[Range]bool) {
	add := func(t Training) {
		if !placed[t.At] && !slices.ContainsFunc(e.Trainings, func(other Training) bool { return other.At == t.At }) {
			e.Trainings = append(e.Trainings, t)
		}
	}
	for _, fn := range e.reached {
		if len(e.Trainings) >= maxTrainings {
			break
		}
		for loop := range fn.Loops {
			if fn.isBatchLoop(loop) {
				add(e.ofLoop(fn, loop))
			}
		}
		var byCallers map[givenCall]framework.Loop
		for _, i := range fn.trainers {
			site := callSite{fn, i}
			call, _ := site.given()
			given := once(&byCallers, call, func() framework.Loop { return e.program.givenLoop(site, e.callers[fn]) })
			if by := site.runsLoop(given); by != "" {
				add(Training{At: site.at(), By: by, RNG: draws(by), Call: site.call(), fn: fn, loop: -1})
			}
		}
	}
	e.Trainings = e.Trainings[:min(len(e.Trainings), maxTrainings)]
}

// runsLoop returns which framework's training loop a call runs, or "", where callers give what has a loop, or "".
func (s callSite) runsLoop(given framework.Loop) framework.Loop {
	t := &s.fn.targets[s.index]
	if by := cmp.Or(s.trainsBy(t.external), given); by != "" {
		return by
	}
	if len(t.functions) > 0 {
		return ""
	}
	return s.guessLoop()
}

// trainsBy returns whose training loop a call of one of the names runs, or "".
func (s callSite) trainsBy(names []string) framework.Loop {
	for _, name := range names {
		if c := framework.Lookup(name); c != nil && c.Trains != "" && (!c.GivenStep || s.givesStep()) {
			return c.Trains
		}
	}
	return ""
}

// givesStep reports whether a function that a call is given computes gradients and applies them.
func (s callSite) givesStep() bool {
	return slices.ContainsFunc(s.fn.targets[s.index].given, func(fn *function) bool {
		return fn.does&gradients != 0 && fn.does&update != 0
	})
}

// A givenCall is a call of a method on a parameter. Alike ones in a function are answered alike.
type givenCall struct {
	parameter, method string
	step              bool // see givesStep
}

// given returns the call as one on a parameter, if it is such.
func (s callSite) given() (givenCall, bool) {
	call := s.call()
	if call.Receiver == "" || !slices.Contains(s.fn.Parameters, call.Receiver) {
		return givenCall{}, false
	}
	return givenCall{call.Receiver, lastPart(call.Callee), s.givesStep()}, true
}

// givenLoop returns which framework's training loop a call on a parameter runs, by what some callers give for it, or "".
func (p *Program) givenLoop(site callSite, callers []callSite) framework.Loop {
	call, ok := site.given()
	if !ok {
		return ""
	}
	for _, caller := range callers {
		if by := site.trainsBy(p.argued(site.fn, call, caller)); by != "" {
			return by
		}
	}
	return ""
}

// argued names a method that a function calls on a parameter, by what a caller gives for that.
func (p *Program) argued(fn *function, call givenCall, caller callSite) []string {
	at := slices.Index(fn.Parameters, call.parameter)
	if fn.Parameters[0] == "self" {
		at--
	}
	arg, ok := caller.call().arg(call.parameter, at)
	if of := arg.qualified(); ok && of != "" {
		return p.resolve(caller.fn.module, of+"."+call.method, maxDepth).external
	}
	return nil
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
	if m.tops == nil {
		m.tops = map[string]bool{}
		for _, i := range m.facts.Imports {
			top, _, _ := strings.Cut(i.Target, ".")
			m.tops[top] = true
		}
	}
	return slices.ContainsFunc(names, func(name string) bool { return m.tops[name] })
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

// ofLoop returns the training whose batch loop is given: it is placed on the epoch loop around that, here or in a caller.
func (e *Entry) ofLoop(fn *function, loop int) Training {
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
	return t
}
