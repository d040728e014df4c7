package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// An Evaluation is a loop that runs a model over data without training it.
type Evaluation struct {
	At       Range // the header of the loop
	Model    string
	EvalMode bool // the model is in eval mode, as far as this function and its callers tell
	NoGrad   bool // gradients are off, as far as this function and its callers tell
}

// Evaluations returns the entry's evaluation loops over PyTorch models. Those that a framework calls, as Lightning does
// validation_step, have no loop of their own and are none.
func (e *Entry) Evaluations() (out []Evaluation) {
	models := e.modelNames()
	for _, fn := range e.reached {
		for loop := range fn.Loops {
			if parent := fn.Loops[loop].Parent; !fn.evaluates(loop) || parent >= 0 && fn.evaluates(parent) {
				continue
			}
			if call, ok := fn.modelCall(loop, models); ok {
				out = append(out, Evaluation{
					At:       fn.at(fn.Loops[loop].Span),
					Model:    call,
					EvalMode: fn.inEvalContext(loop) || e.before(fn, loop, setsEval),
					NoGrad:   e.gradientsOff(fn, loop, 0),
				})
			}
		}
	}
	return out
}

// inEvalContext reports whether a loop stands in a context that is named for eval mode: with evaluating(model).
func (fn *function) inEvalContext(loop int) bool {
	for b := fn.Loops[loop].Block; b >= 0; b = fn.Blocks[b].Parent {
		if fn.Blocks[b].Kind == With && slices.ContainsFunc(fn.Blocks[b].On, func(v Value) bool { return strings.Contains(strings.ToLower(lastPart(v.Text)), "eval") }) {
			return true
		}
	}
	return false
}

// evaluates reports whether a loop goes over data that is not trained on, judged by its names, and trains nothing.
func (fn *function) evaluates(loop int) bool {
	if fn.loopDoes[loop]&(gradients|update) != 0 {
		return false
	}
	role := RoleOfName(lastPart(fn.Name))
	for _, name := range fn.Loops[loop].Over.Names() {
		if r := RoleOfName(name); r != "" {
			role = r
		}
	}
	return role != ""
}

// modelCall finds a call of a model inside a loop, and returns the model's name.
func (fn *function) modelCall(loop int, models map[string]bool) (string, bool) {
	for i := range fn.Calls {
		if !fn.within(fn.Calls[i].Loop, loop) {
			continue
		}
		name := fn.Calls[i].Callee
		if written, ok := strings.CutPrefix(name, "?"); ok && models[lastPart(written)] {
			return written, true
		}
	}
	return "", false
}

// modelNames are the names of what is treated as a module somewhere in the entry: put into a mode, or asked for its
// parameters or state.
func (e *Entry) modelNames() map[string]bool {
	names := map[string]bool{}
	for site := range e.callsIn(treatsModel) {
		if name := site.modelName(); name != "" {
			names[name] = true
		}
	}
	return names
}

var treatsModel = askCalls(func(site callSite) bool { return site.modelName() != "" })

// modelName returns the name of what a call treats as a module, or "".
func (s callSite) modelName() string {
	call := s.call()
	switch lastPart(call.Callee) {
	case "parameters", "named_parameters", "load_state_dict", "eval", "train":
		if name := lastPart(call.Receiver); !notModel.MatchString(name) {
			return name
		}
	}
	return ""
}

var notModel = pattern.New(`(?i)optim|sched|trainer|scaler|loss|criterion|ema|^opt$|^self$`)

// setsEval reports whether a call puts a module into eval mode: m.eval() or m.train(False).
func setsEval(c *Call) bool {
	if c.Receiver == "" {
		return false
	}
	arg, given := c.arg("mode", 0)
	switch lastPart(c.Callee) {
	case "eval":
		return !given
	case "train":
		return given && arg.Text == "False"
	}
	return false
}

// setsTrain reports whether a call puts a module into training mode: m.train() or m.train(True).
func setsTrain(c *Call) bool {
	if lastPart(c.Callee) != "train" || c.Receiver == "" || notModel.MatchString(lastPart(c.Receiver)) && c.Receiver != "self" {
		return false
	}
	arg, given := c.arg("mode", 0)
	return !given || arg.Text != "False"
}

// before reports whether something happens in a function ahead of a loop's end, or ahead of every call of the function.
func (e *Entry) before(fn *function, loop int, is func(*Call) bool) bool {
	end := fn.Blocks[fn.Loops[loop].Block].Span.End
	for i := range fn.Calls {
		if fn.Calls[i].Span.Start < end && is(&fn.Calls[i]) {
			return true
		}
	}
	return e.beforeCalls(fn, is, 0)
}

const maxCallers = 4 // how far up the callers a question goes

func (e *Entry) beforeCalls(fn *function, is func(*Call) bool, depth int) bool {
	sites := e.callers[fn]
	if len(sites) == 0 || depth == maxCallers {
		return depth == maxCallers
	}
	for _, site := range sites {
		ahead := slices.ContainsFunc(site.fn.Calls[:site.index], func(c Call) bool { return is(&c) })
		if !ahead && !e.beforeCalls(site.fn, is, depth+1) {
			return false
		}
	}
	return true
}

