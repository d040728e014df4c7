package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// Contents are the parts of a training's state that something holds.
type Contents struct {
	Parts   []framework.Part
	Keys    []string // the literal keys of a mapping
	Unknown bool     // there may be more
}

// Has reports whether the contents are known to hold a part.
func (c *Contents) Has(part framework.Part) bool { return slices.Contains(c.Parts, part) }

func (c *Contents) add(other Contents) {
	c.Keys = append(c.Keys, other.Keys...)
	c.Unknown = c.Unknown || other.Unknown
	c.hold(other.Parts...)
}

func (c *Contents) hold(parts ...framework.Part) {
	for _, part := range parts {
		if !c.Has(part) {
			c.Parts = append(c.Parts, part)
		}
	}
}

// maxTrace bounds how many names and calls a value is followed through.
const maxTrace = 6

// contents tells what a value that is saved holds.
func (o origin) contents(depth int) (c Contents) {
	if depth == 0 || o.exhausted() {
		return Contents{Unknown: true}
	}
	switch o.Kind {
	case Dict:
		for _, pair := range o.Keys() {
			c.add(o.pair(pair, depth))
		}
	case CallTo:
		return o.result(depth)
	case Name:
		return o.named(depth)
	case Sequence:
		for _, item := range o.Items() {
			c.add(origin{Value: item, scope: o.scope, at: o.at}.contents(depth - 1))
		}
	case Literal:
	default:
		c.Unknown = true
	}
	return c
}

// pair tells what one item of a mapping holds: by its value, or else by its key. One without a key is a mapping itself.
func (o origin) pair(pair Pair, depth int) (c Contents) {
	value := origin{Value: pair.Value, scope: o.scope, at: o.at}
	if pair.Key == "" {
		return value.contents(depth - 1)
	}
	c.Keys = []string{pair.Key}
	switch part := value.part(); {
	case value.Kind == Literal && value.Text == "None":
	case part != "":
		c.hold(part)
	case partOf(pair.Key) != "":
		c.hold(partOf(pair.Key))
	case value.Kind == CallTo && isState(value.Text):
		c.hold(framework.Model)
	}
	return c
}

// part tells by a value's own name which part of the state it is, or "".
func (o origin) part() framework.Part {
	switch {
	case o.Kind == CallTo && isState(o.Text) && len(o.Items()) > 0 && len(o.Items()[0].Names()) > 0: // get_state_dict(model)
		return partOf(o.Items()[0].Names()[0])
	case o.Kind == CallTo && isState(o.Text):
		return partOf(ownerOf(o.Text))
	case o.Kind == Name, o.Kind == Other && len(o.Names()) == 1: // epoch + 1
		return partOf(o.Names()[0])
	}
	return ""
}

// isState recognises the methods that return the state of an object.
func isState(callee string) bool { return stateful.MatchString(lastPart(callee)) }

var stateful = pattern.New(`state_?dict$|^get_.*state|^get_weights$`)

// ownerOf is what a method is called on; for a function, its own name.
func ownerOf(callee string) string {
	if owner, ok := ownerPart(callee); ok && owner != "?" && owner != "~" {
		return owner
	}
	return callee
}

// parts are the words that tell parts of the state from each other, in the order in which they are tried.
var parts = []struct {
	part  framework.Part
	words *pattern.Pattern
}{
	{framework.Scheduler, pattern.New(`(?i)sched|lr_?policy|warmup`)},
	{framework.Optimizer, pattern.New(`(?i)optim|(^|[^a-z])opt([^a-z]|$)|^(sgd|adamw?)$`)},
	{framework.Scaler, pattern.New(`(?i)scaler|(^|[^a-z])amp([^a-z]|$)`)},
	{framework.Best, pattern.New(`(?i)best|(^|[^a-z])(acc(uracy)?\d*|loss(es)?|metrics?|score|fitness|val_\w+|f1|auc|bleu|wer|ppl)([^a-z]|$)`)},
	{framework.Epoch, pattern.New(`(?i)epoch|(^|[^a-z])(global_?step|steps?|iters?|iteration|it|round|update|ep|itr|n_iter)([^a-z]|$)`)},
	{framework.Settings, pattern.New(`(?i)(^|[^a-z])(config|cfg|args?|h_?params?|hyper_?parameters|settings|options|opt|arch)([^a-z]|$)`)},
	{framework.Model, pattern.New(`(?i)model|net(work)?([^a-z]|$|[A-Z])|state_?dict|weights|module|encoder|decoder|generator|discriminator|critic|actor|backbone|ema|params|policy|classifier|^(net)?[gd]$`)},
}

