package story

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// A Logging is a call that reports too much of something.
type Logging struct {
	At   value.Place
	What string // what is reported: p.grad
	By   string // what reports it: wandb.log
}

// GradientsLogged finds the first report of gradients in every step of a training, which no debug option or interval limits.
func (s *Story) GradientsLogged() (Logging, bool) {
	for i := range s.calls {
		c := &s.calls[i]
		if s.watches(c) && !s.isLimited(c.Event) {
			return Logging{c.Event.At, "gradients", plain(c.Name)}, true
		}
	}
	return s.perStep(func(r *report) (string, bool) {
		for _, a := range r.values {
			if o := s.gradientOf(a.Value); o != nil {
				return s.describe(o, 2), true
			}
		}
		return "", false
	})
}

// gradientOf is the gradient that a value is or is computed of by calls, nil if there is none.
func (s *Story) gradientOf(v value.Value) *value.Object {
	for range maxWalk {
		o := s.single(v)
		if o == nil || o.Kind != value.Foreign {
			return nil
		}
		if _, last := cutLast(o.Name); last == "grad" {
			return o
		}
		switch {
		case !strings.HasSuffix(o.Name, "()"):
			return nil
		case len(o.Args) > 0 && s.gradientOf(o.Args[0].Value) != nil:
			v = o.Args[0].Value
		default:
			v = o.Of
		}
	}
	return nil
}

// watches recognises wandb.watch(model, log="gradients"), which samples every 1000 steps unless log_freq says otherwise
// (https://docs.wandb.ai/ref/python/watch).
func (s *Story) watches(c *Step) bool {
	receiver, method := cutLast(c.Name)
	if method != "watch" || !strings.Contains(strings.ToLower(receiver), "wandb") {
		return false
	}
	kind, _ := c.Object.Argument("log", 2)
	every, given := c.Object.Argument("log_freq", 3)
	return (s.isLiteral(kind, "gradients") || s.isLiteral(kind, "all")) && (!given || s.isOften(every))
}

// often is the number of steps up to which a report every so many of them counts as one of every step.
const often = 100

func (s *Story) isOften(steps value.Value) bool {
	o := s.literal(steps)
	if o == nil {
		return false
	}
	n, err := strconv.Atoi(o.Name)
	return err == nil && n < often
}

// perStep finds the first report to a tracker for which about holds, with every batch of a training or in a hook that runs with it.
func (s *Story) perStep(about func(*report) (string, bool)) (Logging, bool) {
	for i := range s.reports() {
		r := &s.reports()[i]
		if r.facts.Sink != framework.Tracker || !s.isWithBatches(&r.Step) || s.isLimited(r.Event) {
			continue
		}
		if what, ok := about(r); ok {
			return Logging{r.Event.At, what, plain(r.Name)}, true
		}
	}
	return Logging{}, false
}

// isWithBatches reports whether a step happens with every batch of a training.
func (s *Story) isWithBatches(step *Step) bool {
	_, in := cutLast(step.Event.In)
	return batchHooks[in] || slices.ContainsFunc(s.Trainings, func(t Training) bool { return s.isInSteps(step, &t) })
}

// batchHooks are the methods that Lightning runs with every batch of a training.
var batchHooks = map[string]bool{
	"training_step": true, "on_after_backward": true, "on_before_optimizer_step": true, "on_train_batch_end": true, "optimizer_step": true,
}

// isLimited reports whether an event happens on a condition other than one that holds in almost every step.
func (s *Story) isLimited(e *run.Event) bool {
	return slices.ContainsFunc(e.Around, func(a run.Around) bool { return a.Loop < 0 && !s.isUsual(a.Guard.Condition) })
}

// isUsual reports whether a condition holds in almost every step: it asks whether there is a gradient at all, or which process this is,
// or counts a few steps.
func (s *Story) isUsual(condition value.Value) bool {
	if s.isOneProcess(condition) {
		return true
	}
	for _, id := range s.origins(condition) {
		o := s.Record.Heap.Object(id)
		switch _, last := cutLast(o.Name); {
		case last == "grad" || last == "requires_grad":
			return true
		case o.Operator == code.Modulo:
			return len(o.Args) == 2 && s.isOften(o.Args[1].Value)
		}
	}
	return false
}

