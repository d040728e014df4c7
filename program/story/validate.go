package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// Monitoring says when a training evaluates its model on data that it is not trained on.
type Monitoring uint8

// The answers to Monitoring.
const (
	Never      Monitoring = iota
	Afterwards            // only once the training loop is over
	During                // while it trains
	Unknowable            // decided by settings or by code that is not here
)

// Monitoring answers when a training evaluates its model.
func (s *Story) Monitoring(t *Training) Monitoring {
	if s.Record.Cut {
		return Unknowable
	}
	switch t.By {
	case "":
		return s.evaluations(t)
	case framework.Keras:
		return s.givenData(t, "validation_data", "validation_split")
	case framework.Boosting:
		m := s.givenData(t, "evals", "valid_sets", "eval_set")
		if s.watchesOwn(t) {
			m = s.evaluations(t)
		}
		if m != Afterwards {
			return m
		}
		return During // a boosted model that is scored afterwards is as good as monitored
	case framework.Lightning:
		return max(s.lightningMonitoring(t), s.duringOnly(t))
	case framework.HFTrainer:
		return s.trainerMonitoring(t)
	case framework.FastAI:
		return During // its DataLoaders always hold a validation set
	}
	return Unknowable
}

// watchesOwn reports whether a training watches nothing but the data that it is trained on.
func (s *Story) watchesOwn(t *Training) bool {
	return slices.ContainsFunc(s.Fits, func(f Fit) bool { return f.Event == t.Step.Event && s.watchesTraining(&f) })
}

// duringOnly is what the program itself evaluates while a framework's loop runs.
func (s *Story) duringOnly(t *Training) Monitoring {
	if s.evaluations(t) == During {
		return During
	}
	return Never
}

// evaluations tells when the program itself runs a training's model on data that it is not trained on.
func (s *Story) evaluations(t *Training) Monitoring {
	found := Never
	for i := range s.Steps {
		step := &s.Steps[i]
		if !t.counts(step) {
			continue
		}
		switch judges := s.judges(step, t); {
		case judges == run.No:
		case s.isDuring(step, t) && judges == run.Yes:
			return During
		case s.isDuring(step, t):
			found = Unknowable
		case found == Never && step.Order > t.Step.Order && judges == run.Yes:
			found = Afterwards
		}
	}
	if found != Unknowable {
		return max(found, s.evaluatedElsewhere(t))
	}
	return found
}

// outer returns the loop of a training that goes around its epochs, or the only one it has.
func (t *Training) outer() int {
	if t.Epoch >= 0 {
		return t.Epoch
	}
	return t.Loop
}

// isDuring reports whether a step happens while a training runs.
func (s *Story) isDuring(step *Step, t *Training) bool {
	if t.By != "" {
		return slices.ContainsFunc(step.Event.Loops(), func(loop int) bool {
			l := s.Record.Loops[loop]
			return l.Hook != "" && l.At == t.At
		})
	}
	return slices.Contains(step.Event.Loops(), t.outer())
}

// judges answers whether a step runs a training's model, or a metric, on data that the model is not trained on.
func (s *Story) judges(step *Step, t *Training) run.Truth {
	switch step.Kind {
	case Forward, Evaluate, Split:
	default:
		return run.No
	}
	if step.Kind == Split {
		return s.evaluatesByParts(step)
	}
	if step.Kind == Forward && t.Model != value.Nothing && !s.isRunOf(step, t) {
		return run.No
	}
	part, ok := s.partGiven(step, t)
	switch {
	case ok && part == TrainPart:
		return run.No
	case ok:
		return run.Yes
	case slices.ContainsFunc(step.Event.Loops(), func(loop int) bool { return s.Record.Loops[loop].Name == "training batch" }):
		return run.No
	case s.isTrainingPass(step), slices.ContainsFunc(step.Object.Args, func(a value.Argument) bool { return s.isTrainedOn(a.Value, t) }):
		return run.No
	}
	return run.Yes
}

// isTrainingPass reports whether a step is in the loop over batches of a training, and gradients may be computed of it.
func (s *Story) isTrainingPass(step *Step) bool {
	if places := s.handed(); step.Kind == Forward && slices.ContainsFunc(step.Event.Way, func(at value.Place) bool { return places[at] }) {
		return true
	}
	return !s.isOnOtherRows(step) && !isWithoutGradients(step.Event.Within) && !s.isInEvaluation(step) && slices.ContainsFunc(s.Trainings, func(other Training) bool {
		return other.Loop >= 0 && slices.Contains(step.Event.Loops(), other.Loop)
	})
}