// noGrad matches what turns gradients off.
var noGrad = pattern.New(`(^|\.)(no_grad|inference_mode|set_grad_enabled|_no_grad)$`)

// gradientsOff reports whether a loop runs without gradients: inside a context, under a decorator or after a switch,
// here or at every call of the function.
func (e *Entry) gradientsOff(fn *function, loop, depth int) bool {
	if slices.ContainsFunc(fn.Decorators, noGrad.MatchString) {
		return true
	}
	if loop >= 0 {
		body := fn.Loops[loop].Block
		inside := slices.ContainsFunc(fn.Blocks, func(b Block) bool {
			return b.turnsOff() && fn.Blocks[body].Span.Start <= b.Span.Start && b.Span.End <= fn.Blocks[body].Span.End
		})
		if inside || fn.offAround(body) || e.before(fn, loop, switchesOff) {
			return true
		}
	}
	sites := e.callers[fn]
	if len(sites) == 0 || depth == maxCallers {
		return depth == maxCallers
	}
	for _, site := range sites {
		if !site.fn.offAround(site.call().Block) && !e.gradientsOff(site.fn, -1, depth+1) {
			return false
		}
	}
	return true
}

// offAround reports whether a block or one around it turns gradients off.
func (fn *function) offAround(block int) bool {
	for ; block >= 0; block = fn.Blocks[block].Parent {
		if fn.Blocks[block].turnsOff() {
			return true
		}
	}
	return false
}

func (b Block) turnsOff() bool {
	return b.Kind == With && slices.ContainsFunc(b.On, func(v Value) bool { return noGrad.MatchString(v.Text) })
}

// switchesOff recognises torch.set_grad_enabled(False) as a statement.
func switchesOff(c *Call) bool {
	arg, ok := c.arg("mode", 0)
	return lastPart(c.Callee) == "set_grad_enabled" && ok && arg.Text == "False"
}

// ModeDependent reports whether the entry's code uses layers that behave differently in eval mode, and where: dropout,
// batch normalisation, or a ready-made model, which has some.
func (e *Entry) ModeDependent() (Range, bool) { return e.anywhere(changesByMode) }

var changesByMode = askNames(modeDependent.MatchString)

var modeDependent = pattern.New(`^torch\.nn\.(\w*Dropout|\w*BatchNorm|Transformer|MultiheadAttention|InstanceNorm)|^torchvision\.models\.|^timm\.create_model|\.from_pretrained$|^torch\.hub\.load$|^segmentation_models_pytorch\.|^monai\.networks\.`)

// LostTrainMode returns where a model is put into eval mode inside a training's loop, if nothing in that loop puts it
// back into training mode.
func (e *Entry) LostTrainMode(t *Training) (Range, bool) {
	if t.By != "" {
		return Range{}, false
	}
	loop := e.inLoop(t)
	if loop.callsTo(setsTrain) {
		return Range{}, false
	}
	var lost Range
	for _, p := range loop {
		for i := range p.fn.Calls {
			c := &p.fn.Calls[i]
			switch {
			case !p.has(c.Loop) || !setsEval(c) || frozen.MatchString(lastPart(c.Receiver)):
			case p.loop < 0 && p.fn.does&gradients != 0:
				return Range{}, false // what trains sets eval mode itself: on purpose
			case lost.File == nil && p.fn.calls(c.Receiver, c.Span.End):
				lost = callSite{p.fn, i}.at()
			}
		}
	}
	return lost, lost.File != nil
}

// frozen matches the names of models that are never trained.
var frozen = pattern.New(`(?i)ema|teacher|target|frozen|ref|vgg|lpips|inception|feature`)

// calls reports whether what a name holds is called behind an offset, or given to a call.
func (fn *function) calls(name string, after int) bool {
	for i := range fn.Calls {
		c := &fn.Calls[i]
		if c.Span.Start < after {
			continue
		}
		given := slices.ContainsFunc(c.Args, func(a Arg) bool { return slices.Contains(a.Names(), name) })
		if given || c.Callee == "?"+name {
			return true
		}
	}
	return false
}

// callsTo reports whether there is a call for which is holds.
func (ev evidence) callsTo(is func(*Call) bool) bool {
	for _, p := range ev {
		for i := range p.fn.Calls {
			if p.has(p.fn.Calls[i].Loop) && is(&p.fn.Calls[i]) {
				return true
			}
		}
	}
	return false
}

// PretrainedInEvalMode returns where a model is loaded with from_pretrained, which leaves it in eval mode, if the
// entry trains it in a loop of its own and never puts it into training mode.
func (e *Entry) PretrainedInEvalMode(t *Training) (Range, bool) {
	if t.By != "" {
		return Range{}, false
	}
	if slices.ContainsFunc(e.all, turnsTrain.holds) {
		return Range{}, false
	}
	for site, names := range e.callsIn(loadsPretrained.question) {
		if slices.ContainsFunc(names, loadsPretrained.is) {
			return site.at(), true
		}
	}
	return Range{}, false
}

var (
	turnsTrain      = askCalls(func(site callSite) bool { return setsTrain(site.call()) })
	loadsPretrained = askNames(pretrainedModel.MatchString)
)

var pretrainedModel = pattern.New(`^transformers\.\w*(Model|For[A-Z])\w*\.from_pretrained$`)