// PerParameter finds the first report of something about each parameter of a model in every step of a training.
func (s *Story) PerParameter() (Logging, bool) {
	return s.perStep(func(r *report) (string, bool) {
		for _, loop := range r.Event.Loops() {
			over := s.Record.Loops[loop].Over
			if o := s.single(over); o != nil && o.Kind == value.List && o.Of != value.Nothing {
				over = o.Of
			}
			o := s.single(over)
			if o == nil || s.gradientsIn(r) {
				continue
			}
			if _, last := cutLast(o.Name); last == "named_parameters()" || last == "parameters()" {
				return plain(o.Name), true
			}
		}
		return "", false
	})
}

func (s *Story) gradientsIn(r *report) bool {
	return slices.ContainsFunc(r.values, func(a value.Argument) bool { return s.gradientOf(a.Value) != nil })
}

// Trackers answers which trackers a script opens whatever its options are, each once.
func (s *Story) Trackers() (out []Logging) {
	for i := range s.reports() {
		r := &s.reports()[i]
		if r.facts.Tracker == "" || r.Event.Alone && !s.alone() && !s.Snippet {
			continue
		}
		if v, ok := r.Object.Argument("sync_tensorboard", -1); ok && s.isLiteral(v, "True") {
			return nil
		}
		isOptional := slices.ContainsFunc(r.Event.Around, func(a run.Around) bool { return a.Loop < 0 && !s.isOneProcess(a.Guard.Condition) })
		isKnown := slices.ContainsFunc(out, func(l Logging) bool { return l.What == r.facts.Tracker })
		if !isKnown && !isOptional {
			out = append(out, Logging{r.Event.At, r.facts.Tracker, plain(r.Name)})
		}
	}
	return out
}

// tooMany is the number of sinks from which on one block reports a metric too often.
const tooMany = 3

// A reportPlace is a block of code that reports a metric.
type reportPlace struct {
	in     string
	around int
	last   run.Around
	metric value.ID
}

// Repeated finds a block that gives one metric to several sinks, and names them.
func (s *Story) Repeated() (at value.Place, what string, by []string) {
	given, seen := map[reportPlace][]string{}, map[value.Place]bool{}
	for i := range s.reports() {
		r := &s.reports()[i]
		if r.facts.Sink == "" || r.facts.IsFile() || r.about&metrics == 0 || seen[r.Event.At] {
			continue
		}
		seen[r.Event.At] = true // what a call is made on may be one of several
		key := reportPlace{in: r.Event.In, around: len(r.Event.Around)}
		if n := len(r.Event.Around); n > 0 {
			key.last = run.Around{Loop: r.Event.Around[n-1].Loop, Guard: run.Guard{At: r.Event.Around[n-1].Guard.At, Holds: r.Event.Around[n-1].Guard.Holds}}
		}
		for _, id := range s.metricsIn(r) {
			key.metric = id
			callee := plain(r.Name)
			if slices.Contains(given[key], callee) {
				continue
			}
			given[key] = append(given[key], callee)
			if len(given[key]) == tooMany {
				return r.Event.At, s.describe(s.Record.Heap.Object(id), 2), given[key]
			}
		}
	}
	return value.Place{}, "", nil
}

// metricsIn are the losses and metrics that are reported, without what only formats them.
func (s *Story) metricsIn(r *report) (all []value.ID) {
	seen := map[value.ID]bool{}
	var add func(v value.Value)
	add = func(v value.Value) {
		for _, id := range s.Record.Heap.All(v) {
			o := s.Record.Heap.Object(id)
			if seen[id] {
				continue
			}
			seen[id] = true
			_, method := cutLast(strings.TrimSuffix(o.Name, "()"))
			switch {
			case o.Kind == value.Text:
				for _, item := range o.Items {
					add(item)
				}
			case o.Kind == value.Dict:
				for _, key := range sortedKeys(o.Fields) {
					add(o.Fields[key])
				}
			case o.Kind == value.Foreign && strings.HasSuffix(o.Name, "()") && formats[method] && o.Of != value.Nothing:
				add(o.Of)
			case o.Kind == value.Foreign && s.topicsOf(s.Record.Heap.Of(id))&metrics != 0:
				all = append(all, id)
			}
		}
	}
	for _, a := range r.values {
		add(a.Value)
	}
	return all
}

// plain is a dotted name without what tells results from what makes them.
func plain(name string) string { return unmarked.Replace(name) }

var unmarked = strings.NewReplacer("()", "", "?", "")