// isOnOtherRows reports whether a step runs on rows that a slice takes out of data, in a program in which gradients come of functions
// alone that are handed on to be differentiated, and in none of these nor on what they are given.
func (s *Story) isOnOtherRows(step *Step) bool {
	calls, rows := s.differentiating(), s.slicesIn(step.Object)
	return len(calls) > 0 && len(rows) > 0 && !slices.ContainsFunc(calls, func(c *Step) bool {
		return slices.Contains(step.Event.Way, c.Event.At) || slices.ContainsFunc(s.slicesIn(c.Object), func(given taken) bool {
			return slices.ContainsFunc(rows, func(t taken) bool { return s.isSameSlice(t, given) })
		})
	})
}

// slicesIn are the slices and parts of data that a call is given.
func (s *Story) slicesIn(o *value.Object) (all []taken) {
	for _, a := range o.Args {
		all = append(all, s.rowsOf(a.Value).taken...)
	}
	return all
}

// isSameSlice reports whether two parts of data hold the same rows.
func (s *Story) isSameSlice(a, b taken) bool {
	return a.piece == b.piece || a.piece.Of == b.piece.Of && a.split == nil && b.split == nil && s.isSameBound(a.lower, b.lower) && s.isSameBound(a.upper, b.upper)
}

func (s *Story) differentiating() []*Step {
	return differentiatingAnswer.Of(s, (*Story).findDifferentiating)
}

var differentiatingAnswer Answer[[]*Step]

// findDifferentiating finds the calls of functions that are differentiated.
func (s *Story) findDifferentiating() (all []*Step) {
	for i := range s.Steps {
		if step := &s.Steps[i]; step.Kind == Gradient && step.Facts.Act == framework.Differentiate {
			all = append(all, step)
		}
	}
	return all
}

// isInEvaluation reports whether a model that a step runs may be in evaluation mode.
func (s *Story) isInEvaluation(step *Step) bool {
	r := s.modes()[step.Event]
	return r != nil && slices.ContainsFunc(r.first, func(d int) bool { return d >= 0 && s.evaluationMode(&s.Steps[d]) != run.No })
}

// isTrainedOn reports whether a value is made of the data that a training goes over, or that a framework's call is given.
func (s *Story) isTrainedOn(v value.Value, t *Training) bool {
	if t.By == "" {
		return s.isMadeOf(v, t.Data)
	}
	return slices.ContainsFunc(t.Step.Object.Args, func(a value.Argument) bool { return s.isMadeOf(v, a.Value) })
}

// evaluatesByParts answers whether a call splits data only to evaluate a model on each part.
func (s *Story) evaluatesByParts(step *Step) run.Truth {
	_, method := cutLast(step.Name)
	if strings.HasPrefix(method, "cross_val") || strings.HasSuffix(method, "SearchCV") || strings.HasSuffix(method, "_curve") ||
		strings.HasSuffix(step.Name, "CV") || strings.HasSuffix(method, "_score") {
		return run.Yes
	}
	return run.No
}

// partGiven returns the part of the data that a call is given besides a training's model, and whether something says so.
func (s *Story) partGiven(step *Step, t *Training) (Part, bool) {
	for _, a := range step.Object.Args {
		if s.hasState(a.Value, t, 0, map[value.ID]bool{}) == run.Yes {
			continue
		}
		if part, ok := s.PartOf(a.Value); ok {
			return part, true
		}
	}
	return Whole, false
}

// isMadeOf reports whether what a value is made of has something in common with what another may be.
func (s *Story) isMadeOf(v, of value.Value) bool {
	targets := s.withAllRows(of)
	return len(targets) > 0 && s.reaches(v, targets, map[value.ID]bool{}, 0)
}

// withAllRows are the objects that a value may be, and those that it takes columns of.
func (s *Story) withAllRows(v value.Value) []value.ID {
	all := slices.Clone(s.Record.Heap.All(v))
	for i := 0; i < len(all) && i < maxMade; i++ {
		o := s.Record.Heap.Object(all[i])
		_, attribute := cutLast(o.Name)
		takesColumns := len(o.Args) == 1 && strings.HasSuffix(o.Name, "[]") && s.isColumns(o.Args[0].Value)
		if o.Kind == value.Foreign && (takesColumns || indexers[attribute]) {
			all = append(all, s.Record.Heap.All(o.Of)...)
		}
	}
	return all
}

// indexers are attributes that stand for all rows of a table.
var indexers = map[string]bool{"iloc": true, "loc": true, "values": true}

