package logging

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Logging is a call that reports too much of something.
type Logging struct {
	At   value.Place
	What string // what is reported: p.grad
	By   string // what reports it: wandb.log
}

// GradientsLogged finds the first report of gradients in every step of a training, which no debug option or interval limits.
func GradientsLogged(s *story.Story) (Logging, bool) {
	for i := range s.Calls {
		c := &s.Calls[i]
		if watches(s, c) && !isLimited(s, c.Event) {
			return Logging{c.Event.At, "gradients", plain(c.Name)}, true
		}
	}
	return perStep(s, func(r *Report) (string, bool) {
		for _, a := range r.Values {
			if o := gradientOf(s, a.Value); o != nil {
				return s.Record.Heap.DescribeObject(o, 2), true
			}
		}
		return "", false
	})
}

// gradientOf is the gradient that a value is or is computed of by calls, nil if there is none.
func gradientOf(s *story.Story, v value.Value) *value.Object {
	for range story.MaxWalk {
		o := s.Single(v)
		if o == nil || o.Kind != value.Foreign {
			return nil
		}
		if _, last := story.CutLast(o.Name); last == "grad" {
			return o
		}
		switch {
		case !strings.HasSuffix(o.Name, "()"):
			return nil
		case len(o.Args) > 0 && gradientOf(s, o.Args[0].Value) != nil:
			v = o.Args[0].Value
		default:
			v = o.Of
		}
	}
	return nil
}

// watches recognises wandb.watch(model, log="gradients"), which samples every 1000 steps unless log_freq says otherwise
// (https://docs.wandb.ai/ref/python/watch).
func watches(s *story.Story, c *story.Step) bool {
	receiver, method := story.CutLast(c.Name)
	if method != "watch" || !strings.Contains(strings.ToLower(receiver), "wandb") {
		return false
	}
	kind, _ := c.Object.Argument("log", 2)
	every, given := c.Object.Argument("log_freq", 3)
	return (s.IsLiteral(kind, "gradients") || s.IsLiteral(kind, "all")) && (!given || isOften(s, every))
}

// often is the number of steps up to which a report every so many of them counts as one of every step.
const often = 100

func isOften(s *story.Story, steps value.Value) bool {
	o := s.OnlyLiteral(steps)
	if o == nil {
		return false
	}
	n, err := strconv.Atoi(o.Name)
	return err == nil && n < often
}

// perStep finds the first report to a tracker for which about holds, with every batch of a training or in a hook that runs with it.
func perStep(s *story.Story, about func(*Report) (string, bool)) (Logging, bool) {
	for i := range Reports(s) {
		r := &Reports(s)[i]
		if r.Facts.Sink != framework.Tracker || !isWithBatches(s, &r.Step) || isLimited(s, r.Event) {
			continue
		}
		if what, ok := about(r); ok {
			return Logging{r.Event.At, what, plain(r.Name)}, true
		}
	}
	return Logging{}, false
}

// isWithBatches reports whether a step happens with every batch of a training.
func isWithBatches(s *story.Story, step *story.Step) bool {
	_, in := story.CutLast(step.Event.In)
	return batchHooks[in] || slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return isInSteps(s, step, &t) })
}

// batchHooks are the methods that Lightning runs with every batch of a training.
var batchHooks = map[string]bool{
	"training_step": true, "on_after_backward": true, "on_before_optimizer_step": true, "on_train_batch_end": true, "optimizer_step": true,
}

// isLimited reports whether an event happens on a condition other than one that holds in almost every step.
func isLimited(s *story.Story, e *record.Event) bool {
	return slices.ContainsFunc(e.Around, func(a record.Around) bool { return a.Loop < 0 && !isUsual(s, a.Guard.Condition) })
}

// isUsual reports whether a condition holds in almost every step: it asks whether there is a gradient at all, or which process this is,
// or counts a few steps.
func isUsual(s *story.Story, condition value.Value) bool {
	if s.IsOneProcess(condition) {
		return true
	}
	for _, id := range s.Origins(condition) {
		o := s.Record.Heap.Object(id)
		switch _, last := story.CutLast(o.Name); {
		case last == "grad" || last == "requires_grad":
			return true
		case o.Operator == code.Modulo:
			return len(o.Args) == 2 && isOften(s, o.Args[1].Value)
		}
	}
	return false
}

