package program

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// runs reports whether a call of a reached function is made: what a module does as a script it does not as an import.
func (e *Entry) runs(fn *function, call int) bool {
	return !fn.Calls[call].Guarded || fn.module.facts == e.File
}

func (c *Call) hasArg(names ...string) bool {
	return slices.ContainsFunc(c.Args, func(a Arg) bool { return slices.Contains(names, a.Name) })
}

// Arg returns the argument given by keyword, or at a 0-based position; -1 for no position.
func (c *Call) Arg(name string, position int) (Arg, bool) { return c.arg(name, position) }

// arg returns the argument given by keyword, or at a 0-based position; -1 for no position.
func (c *Call) arg(name string, position int) (Arg, bool) {
	for i, a := range c.Args {
		if a.Name == name || a.Name == "" && i == position {
			return a, true
		}
	}
	return Arg{}, false
}

func union(all, more []framework.Domain) []framework.Domain {
	for _, d := range more {
		if !slices.Contains(all, d) {
			all = append(all, d)
		}
	}
	return all
}

// Monitoring says when a training evaluates its model on data that it is not trained on.
type Monitoring uint8

// The answers to Monitoring.
const (
	Never      Monitoring = iota
	Afterwards            // only once the training loop is over
	During                // at least once an epoch, as far as names tell
	Unknowable            // decided by configuration or by code that is not here
)

// Monitoring answers whether the training validates while it runs, and where a sign of it was found.
func (e *Entry) Monitoring(t *Training) (Monitoring, Range) {
	switch t.By {
	case "":
		return e.loopMonitoring(t)
	case framework.Keras:
		return e.callMonitoring(t, "validation_data", "validation_split")
	case framework.Boosting:
		m, at := e.callMonitoring(t, "evals", "valid_sets", "eval_set")
		if m == Afterwards {
			m = During // a boosted model that is scored afterwards is as good as monitored
		}
		return m, at
	case framework.Lightning:
		return e.lightningMonitoring(t)
	case framework.HFTrainer:
		return e.trainerMonitoring()
	case framework.FastAI:
		return During, t.At // its DataLoaders always hold a validation set
	}
	return Unknowable, t.At
}

func (e *Entry) loopMonitoring(t *Training) (Monitoring, Range) {
	if at, ok := e.inLoop(t).validates(); ok {
		return During, at
	}
	if at, ok := e.everything().validates(); ok {
		return Afterwards, at
	}
	return Never, Range{}
}

func (e *Entry) callMonitoring(t *Training, arguments ...string) (Monitoring, Range) {
	if t.Call.Unpacks {
		return Unknowable, t.At
	}
	for _, name := range arguments {
		if a, ok := t.Call.arg(name, -1); ok && a.Text != "None" && a.Text != "0" && a.Text != "0.0" {
			return During, t.At
		}
	}
	if at, ok := e.everything().scores(); ok {
		return Afterwards, at
	}
	return Never, Range{}
}

// lightningMonitoring: a fit validates if it is given validation data, or a module or data module that has some.
func (e *Entry) lightningMonitoring(t *Training) (Monitoring, Range) {
	if t.Call.Unpacks {
		return Unknowable, t.At
	}
	if _, ok := t.Call.arg("val_dataloaders", 2); ok {
		return During, t.At
	}
	if at, ok := e.defines("validation_step", "val_dataloader"); ok {
		return During, at
	}
	if at, ok := e.everything().validates(); ok {
		return During, at
	}
	_, isModule := e.defines("training_step")
	if _, ok := t.Call.arg("datamodule", -1); ok || !isModule {
		return Unknowable, t.At
	}
	return Never, Range{}
}

