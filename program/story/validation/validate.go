package validation

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/story/state"
	"github.com/agentlint/agentlint/program/value"
)

// IsScore reports whether a value may be a number that was computed, rather than data.
func IsScore(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool { return s.Record.Heap.Object(id).Kind == value.Foreign })
}

// WatchesTraining reports whether all that a model is judged by while it is trained is the data that it is trained on.
func WatchesTraining(s *story.Story, f *story.Fit) bool {
	return len(f.Validation) > 0 && f.Train != value.Nothing &&
		!slices.ContainsFunc(f.Validation, func(v value.Value) bool { return !IsSameData(s, f.Train, v) })
}

// IsSameData reports whether two values are the same data: the same object, or loaders of the same data set.
func IsSameData(s *story.Story, a, b value.Value) bool {
	if o := s.Single(b); o != nil && o.Kind == value.Tuple && len(o.Items) > 0 {
		b = o.Items[0]
	}
	x, y := s.Single(a), s.Single(b)
	if x == nil || y == nil || x.Name == "?" || x.Kind == value.Literal || mayBeAnother(s, a) {
		return false
	}
	if x == y {
		return !mayTakeOthers(s, x)
	}
	x, y = loaded(s, x), loaded(s, y)
	return x == y
}

// mayTakeOthers reports whether an object is what one of several keys takes: the same name may stand for other rows of the same data.
func mayTakeOthers(s *story.Story, o *value.Object) bool {
	_, index, ok := value.Element(o.Name)
	return ok && index == "" && len(o.Args) == 1 && s.Single(o.Args[0].Value) == nil && !s.IsColumns(o.Args[0].Value)
}

// mayBeAnother reports whether a value is what a dictionary holds under keys that are not known: under another it may hold another.
func mayBeAnother(s *story.Story, v value.Value) bool {
	h := s.Record.Heap
	for _, o := range h.Objects() {
		if (o.Kind == value.Dict || o.Kind == value.List && len(o.Items) == 0) && s.Shares(o.Elements, v) {
			return true
		}
	}
	return false
}

// loaded is the data set that a loader loads all rows of, or what is given if that is no such loader.
func loaded(s *story.Story, o *value.Object) *value.Object {
	for range story.MaxWalk {
		inner := value.Nothing
		switch {
		case o.Kind == value.List && len(o.Items) == 0 && !o.IsSliced():
			inner = o.Of
		case o.Kind == value.Foreign && strings.HasSuffix(o.Name, ".DataLoader()"):
			if _, ok := o.Argument("sampler", -1); !ok {
				inner = story.Argument(o, "dataset", 0)
			}
		}
		next := s.Single(inner)
		if next == nil {
			break
		}
		o = next
	}
	return o
}

// IsMadeOfItself reports whether a loop computes a value anew from what it was: a counter, whatever it starts at.
func IsMadeOfItself(s *story.Story, id value.ID) bool {
	return slices.ContainsFunc(s.Record.Heap.Object(id).Args, func(a value.Argument) bool { return reaches(s, a.Value, []value.ID{id}, map[value.ID]bool{}, 0) })
}

// Monitoring says when a training evaluates its model on data that it is not trained on.
type Monitoring uint8

// The answers to Monitoring.
const (
	Never      Monitoring = iota
	Afterwards            // only once the training loop is over
	During                // while it trains
	Unknowable            // decided by settings or by code that is not here
)

// MonitoringOf answers when a training evaluates its model.
func MonitoringOf(s *story.Story, t *story.Training) Monitoring {
	if s.Record.Cut {
		return Unknowable
	}
	switch t.By {
	case "":
		return evaluations(s, t)
	case framework.Keras:
		return GivenData(s, t, "validation_data", "validation_split")
	case framework.Boosting:
		m := GivenData(s, t, "evals", "valid_sets", "eval_set", "eval_X")
		if watchesOwn(s, t) {
			m = evaluations(s, t)
		}
		if m != Afterwards {
			return m
		}
		return During // a boosted model that is scored afterwards is as good as monitored
	case framework.Lightning:
		if isLimitedToNothing(s, t) {
			return Never
		}
		return max(lightningMonitoring(s, t), duringOnly(s, t))
	case framework.HFTrainer:
		return trainerMonitoring(s, t)
	case framework.FastAI:
		if holdsOutNothing(s, t) {
			return Never
		}
		return During // its DataLoaders hold a validation set unless they are told to have none
	}
	return Unknowable
}