// PerParameter finds the first report of something about each parameter of a model in every step of a training.
func PerParameter(s *story.Story) (Logging, bool) {
	return perStep(s, func(r *Report) (string, bool) {
		for _, loop := range r.Event.Loops() {
			over := s.Record.Loops[loop].Over
			if o := s.Single(over); o != nil && o.Kind == value.List && o.Of != value.Nothing && !o.IsSliced() {
				over = o.Of
			}
			o := s.Single(over)
			if o == nil || gradientsIn(s, r) {
				continue
			}
			if _, last := story.CutLast(o.Name); last == "named_parameters()" || last == "parameters()" {
				return plain(o.Name), true
			}
		}
		return "", false
	})
}

func gradientsIn(s *story.Story, r *Report) bool {
	return slices.ContainsFunc(r.Values, func(a value.Argument) bool { return gradientOf(s, a.Value) != nil })
}

// Trackers answers which trackers a script opens whatever its options are, each once.
func Trackers(s *story.Story) (out []Logging) {
	for i := range Reports(s) {
		r := &Reports(s)[i]
		if r.Facts.Tracker == "" || r.Event.Alone && !Alone(s) && !s.Snippet {
			continue
		}
		if v, ok := r.Object.Argument("sync_tensorboard", -1); ok && s.IsLiteral(v, "True") {
			return nil
		}
		isOptional := slices.ContainsFunc(r.Event.Around, func(a record.Around) bool { return a.Loop < 0 && !s.IsOneProcess(a.Guard.Condition) })
		isKnown := slices.ContainsFunc(out, func(l Logging) bool { return l.What == r.Facts.Tracker })
		if !isKnown && !isOptional {
			out = append(out, Logging{r.Event.At, r.Facts.Tracker, plain(r.Name)})
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
	last   record.Around
	metric value.ID
}

// Repeated finds a block that gives one metric to several sinks, and names them.
func Repeated(s *story.Story) (at value.Place, what string, by []string) {
	given, seen := map[reportPlace][]string{}, map[value.Place]bool{}
	for i := range Reports(s) {
		r := &Reports(s)[i]
		if r.Facts.Sink == "" || r.Facts.IsFile() || r.about&metrics == 0 || seen[r.Event.At] {
			continue
		}
		seen[r.Event.At] = true // what a call is made on may be one of several
		key := reportPlace{in: r.Event.In, around: len(r.Event.Around)}
		if n := len(r.Event.Around); n > 0 {
			key.last = record.Around{Loop: r.Event.Around[n-1].Loop, Guard: record.Guard{At: r.Event.Around[n-1].Guard.At, Holds: r.Event.Around[n-1].Guard.Holds}}
		}
		for _, id := range metricsIn(s, r) {
			key.metric = id
			callee := plain(r.Name)
			if slices.Contains(given[key], callee) {
				continue
			}
			given[key] = append(given[key], callee)
			if len(given[key]) == tooMany {
				return r.Event.At, s.Record.Heap.DescribeObject(s.Record.Heap.Object(id), 2), given[key]
			}
		}
	}
	return value.Place{}, "", nil
}

// metricsIn are the losses and metrics that are reported, without what only formats them.
func metricsIn(s *story.Story, r *Report) (all []value.ID) {
	seen := map[value.ID]bool{}
	var add func(v value.Value)
	add = func(v value.Value) {
		for _, id := range s.Record.Heap.All(v) {
			o := s.Record.Heap.Object(id)
			if seen[id] {
				continue
			}
			seen[id] = true
			_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
			switch {
			case o.Kind == value.Text:
				for _, item := range o.Items {
					add(item)
				}
			case o.Kind == value.Dict:
				for _, key := range value.SortedKeys(o.Fields) {
					add(o.Fields[key])
				}
			case o.Kind == value.Foreign && strings.HasSuffix(o.Name, "()") && formats[method] && o.Of != value.Nothing:
				add(o.Of)
			case o.Kind == value.Foreign && topicsOf(s, s.Record.Heap.Of(id))&metrics != 0:
				all = append(all, id)
			}
		}
	}
	for _, a := range r.Values {
		add(a.Value)
	}
	return all
}

// plain is a dotted name without what tells results from what makes them.
func plain(name string) string { return unmarked.Replace(name) }

var unmarked = strings.NewReplacer("()", "", "?", "")
