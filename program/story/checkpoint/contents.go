package checkpoint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/state"
	"github.com/agentlint/agentlint/program/value"
)

// Contents are the parts of a training's state that a checkpoint holds.
type Contents struct {
	Parts []framework.Part
	Keys  []string // of mappings, as far as they are written in the code
	Built bool     // there are other keys, which are computed
	Open  bool     // there may be more
}

// Has reports whether the contents are known to hold a part.
func (c *Contents) Has(part framework.Part) bool { return slices.Contains(c.Parts, part) }

func (c *Contents) hold(parts ...framework.Part) {
	for _, part := range parts {
		if part != "" && !c.Has(part) {
			c.Parts = append(c.Parts, part)
		}
	}
}

func (c *Contents) add(other Contents) {
	c.hold(other.Parts...)
	c.Keys = append(c.Keys, other.Keys...)
	c.Built, c.Open = c.Built || other.Built, c.Open || other.Open
}

// ContentsOf answers what a checkpoint of a training holds. The answer is not to be changed.
func ContentsOf(s *story.Story, c *Checkpoint, t *story.Training) *Contents {
	if c.held == nil {
		held := findContents(s, c, t)
		c.held = &held
	}
	return c.held
}

func findContents(s *story.Story, c *Checkpoint, t *story.Training) (out Contents) {
	argument := c.Facts.Object
	if argument == nil {
		argument = c.Facts.State
	}
	switch v, given := given(c.Step, argument); {
	case given:
		w := contentsWalk{s: s, t: t, seen: map[value.ID]bool{}, out: &out}
		w.value(v, "")
	case c.Facts.Object != nil:
		out.Open = true
	case c.Facts.Any:
		w := contentsWalk{s: s, t: t, seen: map[value.ID]bool{}, out: &out}
		for _, a := range written(c.Step, c.Facts) {
			w.value(a.Value, a.Name)
		}
	case c.Facts.Made && makers(s, c) != value.Nothing:
		w := contentsWalk{s: s, t: t, seen: map[value.ID]bool{}, out: &out}
		for _, id := range s.Record.Heap.All(makers(s, c)) {
			w.made(s.Record.Heap.Object(id))
		}
	case c.Facts.Compiled && !compiles(s):
		out.hold(framework.Model)
	default:
		out.hold(c.Facts.Contents()...)
	}
	if c.Facts.Versions || c.Path.Stability == PerTurn {
		out.hold(framework.Epoch) // the name tells
	}
	return out
}

// makers are what was made with something that writes it: what the call is made on, or what is called itself.
func makers(s *story.Story, c *Checkpoint) value.Value {
	for _, v := range []value.Value{c.Step.Object.Of, c.Step.Object.Callee} {
		if isMadeWith(s, v) {
			return v
		}
	}
	return value.Nothing
}

// isMadeWith reports whether all that a value may be was made with something.
func isMadeWith(s *story.Story, v value.Value) bool {
	all := s.Record.Heap.All(v)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool { return len(s.Record.Heap.Object(id).Args) == 0 })
}

// made notes what something was made with that writes it. A model of Keras that is given its optimizer has it.
func (w *contentsWalk) made(o *value.Object) {
	for _, a := range o.Args {
		w.out.Open = w.out.Open || a.Rest
		w.value(a.Value, a.Name)
	}
	if w.out.Has(framework.Model) && compiles(w.s) {
		w.out.hold(framework.Optimizer)
	}
}

// given returns what the call of a step is given for an argument that facts speak of, which may be among any number of others.
func given(c *story.Step, a *framework.Argument) (value.Value, bool) {
	if a == nil {
		return value.Nothing, false
	}
	if v, ok := c.Object.Argument(a.Name, a.At); ok {
		return v, true
	}
	if i := slices.IndexFunc(c.Object.Args, func(a value.Argument) bool { return a.Rest }); i >= 0 {
		return c.Object.Args[i].Value, true
	}
	return value.Nothing, false
}

// compiles reports whether a model of Keras is given its optimizer, which is then part of it.
func compiles(s *story.Story) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		return method == "compile" && len(c.Object.Args) > 0
	})
}

// A contentsWalk follows what is written to the parts of the state that it is.
type contentsWalk struct {
	s    *story.Story
	t    *story.Training
	seen map[value.ID]bool
	out  *Contents
}

// value notes what a value is, or holds. The key is that of the mapping that it is in, "" if there is none.
func (w *contentsWalk) value(v value.Value, key string) {
	for _, id := range w.s.Record.Heap.All(v) {
		if !w.seen[id] {
			w.seen[id] = true
			w.object(id, key)
		}
	}
}