// holdsOutNothing reports whether the data of a learner of fastai is split with nothing left to validate:
// https://docs.fast.ai/data.transforms.html#randomsplitter.
func holdsOutNothing(s *story.Story, t *story.Training) bool {
	return slices.ContainsFunc(s.Origins(t.Step.Object.Of), func(id value.ID) bool {
		part, ok := s.Record.Heap.Object(id).Argument("valid_pct", -1)
		return ok && s.IsZero(part)
	})
}

// watchesOwn reports whether a training watches nothing but the data that it is trained on.
func watchesOwn(s *story.Story, t *story.Training) bool {
	return slices.ContainsFunc(s.Fits, func(f story.Fit) bool { return f.Event == t.Step.Event && WatchesTraining(s, &f) })
}

// duringOnly is what the program itself evaluates while a framework's loop runs.
func duringOnly(s *story.Story, t *story.Training) Monitoring {
	if evaluations(s, t) == During {
		return During
	}
	return Never
}

// evaluations tells when the program itself runs a training's model on data that it is not trained on.
func evaluations(s *story.Story, t *story.Training) Monitoring {
	found := Never
	for i := range s.Steps {
		step := &s.Steps[i]
		if !t.Counts(step) {
			continue
		}
		switch judges := judges(s, step, t); {
		case step.Kind == story.Mode && s.IsDuring(step, t) && EvaluationMode(s, step) == value.Open: // train(phase == "train")
			found = Unknowable
		case judges == value.No:
		case s.IsDuring(step, t) && judges == value.Yes:
			return During
		case s.IsDuring(step, t):
			found = Unknowable
		case found == Never && step.Order > t.Step.Order && judges == value.Yes:
			found = Afterwards
		}
	}
	switch {
	case found == Unknowable:
		return found
	case judgesByMask(s, t):
		return During
	}
	return max(found, evaluatedElsewhere(s, t))
}

// judgesByMask reports whether a training computes with rows of its outputs that a mask of held-out data takes, as is usual where all rows
// are in one graph.
func judgesByMask(s *story.Story, t *story.Training) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		return t.Counts(&c) && s.IsDuring(&c, t) && slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool {
			o := s.Single(a.Value)
			if o == nil || o.Kind != value.Foreign || len(o.Args) != 1 {
				return false
			}
			_, index, ok := value.Element(o.Name)
			mask := s.Single(o.Args[0].Value)
			return ok && index == "" && mask != nil && (isHeldOutMask(mask.Label) || isHeldOutMask(mask.Given))
		})
	})
}

// judges answers whether a step runs a training's model, or a metric, on data that the model is not trained on.
func judges(s *story.Story, step *story.Step, t *story.Training) value.Truth {
	switch step.Kind {
	case story.Forward, story.Evaluate, story.Split:
	default:
		return value.No
	}
	if step.Kind == story.Split {
		return evaluatesByParts(step)
	}
	if step.Kind == story.Forward && t.Model != value.Nothing && !isRunOf(s, step, t) {
		return value.No
	}
	part, ok := partGiven(s, step, t)
	switch {
	case ok && part == parts.Train:
		return value.No
	case ok:
		return value.Yes
	case slices.ContainsFunc(step.Event.Loops(), func(loop int) bool { return s.Record.Loops[loop].Name == "training batch" }):
		return value.No
	case IsTrainingPass(s, step), slices.ContainsFunc(step.Object.Args, func(a value.Argument) bool { return isTrainedOn(s, a.Value, t) }):
		return value.No
	}
	return value.Yes
}

// IsTrainingPass reports whether a step is in the loop over batches of a training, and gradients may be computed of it.
func IsTrainingPass(s *story.Story, step *story.Step) bool {
	if places := DifferentiatedOf(s).Handed; step.Kind == story.Forward && slices.ContainsFunc(step.Event.Way, func(at value.Place) bool { return places[at] }) {
		return true
	}
	return !isOnOtherRows(s, step) && !story.IsWithoutGradients(step.Event.Within) && !IsInEvaluation(s, step) && slices.ContainsFunc(s.Trainings, func(other story.Training) bool {
		return other.Loop >= 0 && slices.Contains(step.Event.Loops(), other.Loop)
	})
}

// isOnOtherRows reports whether a step runs on rows that a slice takes out of data, in a program in which gradients come of functions
// alone that are handed on to be differentiated, and in none of these nor on what they are given.
func isOnOtherRows(s *story.Story, step *story.Step) bool {
	calls := DifferentiatedOf(s).Calls
	if len(calls) == 0 {
		return false
	}
	own := *step.Object
	own.Args = slices.DeleteFunc(slices.Clone(own.Args), func(a value.Argument) bool { // what both are given are the parameters
		return slices.ContainsFunc(calls, func(c *story.Step) bool {
			return slices.ContainsFunc(c.Object.Args, func(other value.Argument) bool { return s.Shares(a.Value, other.Value) })
		})
	})
	rows := SlicesIn(s, &own)
	return len(rows) > 0 && !slices.ContainsFunc(calls, func(c *story.Step) bool {
		return slices.Contains(step.Event.Way, c.Event.At) || slices.ContainsFunc(SlicesIn(s, c.Object), func(given story.Taken) bool {
			return slices.ContainsFunc(rows, func(t story.Taken) bool { return IsSameSlice(s, t, given) })
		})
	})
}