func (s *Story) reaches(v value.Value, targets []value.ID, seen map[value.ID]bool, depth int) bool {
	if depth > maxWalk {
		return false
	}
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		if slices.Contains(targets, id) {
			return true
		}
		if seen[id] {
			return false
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		if s.isPartOfSplit(o) || len(o.Args) > 0 && strings.HasSuffix(o.Name, "[]") && s.selectsRows(o.Args[0].Value) {
			return false // some rows of something are not all of it
		}
		return s.reaches(o.Of, targets, seen, depth+1) ||
			slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.reaches(a.Value, targets, seen, depth+1) }) ||
			slices.ContainsFunc(o.Items, func(item value.Value) bool { return s.reaches(item, targets, seen, depth+1) })
	})
}

// isPartOfSplit reports whether an object is one of the parts that a split returns.
func (s *Story) isPartOfSplit(o *value.Object) bool {
	base, _, ok := element(o.Name)
	if !ok || !strings.HasSuffix(base, "()") {
		return false
	}
	facts := s.frameworks.Lookup(s.frameworks.Canonical(strings.TrimSuffix(base, "()")))
	return facts != nil && facts.Splits
}

// evaluating matches what code that is not here is called if it evaluates what it is given.
var evaluating = pattern.New(`(?i)valid|eval|(^|_)(val|test|tests|score|scores|metric|metrics|infer|inference|predict|samples?|generate|fid|bleu|rouge|perplexity)(_|$)`)

// evaluatedElsewhere tells when code that is not here, and is called as if it evaluated, is run.
func (s *Story) evaluatedElsewhere(t *Training) Monitoring {
	found := Never
	for _, c := range s.calls {
		_, method := cutLast(c.Name)
		if !t.counts(&c) || s.frameworks.Lookup(c.Name) != nil || strings.HasPrefix(c.Name, "builtins.") ||
			!evaluating.MatchString(method) && !s.appliesTo(c.Object, c.Event, t) {
			continue
		}
		c.Kind = Evaluate
		switch {
		case s.judges(&c, t) == run.No:
		case s.isDuring(&c, t):
			return During
		case c.Order > t.Step.Order:
			found = Afterwards
		}
	}
	return found
}

// appliesTo reports whether a call is given the parameters of a model that JAX trains, and data: state.apply_fn(params, x). It is
// none of the training's own if it is not in the loop over batches.
func (s *Story) appliesTo(o *value.Object, e *run.Event, t *Training) bool {
	top, _, _ := strings.Cut(t.Step.Name, ".")
	if top != "optax" && top != "flax" && top != "equinox" || t.Epoch < 0 || slices.Contains(e.Loops(), t.Loop) || len(o.Args) < 2 {
		return false
	}
	return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.hasState(a.Value, t, 0, map[value.ID]bool{}) == run.Yes })
}

// givenData tells whether a framework's call is given data to evaluate on by one of some arguments.
func (s *Story) givenData(t *Training, names ...string) Monitoring {
	args := t.Step.Object.Args
	if slices.ContainsFunc(args, func(a value.Argument) bool { return a.Rest }) {
		return Unknowable
	}
	for _, name := range names {
		v, ok := t.Step.Object.Argument(name, -1)
		if ok && !s.isLiteral(v, "None") && !s.isLiteral(v, "0") && !s.isLiteral(v, "0.0") {
			return During
		}
	}
	return s.evaluations(t)
}

// lightningMonitoring tells whether a fit has a validation step and data for it. Lightning leaves the loop out unless it has both
// (https://lightning.ai/docs/pytorch/stable/common/trainer.html#fit).
func (s *Story) lightningMonitoring(t *Training) Monitoring {
	if slices.ContainsFunc(t.Step.Object.Args, func(a value.Argument) bool { return a.Rest }) {
		return Unknowable
	}
	step := s.hasMethod(t.Model, "validation_step")
	data := s.hasMethod(t.Model, "val_dataloader")
	if v, ok := t.Step.Object.Argument("val_dataloaders", 2); ok && !s.isLiteral(v, "None") {
		data = run.Yes
	}
	if v, ok := t.Step.Object.Argument("datamodule", 3); ok {
		data = run.Either(data, s.hasMethod(v, "val_dataloader"))
	}
	if v, ok := t.Step.Object.Argument("train_dataloaders", 1); ok && s.isDataModule(v) {
		data = run.Either(data, s.hasMethod(v, "val_dataloader"))
	}
	switch {
	case step == run.No || data == run.No:
		return Never
	case step == run.Yes && data == run.Yes:
		return During
	}
	return Unknowable
}