func (w *contentsWalk) object(id value.ID, key string) {
	o := w.s.Record.Heap.Object(id)
	switch o.Kind {
	case value.Literal:
		if o.Name != "None" {
			w.out.hold(PartOf(key))
		}
	case value.Varying:
		w.out.hold(cmp.Or(PartOf(key), framework.Epoch))
	case value.Text, value.Option, value.Function, value.Class, value.Bound, value.Partial:
		w.out.hold(cmp.Or(PartOf(key), PartOf(o.Label)))
	case value.Dict:
		w.fields(o)
		w.out.Built = w.out.Built || o.Elements != value.Nothing
		w.value(o.Elements, "")
	case value.Tuple, value.List:
		w.list(o, key)
	case value.Instance:
		w.instance(id, o, key)
	case value.Foreign:
		w.foreign(id, o, key)
	}
}

// fields notes what is under each key.
func (w *contentsWalk) fields(o *value.Object) {
	for _, key := range value.SortedKeys(o.Fields) {
		w.out.Keys = append(w.out.Keys, key)
		w.value(o.Fields[key], key)
	}
}

func (w *contentsWalk) list(o *value.Object, key string) {
	for _, item := range o.Items {
		w.value(item, key)
	}
	w.value(o.Elements, key)
}

// instance notes what an object of the project is: a model, or what it is called, or else what its attributes are.
func (w *contentsWalk) instance(id value.ID, o *value.Object, key string) {
	switch part := partOfObject(w.s, id, o); {
	case part != "":
		w.out.hold(part)
	case PartOf(key) != "":
		w.out.hold(PartOf(key))
	default:
		for _, name := range value.SortedKeys(o.Fields) {
			w.value(o.Fields[name], name)
		}
	}
}

// foreign notes what something is that lies outside the project: by what made it, or else by its key.
func (w *contentsWalk) foreign(id value.ID, o *value.Object, key string) {
	name, isCall := strings.CutSuffix(o.Name, "()")
	_, method := story.CutLast(name)
	switch {
	case strings.Contains(name, "TrainState") && (isCall || !strings.Contains(method, "params")):
		w.out.hold(framework.Model, framework.Optimizer, framework.Epoch)
	case isCall && strings.HasPrefix(name, "ignite.engine."): // whose state is how far it has come
		w.out.hold(framework.Epoch)
	case isCall && isState(method):
		w.state(o, method)
	case isCall && copiesState[method] && w.copied(o):
	case partOfObject(w.s, id, o) != "":
		w.out.hold(partOfObject(w.s, id, o))
	case PartOf(key) != "":
		w.out.hold(PartOf(key))
	case o.Of == value.Nothing && len(o.Args) == 0:
		w.unknown(o, key)
	case !state.IsOutput(w.s, o, w.t):
		w.out.Open = w.out.Open || isCall && strings.HasPrefix(name, "?")
		w.value(o.Of, "")
		for _, a := range o.Args {
			w.value(a.Value, a.Name)
		}
	}
}

// copiesState are functions and methods that return what they are given or called on, in another place or form.
var copiesState = map[string]bool{
	"deepcopy": true, "copy": true, "clone": true, "cpu": true, "detach": true, "to": true, "half": true, "dict": true, "OrderedDict": true, "device_get": true, "unreplicate": true,
	"apply_gradients": true, "replace": true, "to_state_dict": true, "to_bytes": true, "tree_flatten": true, "tree_map": true, "map": true, "items": true,
}

// copied notes what a copy is one of, and reports whether that is part of the state: what the copy is called says less.
func (w *contentsWalk) copied(o *value.Object) bool {
	var held Contents
	inner := contentsWalk{s: w.s, t: w.t, seen: w.seen, out: &held}
	inner.value(o.Of, "")
	for _, a := range o.Args {
		inner.value(a.Value, "")
	}
	w.out.add(held)
	return len(held.Parts) > 0
}

// state notes of what the result of a method such as state_dict is the state.
func (w *contentsWalk) state(o *value.Object, method string) {
	if strings.Contains(method, "optim") {
		w.out.hold(framework.Optimizer)
		return
	}
	h := w.s.Record.Heap
	of := h.All(o.Of)
	if len(o.Args) > 0 && (len(of) == 0 || method != "state_dict") {
		of = nil
		for _, a := range o.Args { // get_state_dict(model, optimizer)
			of = append(of, h.All(a.Value)...)
		}
	}
	for _, id := range of {
		inner := h.Object(id)
		part := partOfObject(w.s, id, inner)
		switch {
		case inner.Kind == value.Literal:
		case part == "" && isAnything(inner):
			w.out.Open = true
		default:
			w.out.hold(cmp.Or(part, framework.Model))
		}
	}
	if len(of) == 0 {
		w.out.hold(framework.Model)
	}
}