// SlicesIn are the slices and parts of data that a call is given.
func SlicesIn(s *story.Story, o *value.Object) (all []story.Taken) {
	for _, a := range o.Args {
		all = append(all, s.RowsOf(a.Value).Taken...)
	}
	return all
}

// IsSameSlice reports whether two parts of data hold the same rows.
func IsSameSlice(s *story.Story, a, b story.Taken) bool {
	return a.Piece == b.Piece || a.Piece.Of == b.Piece.Of && a.Split == nil && b.Split == nil && s.IsSameBound(a.Lower, b.Lower) && s.IsSameBound(a.Upper, b.Upper)
}

// IsInEvaluation reports whether a model that a step runs may be in evaluation mode.
func IsInEvaluation(s *story.Story, step *story.Step) bool {
	r := modes(s)[step.Event]
	return r != nil && slices.ContainsFunc(r.first, func(d int) bool { return d >= 0 && EvaluationMode(s, &s.Steps[d]) != value.No })
}

// isTrainedOn reports whether a value is made of the data that a training goes over, or that a framework's call is given.
func isTrainedOn(s *story.Story, v value.Value, t *story.Training) bool {
	if t.By == "" {
		return IsMadeOf(s, v, t.Data)
	}
	return slices.ContainsFunc(t.Step.Object.Args, func(a value.Argument) bool { return IsMadeOf(s, v, a.Value) })
}

// evaluatesByParts answers whether a call splits data only to evaluate a model on each part.
func evaluatesByParts(step *story.Step) value.Truth {
	_, method := story.CutLast(step.Name)
	if strings.HasPrefix(method, "cross_val") || strings.HasSuffix(method, "SearchCV") || strings.HasSuffix(method, "_curve") ||
		strings.HasSuffix(step.Name, "CV") || strings.HasSuffix(method, "_score") {
		return value.Yes
	}
	return value.No
}

// partGiven returns the part of the data that a call is given besides a training's model, and whether something says so.
func partGiven(s *story.Story, step *story.Step, t *story.Training) (parts.Part, bool) {
	for _, a := range step.Object.Args {
		if state.Has(s, a.Value, t) == value.Yes {
			continue
		}
		if part, ok := s.PartOf(a.Value); ok {
			return part, true
		}
	}
	return parts.Whole, false
}

// IsMadeOf reports whether what a value is made of has something in common with what another may be.
func IsMadeOf(s *story.Story, v, of value.Value) bool {
	targets := withAllRows(s, of)
	return len(targets) > 0 && reaches(s, v, targets, map[value.ID]bool{}, 0)
}

// withAllRows are the objects that a value may be, and those that it takes columns of.
func withAllRows(s *story.Story, v value.Value) []value.ID {
	all := slices.Clone(s.Record.Heap.All(v))
	for i := 0; i < len(all) && i < story.MaxMade; i++ {
		o := s.Record.Heap.Object(all[i])
		_, attribute := story.CutLast(o.Name)
		takesColumns := len(o.Args) == 1 && strings.HasSuffix(o.Name, "[]") && s.IsColumns(o.Args[0].Value)
		if o.Kind == value.Foreign && (takesColumns || indexers[attribute]) {
			all = append(all, s.Record.Heap.All(o.Of)...)
		}
	}
	return all
}

// indexers are attributes that stand for all rows of a table.
var indexers = map[string]bool{"iloc": true, "loc": true, "values": true}

func reaches(s *story.Story, v value.Value, targets []value.ID, seen map[value.ID]bool, depth int) bool {
	if depth > story.MaxWalk {
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
		if isPartOfSplit(s, o) || len(o.Args) > 0 && strings.HasSuffix(o.Name, "[]") && selectsRows(s, o.Args[0].Value) {
			return false // some rows of something are not all of it
		}
		return reaches(s, o.Of, targets, seen, depth+1) ||
			slices.ContainsFunc(o.Args, func(a value.Argument) bool { return reaches(s, a.Value, targets, seen, depth+1) }) ||
			slices.ContainsFunc(o.Items, func(item value.Value) bool { return reaches(s, item, targets, seen, depth+1) })
	})
}