// partOf returns the part of the state that a key or name speaks of, or "".
func partOf(name string) framework.Part {
	for _, p := range parts {
		if p.words.MatchString(name) {
			return p.part
		}
	}
	return ""
}

// copies are functions whose result holds what their first argument does.
var copies = []string{"dict", "vars", "asdict", "deepcopy", "copy", "OrderedDict", "list", "tuple", "cpu", "to_state_dict", "get_object"}

// result tells what the result of a call holds.
func (o origin) result(depth int) (c Contents) {
	method := lastPart(o.Text)
	switch {
	case isState(o.Text) && !o.isProject():
		part := partOf(ownerOf(o.Text))
		if part == "" || part == framework.Settings || part == framework.Best || part == framework.Epoch {
			part = framework.Model
		}
		c.hold(part)
		return c
	case slices.Contains(copies, method) && len(o.Items()) > 0:
		return origin{Value: o.Items()[0], scope: o.scope, at: o.at}.contents(depth - 1)
	}
	site, ok := o.fn.callIn(o.Text, o.at)
	if !ok {
		return Contents{Unknown: true}
	}
	if class := o.fn.targets[site.index].class; class != nil && len(o.fn.targets[site.index].external) == 0 {
		for _, arg := range site.call().Args {
			c.add(o.pair(Pair{arg.Name, arg.Value}, depth-1))
		}
		return c
	}
	for _, callee := range o.fn.targets[site.index].functions {
		inner := scope{o.entry, callee, append(slices.Clone(o.stack), site)}
		for _, v := range callee.Returns {
			c.add(origin{Value: v, scope: inner}.contents(depth - 1))
		}
		c.Unknown = c.Unknown || len(callee.Returns) == 0
	}
	c.Unknown = c.Unknown || len(o.fn.targets[site.index].functions) == 0
	return c
}

// isProject reports whether the call that the value is the result of is of a function of the project.
func (o origin) isProject() bool {
	site, ok := o.fn.callIn(o.Text, o.at)
	return ok && len(o.fn.targets[site.index].functions) > 0
}

// named tells what a name holds: all that is assigned to it, or put into it.
func (o origin) named(depth int) (c Contents) {
	name := o.Names()[0]
	found := o.origins(name, o.at)
	for _, from := range found {
		if from.fn != o.fn || from.at != o.at || from.at == (Span{}) { // not the same again: state = asdict(state)
			c.add(from.contents(depth - 1))
		}
	}
	c.add(o.putInto(name, depth))
	if o.entry.isModule(o.fn, name) {
		return Contents{Parts: []framework.Part{framework.Model}}
	}
	c.Unknown = c.Unknown || len(found) == 0
	return c
}

// putInto tells what is added to a mapping after it was made: state["epoch"] = …, state.update(…).
func (o origin) putInto(name string, depth int) (c Contents) {
	for i := range o.fn.Assigns {
		a := &o.fn.Assigns[i]
		if len(a.Targets) != 1 || !strings.HasPrefix(a.Targets[0], name+"[") {
			continue
		}
		key, literal := strings.CutSuffix(strings.TrimPrefix(a.Targets[0], name+"["), "]")
		if key = strings.Trim(key, `"'`); literal {
			c.add(o.pair(Pair{key, a.Value}, depth-1))
		}
	}
	for i := range o.fn.Calls {
		call := &o.fn.Calls[i]
		if call.Receiver == name && strings.HasSuffix(call.Callee, ".update") {
			for _, arg := range call.Args {
				if arg.Name != "" {
					c.add(o.pair(Pair{arg.Name, arg.Value}, depth-1))
				} else {
					c.add(origin{Value: arg.Value, scope: o.scope, at: call.Span}.contents(depth - 1))
				}
			}
		}
	}
	return c
}

// moduleMethods are methods of torch.nn.Module that a state or a configuration has not.
var moduleMethods = []string{"parameters", "named_parameters", "state_dict", "train", "eval", "zero_grad", "to", "cuda", "fit", "predict"}

// isModule reports whether a name stands for a model: a method of models is called on it.
func (e *Entry) isModule(fn *function, name string) bool {
	for i := range fn.Calls {
		if c := &fn.Calls[i]; c.Receiver == name && slices.Contains(moduleMethods, lastPart(c.Callee)) {
			return true
		}
	}
	return false
}
