package link

import (
	"iter"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/facts"
)

// An effect is what a function does to a model, itself or in what it calls.
type effect uint8

const (
	backward effect = 1 << iota // computes gradients with autograd
	tape                        // computes gradients with tf.GradientTape
	grad                        // computes gradients with JAX
	update                      // applies gradients
	trains                      // has a loop that does both
)

const gradients = backward | tape | grad

// directEffect is what one call does by itself.
func directEffect(name string) effect {
	method := facts.LastPart(name)
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
		if strings.Contains(facts.LastPart(owner), word) || strings.Contains(owner, "lr_scheduler") {
			return true
		}
	}
	return false
}

// all yields the project's functions that a call leads to, those it is given among them.
func (t *Called) all() iter.Seq[*Function] {
	return func(yield func(*Function) bool) {
		for _, fn := range t.Functions {
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
func (fn *Function) effectOf(i int) effect {
	e := fn.Targets[i].does
	for callee := range fn.Targets[i].all() {
		e |= callee.does
	}
	return e
}

// ownEffect is what the i-th call of fn does by itself.
func (fn *Function) ownEffect(i int) effect {
	e := directEffect(fn.Calls[i].Callee)
	for _, name := range fn.Targets[i].External {
		e |= directEffect(name)
	}
	if runsTrainOp(&fn.Calls[i]) {
		e |= tape | update
	}
	if subtractsGradient(&fn.Calls[i]) {
		e |= update
	}
	return e
}

// Trains reports whether the function has a loop that computes gradients and applies them, here or in what it calls.
func (fn *Function) Trains() bool { return fn.does&trains != 0 }

// Computes reports whether the i-th call computes gradients by itself.
func (fn *Function) Computes(i int) bool { return fn.ownEffect(i)&gradients != 0 }

// Updates reports whether the i-th call applies gradients by itself.
func (fn *Function) Updates(i int) bool { return fn.ownEffect(i)&update != 0 }

// subtractsGradient recognises an optimizer's step by hand: w.data.sub_(lr * w.grad).
func subtractsGradient(c *facts.Call) bool {
	method := facts.LastPart(c.Callee)
	return (method == "sub_" || method == "add_") && c.Details != nil && slices.ContainsFunc(c.Args, func(a facts.Arg) bool { return slices.ContainsFunc(a.Names, facts.HoldsGradient) })
}

// runsTrainOp recognises a step of TensorFlow 1: sess.run([train_op, loss], …).
func runsTrainOp(c *facts.Call) bool {
	if facts.LastPart(c.Callee) != "run" || !strings.Contains(strings.ToLower(c.Callee), "sess") || c.Details == nil || len(c.Args) == 0 {
		return false
	}
	return slices.ContainsFunc(c.Args[0].Names, trainOp.MatchString)
}

// trainOp matches what the operation that updates the weights is customarily called.
var trainOp = pattern.New(`(?i)train_?(op|step)|optim|solver|minimi[sz]e|apply_grad|(^|_)train$`)

// summarise carries effects from callees to callers until nothing changes.
func (g *Graph) summarise() {
	users := newTable(len(g.Functions), func(yield func(of, item int32)) {
		for _, fn := range g.Functions {
			for i := range fn.Targets {
				for callee := range fn.Targets[i].all() {
					yield(callee.ID, fn.ID)
				}
			}
			for _, ref := range fn.refs {
				yield(ref.ID, fn.ID)
			}
		}
	})
	queue := slices.Clone(g.Functions)
	queued := make([]bool, len(queue))
	for _, fn := range queue {
		fn.loopDoes, queued[fn.ID] = make([]effect, len(fn.Loops)), true
	}
	for ; len(queue) > 0; queue = queue[1:] {
		fn := queue[0]
		queued[fn.ID] = false
		does := fn.summary()
		if does == fn.does {
			continue
		}
		fn.does = does
		for _, user := range users.of(fn.ID) {
			if !queued[user] {
				queue, queued[user] = append(queue, g.Functions[user]), true
			}
		}
	}
}

func (fn *Function) summary() effect {
	does := fn.does
	for i := range fn.Calls {
		e := fn.effectOf(i)
		does |= e
		fn.addToLoops(int(fn.Calls[i].Loop), e)
	}
	for _, ref := range fn.refs {
		does |= ref.does
	}
	for _, loop := range fn.Descents {
		fn.addToLoops(loop, update)
	}
	for i := range fn.Loops {
		if fn.loopTrains(i) {
			does |= trains
		}
	}
	return does
}

// addToLoops notes an effect of what a loop and those around it do.
func (fn *Function) addToLoops(loop int, e effect) {
	for ; loop >= 0 && fn.loopDoes[loop]|e != fn.loopDoes[loop]; loop = fn.Loops[loop].Parent {
		fn.loopDoes[loop] |= e
	}
}

// loopTrains reports whether a loop computes gradients and applies them.
func (fn *Function) loopTrains(loop int) bool {
	e := fn.loopDoes[loop]
	return e&gradients != 0 && e&update != 0
}

// IsBatchLoop reports whether a loop trains and no loop inside it, here or in a callee, does.
func (fn *Function) IsBatchLoop(loop int) bool {
	if fn.batches == nil {
		fn.batches = fn.findBatchLoops()
	}
	return fn.batches[loop]
}

// findBatchLoops goes from the inner loops to those around them.
func (fn *Function) findBatchLoops() []bool {
	batches, around := make([]bool, len(fn.Loops)), make([]bool, len(fn.Loops)) // around one that trains
	for loop := len(fn.Loops) - 1; loop >= 0; loop-- {
		batches[loop] = fn.loopTrains(loop) && fn.loopDoes[loop]&trains == 0 && !around[loop]
		if parent := fn.Loops[loop].Parent; parent >= 0 && (around[loop] || fn.loopTrains(loop)) {
			around[parent] = true
		}
	}
	return batches
}