// isPartOfSplit reports whether an object is one of the parts that a split returns.
func isPartOfSplit(s *story.Story, o *value.Object) bool {
	base, _, ok := value.Element(o.Name)
	if !ok || !strings.HasSuffix(base, "()") {
		return false
	}
	facts := s.Lookup(s.Frameworks.Canonical(strings.TrimSuffix(base, "()")))
	return facts != nil && facts.Splits
}

// evaluating matches what code that is not here is called if it evaluates what it is given.
var evaluating = pattern.New(`(?i)valid|eval|(^|_)(val|test|tests|score|scores|metric|metrics|infer|inference|predict|samples?|generate|fid|bleu|rouge|perplexity)(_|$)`)

// evaluatedElsewhere tells when code that is not here, and is called as if it evaluated, is run.
func evaluatedElsewhere(s *story.Story, t *story.Training) Monitoring {
	found := Never
	for _, c := range s.Calls {
		_, method := story.CutLast(c.Name)
		if !t.Counts(&c) || s.Lookup(c.Name) != nil || strings.HasPrefix(c.Name, "builtins.") ||
			!evaluating.MatchString(method) && !appliesTo(s, c.Object, c.Event, t) {
			continue
		}
		c.Kind = story.Evaluate
		switch {
		case judges(s, &c, t) == value.No:
		case s.IsDuring(&c, t):
			return During
		case c.Order > t.Step.Order:
			found = Afterwards
		}
	}
	return found
}

// appliesTo reports whether a call is given the parameters of a model that JAX trains, and data: state.apply_fn(params, x). It is
// none of the training's own if it is not in the loop over batches.
func appliesTo(s *story.Story, o *value.Object, e *record.Event, t *story.Training) bool {
	top, _, _ := strings.Cut(t.Step.Name, ".")
	if top != "optax" && top != "flax" && top != "equinox" || t.Epoch < 0 || slices.Contains(e.Loops(), t.Loop) || len(o.Args) < 2 {
		return false
	}
	return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return state.Has(s, a.Value, t) == value.Yes })
}

// GivenData tells whether a framework's call is given data to evaluate on by one of some arguments.
func GivenData(s *story.Story, t *story.Training, names ...string) Monitoring {
	args := t.Step.Object.Args
	if slices.ContainsFunc(args, func(a value.Argument) bool { return a.Rest }) {
		return Unknowable
	}
	for _, name := range names {
		v, ok := t.Step.Object.Argument(name, -1)
		if ok && !s.IsLiteral(v, "None") && !s.IsLiteral(v, "0") && !s.IsLiteral(v, "0.0") {
			return During
		}
	}
	return evaluations(s, t)
}

// lightningMonitoring tells whether a fit has a validation step and data for it. Lightning leaves the loop out unless it has both
// (https://lightning.ai/docs/pytorch/stable/common/trainer.html#fit).
func lightningMonitoring(s *story.Story, t *story.Training) Monitoring {
	if slices.ContainsFunc(t.Step.Object.Args, func(a value.Argument) bool { return a.Rest }) {
		return Unknowable
	}
	step := HasMethod(s, t.Model, "validation_step")
	data := HasMethod(s, t.Model, "val_dataloader")
	if v, ok := t.Step.Object.Argument("val_dataloaders", 2); ok && !s.IsLiteral(v, "None") {
		data = value.Yes
	}
	if v, ok := t.Step.Object.Argument("datamodule", 3); ok {
		data = value.Either(data, HasMethod(s, v, "val_dataloader"))
	}
	if v, ok := t.Step.Object.Argument("train_dataloaders", 1); ok && isDataModule(s, v) {
		data = value.Either(data, HasMethod(s, v, "val_dataloader"))
	}
	switch {
	case step == value.No || data == value.No:
		return Never
	case step == value.Yes && data == value.Yes:
		return During
	}
	return Unknowable
}

// isLimitedToNothing reports whether a Trainer is told to validate on no batch.
func isLimitedToNothing(s *story.Story, t *story.Training) bool {
	return slices.ContainsFunc(s.Record.Heap.All(t.Step.Object.Of), func(id value.ID) bool {
		v, ok := s.Record.Heap.Object(id).Argument("limit_val_batches", -1)
		return ok && s.IsZero(v)
	})
}

// isDataModule reports whether a value is an instance that gives a training its data.
func isDataModule(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		return s.Record.Has(id, "train_dataloader") || strings.Contains(s.Record.Heap.Object(id).Name, "DataModule")
	})
}