// isDataModule reports whether a value is an instance that gives a training its data.
func (s *Story) isDataModule(v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		return s.Record.Has(id, "train_dataloader") || strings.Contains(s.Record.Heap.Object(id).Name, "DataModule")
	})
}

// hasMethod answers whether what a value may be has a method of the project.
func (s *Story) hasMethod(v value.Value, name string) run.Truth {
	answer := run.No
	all := s.Record.Heap.All(v)
	for _, id := range all {
		switch {
		case s.Record.Heap.Object(id).Kind != value.Instance:
			answer = run.Either(answer, run.Open)
		case s.Record.Has(id, name):
			return run.Yes
		case slices.ContainsFunc(s.Record.Bases(id), func(base string) bool { return strings.HasPrefix(base, "?") }):
			answer = run.Either(answer, run.Open)
		}
	}
	if len(all) == 0 {
		return run.Open
	}
	return answer
}

// trainerMonitoring tells whether a Trainer of Transformers has data to evaluate on and is told when to: eval_strategy is "no"
// unless it is set (https://huggingface.co/docs/transformers/main_classes/trainer#transformers.TrainingArguments.eval_strategy).
func (s *Story) trainerMonitoring(t *Training) Monitoring {
	strategy, data := run.No, run.No
	for _, id := range s.Record.Heap.All(t.Step.Object.Of) {
		o := s.Record.Heap.Object(id)
		data = run.Either(data, s.given(o, "eval_dataset", 4))
		strategy = run.Either(strategy, s.strategyOf(o))
	}
	switch {
	case data == run.Yes && strategy == run.Yes:
		return During
	case data == run.No || strategy == run.No:
		return s.evaluations(t)
	}
	return Unknowable
}

// given answers whether a call is given something else than None by keyword or at a 0-based position.
func (s *Story) given(o *value.Object, name string, position int) run.Truth {
	if v, ok := o.Argument(name, position); ok {
		if s.isLiteral(v, "None") {
			return run.No
		}
		return run.Yes
	}
	if o.Kind != value.Foreign || strings.HasPrefix(o.Name, "?") || slices.ContainsFunc(o.Args, func(a value.Argument) bool { return a.Rest }) {
		return run.Open
	}
	return run.No
}

// strategyOf answers whether the settings of a Trainer tell it to evaluate.
func (s *Story) strategyOf(trainer *value.Object) run.Truth {
	args, ok := trainer.Argument("args", 1)
	if !ok {
		if trainer.Kind == value.Foreign && !strings.HasPrefix(trainer.Name, "?") {
			return run.No
		}
		return run.Open
	}
	answer := run.No
	for _, id := range s.Record.Heap.All(args) {
		o := s.Record.Heap.Object(id)
		if !strings.HasSuffix(o.Name, "()") || !(strings.Contains(o.Name, "Arguments") || strings.Contains(o.Name, "Config")) {
			return run.Open
		}
		of := run.No
		for _, name := range []string{"eval_strategy", "evaluation_strategy"} {
			v, ok := o.Argument(name, -1)
			if !ok {
				continue
			}
			if of = run.Yes; s.isLiteral(v, "no") || strings.HasSuffix(s.Describe(v), "Strategy.NO") {
				of = run.No
			} else if s.isOpen(v) {
				of = run.Open
			}
		}
		if of == run.No && slices.ContainsFunc(o.Args, func(a value.Argument) bool { return a.Rest }) {
			of = run.Open
		}
		answer = run.Either(answer, of)
	}
	return answer
}

// generative matches what programs are made of that train what customarily has no held-out loss.
var generative = pattern.New(`(?i)discriminator|netd\b|netg\b|adversar|(^|[^a-z])gan([^a-z]|$)|env\.(step|reset)|reward|replay|policy|q_sample|add_noise|diffusion|contrast|simclr|moco|byol|(^|[^_a-z])pretrain|grpo|ppo|rloo|dqn`)

// Unsupervised reports whether the story is of a training that customarily has no held-out loss: of GANs, reinforcement learning,
// diffusion and self-supervised models. Of most nothing but names tells.
func (s *Story) Unsupervised() bool { return noLossAnswer.Of(s, (*Story).isGenerative) }

var noLossAnswer Answer[bool]

func (s *Story) isGenerative() bool {
	return generative.MatchString(s.Record.Script) || slices.ContainsFunc(s.Record.Functions, generative.MatchString) ||
		slices.ContainsFunc(s.calls, func(c Step) bool {
			return generative.MatchString(c.Object.Name) || generative.MatchString(c.Object.Label)
		}) || s.isAdversarial()
}