// trainerMonitoring: every Trainer takes eval_dataset, and evaluates if the arguments' eval_strategy says so.
func (e *Entry) trainerMonitoring() (Monitoring, Range) {
	for site, names := range e.callsIn(trainers) {
		call := site.call()
		for _, name := range names {
			if _, ok := call.arg("eval_dataset", -1); isTrainer(name) && (ok || call.Unpacks || len(call.Args) > 3 && call.Args[3].Name == "") {
				return During, site.at()
			}
			if parsesArguments(name) {
				return Unknowable, site.at()
			}
		}
	}
	if at, ok := e.everything().validates(); ok {
		return During, at
	}
	return Never, Range{}
}

var trainers = askNames(func(name string) bool { return isTrainer(name) || parsesArguments(name) }).question

func isTrainer(name string) bool {
	return strings.HasSuffix(name, "Trainer") && framework.IsModule(name)
}

func parsesArguments(name string) bool {
	return lastPart(name) == "parse_args_into_dataclasses" || lastPart(name) == "parse_args_and_config"
}

// defines finds a method with one of the names in the entry's files.
func (e *Entry) defines(names ...string) (Range, bool) {
	for _, fn := range e.all {
		if slices.Contains(names, lastPart(fn.Name)) {
			return fn.at(fn.Span), true
		}
	}
	return Range{}, false
}

// evidence is a part of the program that is searched for signs of something: pieces of functions, nearest first.
type evidence []piece

// A piece is a function, or what is inside one of its loops.
type piece struct {
	fn   *function
	loop int // index in fn.Loops, or -1 for all of it
}

// inLoop collects what happens inside a training's loop and in what it calls.
func (e *Entry) inLoop(t *Training) evidence {
	p := piece{t.fn, t.loop}
	return once(&e.turns, p, p.closure)
}

// closure returns a piece and the functions that it leads to.
func (p piece) closure() evidence {
	ev := evidence{p}
	seen := map[*function]bool{}
	for i := 0; i < len(ev); i++ {
		for _, callee := range ev[i].callees() {
			if !seen[callee] {
				seen[callee] = true
				ev = append(ev, piece{callee, -1})
			}
		}
	}
	return ev
}

// callees are the project's functions that a piece calls or hands to calls.
func (p piece) callees() (out []*function) {
	for i := range p.fn.Calls {
		if p.has(p.fn.Calls[i].Loop) {
			out = slices.AppendSeq(out, p.fn.targets[i].all())
		}
	}
	if p.loop < 0 {
		out = append(out, p.fn.refs...)
	}
	return out
}

// has reports whether what stands in a loop of the function belongs to the piece.
func (p piece) has(loop int) bool { return p.loop < 0 || p.fn.within(loop, p.loop) }

// everything collects what happens anywhere in the entry's files. It holds until another entry is asked.
func (e *Entry) everything() evidence {
	last := &e.program.widest
	if last.of != e {
		last.of, last.all = e, last.all[:0]
		for _, fn := range e.all {
			last.all = append(last.all, piece{fn, -1})
		}
	}
	return last.all
}

// A wide is everything that was collected last: there is so much of it that it is not kept for each entry.
type wide struct {
	of  *Entry
	all evidence
}

// call finds a call that has a name of a kind.
func (ev evidence) call(kind nameQuestion) (Range, bool) {
	for _, p := range ev {
		if !kind.holds(p.fn) {
			continue
		}
		for i := range p.fn.Calls {
			if site := (callSite{p.fn, i}); p.has(p.fn.Calls[i].Loop) && site.isNamed(kind.is) {
				return site.at(), true
			}
		}
	}
	return Range{}, false
}

// heldOut is whether a function uses data that is told from what a model is trained on.
var heldOut = ask(func(fn *function) bool {
	return slices.ContainsFunc(fn.Uses, func(u Use) bool { return u.Role == Validation || u.Role == Test || u.Role == Part })
})

// use finds a use with one of the roles, which are those of held-out data.
func (ev evidence) use(roles ...Role) (Range, bool) {
	for _, p := range ev {
		if !heldOut.holds(p.fn) {
			continue
		}
		for _, u := range p.fn.Uses {
			if p.has(u.Loop) && slices.Contains(roles, u.Role) {
				return p.fn.at(u.Span), true
			}
		}
	}
	return Range{}, false
}