// HasMethod answers whether what a value may be has a method of the project.
func HasMethod(s *story.Story, v value.Value, name string) value.Truth {
	answer := value.No
	all := s.Record.Heap.All(v)
	for _, id := range all {
		switch {
		case s.Record.Heap.Object(id).Kind != value.Instance:
			answer = value.Either(answer, value.Open)
		case s.Record.Has(id, name):
			return value.Yes
		case slices.ContainsFunc(s.Record.Bases(id), func(base string) bool { return strings.HasPrefix(base, "?") }):
			answer = value.Either(answer, value.Open)
		}
	}
	if len(all) == 0 {
		return value.Open
	}
	return answer
}

// trainerMonitoring tells whether a Trainer of Transformers has data to evaluate on and is told when to: eval_strategy is "no"
// unless it is set (https://huggingface.co/docs/transformers/main_classes/trainer#transformers.TrainingArguments.eval_strategy).
func trainerMonitoring(s *story.Story, t *story.Training) Monitoring {
	strategy, data := value.No, value.No
	for _, id := range s.Record.Heap.All(t.Step.Object.Of) {
		o := s.Record.Heap.Object(id)
		data = value.Either(data, given(s, o, "eval_dataset", 4))
		strategy = value.Either(strategy, strategyOf(s, o))
	}
	switch {
	case data == value.Yes && strategy == value.Yes:
		return During
	case data == value.No || strategy == value.No:
		return evaluations(s, t)
	}
	return Unknowable
}

// given answers whether a call is given something else than None by keyword or at a 0-based position.
func given(s *story.Story, o *value.Object, name string, position int) value.Truth {
	if v, ok := o.Argument(name, position); ok {
		if s.IsLiteral(v, "None") {
			return value.No
		}
		return value.Yes
	}
	if o.Kind != value.Foreign || strings.HasPrefix(o.Name, "?") || slices.ContainsFunc(o.Args, func(a value.Argument) bool { return a.Rest }) {
		return value.Open
	}
	return value.No
}

// strategyOf answers whether the settings of a Trainer tell it to evaluate.
func strategyOf(s *story.Story, trainer *value.Object) value.Truth {
	args, ok := trainer.Argument("args", 1)
	if !ok {
		if trainer.Kind == value.Foreign && !strings.HasPrefix(trainer.Name, "?") {
			return value.No
		}
		return value.Open
	}
	answer := value.No
	for _, id := range s.Record.Heap.All(args) {
		o := s.Record.Heap.Object(id)
		if !strings.HasSuffix(o.Name, "()") || !(strings.Contains(o.Name, "Arguments") || strings.Contains(o.Name, "Config")) {
			return value.Open
		}
		of := value.No
		for _, name := range []string{"eval_strategy", "evaluation_strategy"} {
			v, ok := o.Argument(name, -1)
			if !ok {
				continue
			}
			if of = value.Yes; s.IsLiteral(v, "no") || strings.HasSuffix(s.Record.Heap.Describe(v), "Strategy.NO") {
				of = value.No
			} else if s.IsOpen(v) {
				of = value.Open
			}
		}
		if of == value.No && slices.ContainsFunc(o.Args, func(a value.Argument) bool { return a.Rest }) {
			of = value.Open
		}
		answer = value.Either(answer, of)
	}
	return answer
}

// generative matches what programs are made of that train what customarily has no held-out loss.
var generative = pattern.New(`(?i)discriminator|netd\b|netg\b|adversar|(^|[^a-z])gan([^a-z]|$)|env\.(step|reset)|reward|replay|policy|q_sample|add_noise|diffusion|contrast|simclr|moco|byol|(^|[^_a-z])pretrain|grpo|ppo|rloo|dqn`)

// Unsupervised reports whether the story is of a training that customarily has no held-out loss: of GANs, reinforcement learning,
// diffusion and self-supervised models. Of most nothing but names tells.
func Unsupervised(s *story.Story) bool { return noLossAnswer.Of(s, isGenerative) }

var noLossAnswer story.Answer[bool]

func isGenerative(s *story.Story) bool {
	return generative.MatchString(s.Record.Script) || slices.ContainsFunc(s.Record.Functions, generative.MatchString) ||
		slices.ContainsFunc(s.Calls, func(c story.Step) bool {
			return generative.MatchString(c.Object.Name) || generative.MatchString(c.Object.Label)
		}) || isAdversarial(s)
}

// isHeldOutMask reports whether a name is that of a mask of held-out data: val_mask.
func isHeldOutMask(name string) bool {
	part, ok := strings.CutSuffix(name, "mask")
	return ok && parts.HeldOutByName(strings.TrimRight(part, "_")) != ""
}
