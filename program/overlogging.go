package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// A Logging is a call that reports too much of something.
type Logging struct {
	At   Range
	What string // the source of what is reported: loss
	By   string // the name of what reports it: wandb.log
}

// GradientsLogged finds the reports of gradients in every step of a training, which no debug option or interval limits.
func (e *Entry) GradientsLogged(t *Training) (Logging, bool) {
	for site := range e.callsIn(watched) {
		if site.watches() && !site.isLimited() {
			return Logging{site.at(), "gradients", plain(site.call().Callee)}, true
		}
	}
	return e.perStep(t, func(r *report) (string, bool) {
		for _, v := range r.values {
			for _, name := range v.Names() {
				if ofGradient.MatchString(name) {
					return name, true
				}
			}
		}
		return "", false
	})
}

var watched = askCalls(callSite.watches)

var ofGradient = pattern.New(`\.grad(\.|$)`)

// watches recognises wandb.watch(model, log="gradients"), which samples every 1000 steps unless log_freq says otherwise
// (https://docs.wandb.ai/ref/python/watch).
func (s callSite) watches() bool {
	call := s.call()
	kind, ok := call.arg("log", 2)
	every, given := call.arg("log_freq", 3)
	isWatch := strings.HasSuffix(call.Callee, "wandb.watch") || lastPart(call.Callee) == "watch" && strings.Contains(strings.ToLower(call.Receiver), "wandb")
	text := strings.Trim(kind.Text, `"'`)
	return isWatch && ok && (text == "gradients" || text == "all") && !(given && !isOften(every.Text))
}

// often is the number of steps up to which a report every so many of them counts as one of every step.
const often = 100

func isOften(steps string) bool {
	n, err := strconv.Atoi(steps)
	return err == nil && n < often
}

// perStep finds a report for which about holds, in a batch loop or a hook that runs with every batch.
func (e *Entry) perStep(t *Training, about func(*report) (string, bool)) (Logging, bool) {
	steps := e.steps(t).index()
	for _, r := range e.allReports() {
		isStep := t.By == "" && steps.holds(r.callSite) || t.By == framework.Lightning && batchHook.MatchString(lastPart(r.fn.Name))
		if what, ok := about(r); ok && isStep && r.facts.Sink == framework.Tracker && !r.isLimited() {
			return Logging{r.at(), what, plain(r.call().Callee)}, true
		}
	}
	return Logging{}, false
}

var (
	batchHook = pattern.New(`^(training_step|on_after_backward|on_before_optimizer_step|on_train_batch_end|optimizer_step)$`)

	modulo = pattern.New(`%\s*([\w.]+)`)
)

// isLimited reports whether a call is made on a condition other than one that holds in almost every step.
func (s callSite) isLimited() bool {
	for b := s.call().Block; b >= 0; b = s.fn.Blocks[b].Parent {
		block := &s.fn.Blocks[b]
		if block.Kind != If && block.Kind != Else || isPresence.MatchString(block.Text) {
			continue
		}
		if m := modulo.FindStringSubmatch(block.Text); m == nil || !isOften(m[1]) {
			return true
		}
	}
	return false
}

// isPresence matches conditions that ask whether there is a gradient at all, or which process this is.
var isPresence = pattern.New(`\.grad\b|requires_grad|__name__|rank|is_main`)

// PerParameter finds a report of something about each parameter of a model in every step of a training.
func (e *Entry) PerParameter(t *Training) (Logging, bool) {
	return e.perStep(t, func(r *report) (string, bool) {
		for loop := r.call().Loop; loop >= 0; loop = r.fn.Loops[loop].Parent {
			over := r.fn.Loops[loop].Over
			isParameters := over.Kind == CallTo && (lastPart(over.Text) == "named_parameters" || lastPart(over.Text) == "parameters")
			isGrad := slices.ContainsFunc(r.values, func(v Arg) bool { return slices.ContainsFunc(v.Names(), ofGradient.MatchString) })
			if isParameters && !isGrad {
				return plain(over.Text), true
			}
		}
		return "", false
	})
}

// Trackers answers which trackers an entry opens whatever its options are, each once.
func (e *Entry) Trackers() (out []Logging) {
	for _, r := range e.trackers() {
		isSynced := slices.ContainsFunc(r.call().Args, func(a Arg) bool { return a.Name == "sync_tensorboard" && a.Text == "True" })
		if isSynced {
			return nil
		}
		known := slices.ContainsFunc(out, func(l Logging) bool { return l.What == r.facts.Tracker })
		if !known && !r.isOptional() {
			out = append(out, Logging{r.at(), r.facts.Tracker, plain(r.call().Callee)})
		}
	}
	return out
}

// isOptional reports whether a call is made on a condition, here or where its function is called.
func (r report) isOptional() bool {
	return r.guard(-1, false).Is(Otherwise)
}

// tooMany is the number of sinks from which on one block reports a metric too often.
const tooMany = 3

// Repeated finds a block that gives one metric to several sinks, and names them.
func (e *Entry) Repeated() (at Range, what string, by []string) {
	type place struct {
		fn    *function
		block int
		about string
	}
	given := map[place][]string{}
	for _, r := range e.allReports() {
		if r.facts.Sink == "" || r.facts.IsFile() || len(e.reports(r.fn)) < tooMany {
			continue
		}
		for _, v := range r.values {
			for _, name := range v.Names() {
				key := place{r.fn, r.call().Block, name}
				callee := plain(r.call().Callee)
				if topicsOfText(name)&metrics == 0 || slices.Contains(given[key], callee) {
					continue
				}
				given[key] = append(given[key], callee)
				if len(given[key]) == tooMany {
					return r.at(), name, given[key]
				}
			}
		}
	}
	return Range{}, "", nil
}