// isAnything reports whether not even the name of something is known: it is looked up by a name that is computed.
func isAnything(o *value.Object) bool {
	return o.Kind == value.Foreign && (o.Name == "?" || strings.Contains(o.Name, "[]") || strings.HasPrefix(o.Name, "builtins."))
}

// unknown notes something of which only the name is known. Without a key, it may be anything.
func (w *contentsWalk) unknown(o *value.Object, key string) {
	_, last := story.CutLast(strings.TrimPrefix(o.Name, "?"))
	part := cmp.Or(PartOf(last), PartOf(o.Label))
	w.out.hold(part)
	w.out.Open = w.out.Open || part == "" && key == "" && strings.HasPrefix(o.Name, "?")
}

// partOfObject tells which part of a training's state an object has, "" if that can't be told: by what made it, or else by what
// it is called.
func partOfObject(s *story.Story, id value.ID, o *value.Object) framework.Part {
	name := s.Called(o)
	_, last := story.CutLast(strings.TrimSuffix(strings.TrimPrefix(name, "?"), "[]"))
	if base, index, ok := value.Element(last); ok {
		last = cmp.Or(index, base)
	}
	switch {
	case s.Networks.Trained[id], o.Kind == value.Instance && s.Record.IsModule(id):
		return framework.Model
	case strings.Contains(name, "lr_scheduler."), story.Schedules.MatchString(last):
		return framework.Scheduler
	case strings.HasSuffix(name, "GradScaler"):
		return framework.Scaler
	case o.Kind == value.Foreign && !strings.HasPrefix(name, "?") && strings.Contains(name, "optim"), isOptaxState(name, last):
		return framework.Optimizer
	}
	if part := PartOf(o.Label); part != "" && part != framework.Settings {
		return part
	}
	return PartOf(last)
}

// isOptaxState reports whether a call of Optax returns the state of an optimizer.
func isOptaxState(name, last string) bool {
	return strings.HasPrefix(name, "optax.") && (last == "init" || last == "update")
}

// isState recognises the methods that return the state of an object, or its weights.
func isState(method string) bool { return state.Methods[method] || stateful.MatchString(method) }

var stateful = pattern.New(`state_?dict$|^get_.*state`)

// partWords are the words that tell the parts of the state from each other, in the order in which they are tried.
var partWords = []struct {
	part  framework.Part
	words *pattern.Pattern
}{
	{framework.Scheduler, pattern.New(`(?i)sched|lr_?policy|warmup`)},
	{framework.Optimizer, pattern.New(`(?i)optim|(^|[^a-z])opt([^a-z]|$)|^(sgd|adamw?)$`)},
	{framework.Scaler, pattern.New(`(?i)scaler|(^|[^a-z])amp([^a-z]|$)`)},
	{framework.Best, pattern.New(`(?i)best|(^|[^a-z])(acc(uracy)?\d*|loss(es)?|metrics?|score|fitness|val_\w+|f1|auc|bleu|wer|ppl)([^a-z]|$)`)},
	{framework.Epoch, pattern.New(`(?i)epoch|(^|[^a-z])(global_?step|steps?|iters?|iteration|it|round|update|ep|itr|n_iter)([^a-z]|$)`)},
	{framework.Settings, pattern.New(`(?i)(^|[^a-z])(config|cfg|args?|h_?params?|hyper_?parameters|settings|options|arch)([^a-z]|$)`)},
	{framework.Model, pattern.New(`(?i)model|net(work)?([^a-z]|$|[A-Z])|state_?dict|weights|module|encoder|decoder|generator|discriminator|critic|actor|backbone|ema|params|policy|classifier|^(net)?[gd]$`)},
}

// PartOf returns the part of the state that a key or name speaks of, "" if none.
func PartOf(name string) framework.Part {
	for _, p := range partWords {
		if p.words.MatchString(name) {
			return p.part
		}
	}
	return ""
}

// HoldsOptimizer reports whether a checkpoint of a training holds the state of an optimizer, too.
func HoldsOptimizer(s *story.Story, c *Checkpoint, t *story.Training) bool {
	return ContentsOf(s, c, t).Has(framework.Optimizer)
}