// validates finds a sign of a pass over data that the model is not trained on.
func (ev evidence) validates() (Range, bool) {
	if at, ok := ev.use(Validation, Test); ok {
		return at, true
	}
	return ev.call(sampled)
}

// scores finds a sign that a finished model is judged: framework calls such as evaluate, or names that say so.
func (ev evidence) scores() (Range, bool) {
	if at, ok := ev.validates(); ok {
		return at, true
	}
	return ev.call(validated)
}

var validated = askNames(func(name string) bool {
	c := framework.Lookup(name)
	return c != nil && c.Validates
})

// sampling matches what stands for validation where no held-out loss is customary: generated samples and their scores.
var sampling = pattern.New(`(?i)(^|_)(samples?|fid|bleu|rouge|perplexity|generate|inference|callbacks?|hooks?)(_|$)`)

var sampled = askNames(func(name string) bool { return sampling.MatchString(lastPart(name)) })

// HeldOut answers whether the entry keeps some data from training, and where: it splits data, names a part of it, or
// reads more than one.
func (e *Entry) HeldOut() (Range, bool) {
	ev := e.everything()
	if at, ok := ev.use(Validation, Test, Part); ok {
		return at, true
	}
	if at, ok := ev.call(split); ok {
		return at, true
	}
	return ev.secondSource()
}

var split = askNames(func(name string) bool {
	c := framework.Lookup(name)
	return c != nil && c.Splits || splits.MatchString(lastPart(name))
})

// secondSource finds the second place that reads data.
func (ev evidence) secondSource() (Range, bool) {
	sources := 0
	for _, p := range ev {
		if !readsData.holds(p.fn) {
			continue
		}
		for i := range p.fn.Calls {
			if (callSite{p.fn, i}).readsData() {
				sources++
			}
			if sources > 1 {
				return callSite{p.fn, i}.at(), true
			}
		}
	}
	return Range{}, false
}

var readsData = askCalls(callSite.readsData)

func (s callSite) readsData() bool {
	name := s.call().Callee
	return reads.MatchString(lastPart(name)) && !restores.MatchString(name)
}

var (
	splits = pattern.New(`(?i)split|fold|(^|_)(take|skip)$`)
	reads  = pattern.New(`(?i)^(read_|load_|load$|imread|genfromtxt|loadtxt|from_csv|open$)|dataset|dataloader|_loader|flow_from|image_dataset`)
	// restores matches what loads something other than data.
	restores = pattern.New(`(?i)torch\.load|load_(state|weights|model|config|checkpoint|args)|(yaml|json|dotenv|tokenizer|checkpoint)\w*\.load|open$`)
)

// Unsupervised reports whether the entry trains what customarily has no held-out loss: GANs, reinforcement learning,
// diffusion and self-supervised models.
func (e *Entry) Unsupervised() bool {
	return slices.ContainsFunc(e.reached, unsupervised.holds) || generative.MatchString(e.File.Path)
}

var unsupervised = ask(func(fn *function) bool {
	return generative.MatchString(fn.Name) || slices.ContainsFunc(fn.Calls, func(c Call) bool { return generative.MatchString(c.Callee) })
})

var generative = pattern.New(`(?i)discriminator|netd\b|netg\b|adversar|(^|[^a-z])gan([^a-z]|$)|env\.(step|reset)|reward|replay|policy|q_sample|add_noise|diffusion|contrast|simclr|moco|byol|(^|[^_a-z])pretrain|grpo|ppo|rloo|dqn`)

// Searched says where the entry's code was looked for: train.py, or train.py and 3 files that it imports.
func (e *Entry) Searched() string {
	files := map[*module]bool{}
	for _, fn := range e.all {
		files[fn.module] = true
	}
	switch n := len(files) - 1; n {
	case 0:
		return e.File.Path
	case 1:
		return e.File.Path + " and a file that it imports"
	default:
		return fmt.Sprintf("%s and %d files that it imports", e.File.Path, n)
	}
}
