package logging

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

// Topics are what a report is about.
type Topics uint16

// The topics of a report.
const (
	trainLoss Topics = 1 << iota
	evaluated        // a result on data that the model is not trained on
	quality          // accuracy, reward or another measure
	RateTopic        // the learning rate
	gradient
	progress // the epoch, the time: nothing about how well it goes
	reward   // what an agent is given, which it learns by
	opaque   // can't be told
)

const metrics = trainLoss | evaluated | quality

// topicWords are the words in names and texts that tell what is reported. They are asked of what the program computes itself, of
// which nothing but what it is called tells whether it is a loss or an accuracy.
var topicWords = map[string]Topics{
	"loss": trainLoss, "losses": trainLoss, "nll": trainLoss, "elbo": trainLoss, "ppl": trainLoss, "perplexity": trainLoss, "bce": trainLoss,
	"mse": trainLoss, "mae": trainLoss, "rmse": trainLoss, "kl": trainLoss, "kld": trainLoss, "ce": trainLoss, "err": trainLoss, "error": trainLoss,
	"cost": trainLoss, "criterion": trainLoss, "energy": trainLoss, "objective": trainLoss, "trainloss": trainLoss, "crit": trainLoss, "bpc": trainLoss,
	"entropy": trainLoss, "reward": quality | reward, "rewards": quality | reward, "return": quality | reward, "returns": quality | reward,
	"valloss": evaluated, "testloss": evaluated, "valacc": evaluated, "testacc": evaluated,
	"acc": quality, "accuracy": quality, "accuracies": quality, "score": quality, "scores": quality, "auc": quality, "auroc": quality, "recall": quality,
	"precision": quality, "bleu": quality, "rouge": quality, "iou": quality, "miou": quality, "dice": quality, "psnr": quality, "ssim": quality,
	"fid": quality, "wer": quality, "cer": quality, "correct": quality, "prec": quality, "map": quality, "fitness": quality, "best": quality,
	"lr": RateTopic, "lrs": RateTopic,
	"grad": gradient, "grads": gradient, "gradient": gradient, "gradients": gradient,
}

// TopicsOfText tells what the words of a name or text are about. A word for held-out data turns the loss after it into
// a result: val_loss, "Validation loss".
func TopicsOfText(text string) (out Topics) {
	held := false
	last := ""
	for word := range parts.Words(text) {
		t := topicWords[word]
		switch {
		case parts.NamesPart(word):
			held = true
		case word == "train" || word == "training" || word == "tr":
			held = false
		case word == "rate" && (last == "learning" || last == "learn"):
			out |= RateTopic
		case held && t&(trainLoss|quality) != 0:
			out, held = out|evaluated, false
		default:
			out |= t
		}
		last = word
	}
	return out
}

// topicsOfReport tells what a report is about.
func topicsOfReport(s *story.Story, r *Report) (out Topics) {
	if isTable(r) {
		return topicsOfTable(s, r)
	}
	if !r.Varies {
		return 0 // a fixed text says nothing of how it goes
	}
	for _, a := range r.Values {
		if a.Name != "" && !a.Rest && s.OnlyLiteral(a.Value) == nil {
			out |= TopicsOfText(a.Name)
		}
		out |= topicsOf(s, a.Value)
	}
	if _, in := story.CutLast(r.Event.In); parts.HeldOutByName(in) != "" && out&(trainLoss|quality) != 0 {
		out = out&^(trainLoss|quality) | evaluated
	}
	return out
}

// topicsOf tells what a value is about.
func topicsOf(s *story.Story, v value.Value) Topics {
	w := topicWalk{s, map[value.ID]bool{}}
	return w.of(v, 0)
}

// A topicWalk goes from what is reported to what it was computed of.
type topicWalk struct {
	*story.Story
	seen map[value.ID]bool
}

func (w *topicWalk) of(v value.Value, depth int) (out Topics) {
	if depth > story.MaxWalk {
		return opaque
	}
	for _, id := range w.Record.Heap.All(v) {
		if !w.seen[id] {
			w.seen[id] = true
			out |= w.object(id, depth)
		}
	}
	return out
}

func (w *topicWalk) object(id value.ID, depth int) (out Topics) {
	o := w.Record.Heap.Object(id)
	switch o.Kind {
	case value.Literal:
		return TopicsOfText(story.Written(o)) & (metrics | RateTopic | gradient | reward)
	case value.Text:
		return TopicsOfText(Fixed(w.Story, o))&(metrics|RateTopic|gradient|reward) | w.all(o.Items, depth)
	case value.Option:
		return TopicsOfText(o.Name) & RateTopic
	case value.Varying:
		return TopicsOfText(o.Label) | progress
	case value.Dict, value.Instance:
		for _, key := range value.SortedKeys(o.Fields) {
			if t := TopicsOfText(key); t != 0 && o.Kind == value.Dict {
				out |= t
			} else {
				out |= w.of(o.Fields[key], depth+1)
			}
		}
		return out | w.of(o.Elements, depth+1)
	case value.Tuple, value.List:
		return TopicsOfText(o.Label) | w.all(o.Items, depth) | w.of(o.Elements, depth+1)
	case value.Foreign:
		return w.foreign(id, o, depth)
	}
	return progress
}

// Fixed are the parts of a string that are written out.
func Fixed(s *story.Story, o *value.Object) string {
	var parts []string
	for _, item := range o.Items {
		if part := s.OnlyLiteral(item); part != nil {
			parts = append(parts, story.Written(part))
		}
	}
	return strings.Join(parts, " ")
}

func (w *topicWalk) all(items []value.Value, depth int) (out Topics) {
	for _, item := range items {
		out |= w.of(item, depth+1)
	}
	return out
}

// foreign tells what something outside the project is about, or what the program computes.
func (w *topicWalk) foreign(id value.ID, o *value.Object, depth int) (out Topics) {
	held := w.isHeldOut(id)
	if losses(w.Story)[id] || w.isDifferentiated(o) {
		return asResult(trainLoss, held)
	}
	name, isCall := strings.CutSuffix(strings.TrimPrefix(o.Name, "?"), "()")
	_, last := story.CutLast(name)
	switch {
	case isCounter(w.Story, id), isPosition(o.Name), isCall && measures[last] || story.Structure[last] || strings.HasPrefix(o.Name, "torch.cuda."):
		return progress
	case isCall && formats[last], IsElement(o.Name):
	default:
		out = TopicsOfText(last) &^ gradient
	}
	if t := TopicsOfText(o.Label); out == 0 && t != 0 {
		out = t
	}
	if out != 0 {
		return asResult(out, held)
	}
	if w.isWhole(o) {
		return progress
	}
	if isCall && writers[last] && len(o.Args) > 0 {
		return w.written(o, depth)
	}
	out = w.of(o.Of, depth+1)
	for _, a := range o.Args {
		out |= w.of(a.Value, depth+1)
	}
	if held && isCall || held && o.Name == "?" {
		out |= evaluated
	}
	if out = asResult(out, held); out == 0 {
		return opaque
	}
	return out
}

// writers are functions whose result has what they are given side by side, as text.
var writers = map[string]bool{"dumps": true, "format": true, "join": true, "str": true, "repr": true}

// written tells what a text is about that a call makes of values, each by itself: a loss does not become a result because one is
// beside it.
func (w *topicWalk) written(o *value.Object, depth int) (out Topics) {
	for _, a := range o.Args {
		for _, id := range w.Record.Heap.All(a.Value) {
			if given := w.Record.Heap.Object(id); given.Kind == value.Dict {
				out |= w.entries(given, depth)
			} else {
				out |= w.of(w.Record.Heap.Of(id), depth+1)
			}
		}
	}
	if out |= w.of(o.Of, depth+1); out == 0 {
		return opaque
	}
	return out
}

// entries tells what the entries of a dictionary are about.
func (w *topicWalk) entries(d *value.Object, depth int) (out Topics) {
	for _, key := range value.SortedKeys(d.Fields) {
		if t := TopicsOfText(key); t != 0 {
			out |= asResult(t, slices.ContainsFunc(w.Record.Heap.All(d.Fields[key]), w.isHeldOut))
		} else {
			out |= w.of(d.Fields[key], depth+1)
		}
	}
	return out | w.of(d.Elements, depth+1)
}

// isDifferentiated reports whether something is the value that is returned with the gradients of a function.
func (w *topicWalk) isDifferentiated(o *value.Object) bool {
	_, index, ok := value.Element(o.Name)
	of := w.Single(o.Of)
	if !ok || index != "0" || of == nil {
		return false
	}
	facts := w.Facts(w.Called(of))
	return facts != nil && facts.Act == framework.Differentiate && strings.Contains(of.Name, "value_and_grad")
}

// isWhole reports whether something is a variable of TensorFlow that starts from a whole number, which counts.
func (w *topicWalk) isWhole(o *value.Object) bool {
	if w.Called(o) != "tensorflow.Variable" || len(o.Args) == 0 {
		return false
	}
	first := w.OnlyLiteral(o.Args[0].Value)
	return first != nil && first.Literal == code.Integer
}

// isHeldOut reports whether something is computed of data that the model is not trained on.
func (w *topicWalk) isHeldOut(id value.ID) bool {
	part, ok := w.PartOf(w.Record.Heap.Of(id))
	return ok && part != parts.Train || !ok && evaluatedResults(w.Story).ReachFrom(id)
}

func evaluatedResults(s *story.Story) validation.Results { return evaluatedAnswer.Of(s, findEvaluated) }

var evaluatedAnswer story.Answer[validation.Results]

// findEvaluated finds what is computed, while a training runs, of the results of models in evaluation mode.
func findEvaluated(s *story.Story) validation.Results {
	var steps []*story.Step
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind == story.Forward && !s.Networks.InLoss[step.Event.Call] && isDuringAny(s, step) && validation.IsInEvaluation(s, step) {
			steps = append(steps, step)
		}
	}
	return validation.ResultsOf(s, steps)
}

// isDuringAny reports whether a step happens while one of the trainings runs.
func isDuringAny(s *story.Story, step *story.Step) bool {
	return slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return s.IsDuring(step, &t) })
}

// asResult turns losses and measures of held-out data into results.
func asResult(t Topics, held bool) Topics {
	if held && t&(trainLoss|quality) != 0 {
		return t&^(trainLoss|quality) | evaluated
	}
	return t
}

// isCounter reports whether a loop adds a number that is written out to a value.
func isCounter(s *story.Story, id value.ID) bool {
	o := s.Record.Heap.Object(id)
	return o.Operator != 0 && slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.OnlyLiteral(a.Value) != nil }) && validation.IsMadeOfItself(s, id)
}

// isPosition reports whether an element is kept under a key for how far a training has come.
func isPosition(name string) bool {
	_, key, ok := value.Element(name)
	return ok && positions[key]
}

var positions = map[string]bool{"epoch": true, "step": true, "global_step": true, "iteration": true}

// IsElement reports whether a name ends in an element without a key that tells anything.
func IsElement(name string) bool {
	return strings.HasSuffix(name, "[]") || strings.HasSuffix(name, "]") && !strings.ContainsFunc(name[strings.LastIndexByte(name, '[')+1:], func(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' })
}

// measures are functions whose results are sizes and times, whatever they are given.
var measures = map[string]bool{
	"len": true, "time": true, "perf_counter": true, "monotonic": true, "strftime": true, "now": true, "get_rank": true, "get_world_size": true,
	"gethostname": true, "timedelta": true, "range": true,
}

// formats are functions and methods that return what they are given in another form.
var formats = map[string]bool{
	"item": true, "detach": true, "cpu": true, "numpy": true, "float": true, "tolist": true, "str": true, "format": true, "round": true, "mean": true,
	"sum": true, "int": true, "repr": true, "gather": true, "reduce": true, "dict": true, "list": true, "sorted": true, "result": true, "clone": true,
}

// losses are the values of which gradients are computed, without what scales them. They are found once.
func losses(s *story.Story) map[value.ID]bool { return lostAnswer.Of(s, findLossValues) }

var lostAnswer story.Answer[map[value.ID]bool]

func findLossValues(s *story.Story) map[value.ID]bool {
	found := map[value.ID]bool{}
	for i := range s.Calls {
		o := s.Calls[i].Object
		if !s.ComputesGradients(o) {
			continue
		}
		name := strings.TrimSuffix(o.Name, "()")
		switch _, method := story.CutLast(name); method {
		case "backward", "manual_backward", "gradient", "grad":
			if len(o.Args) > 0 && !o.Args[0].Rest && (o.Args[0].Name == "" || o.Args[0].Name == "loss") {
				noteLoss(s, o.Args[0].Value, found, 0)
			} else {
				noteLoss(s, o.Of, found, 0)
			}
		}
	}
	return found
}

func noteLoss(s *story.Story, v value.Value, found map[value.ID]bool, depth int) {
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
		isScaled := o.Kind == value.Foreign && (o.Name == "?" || formats[method] || method == "scale" || method == "scale_loss")
		if found[id] || depth > 3 || o.Kind != value.Foreign || strings.HasPrefix(o.Name, "?") && o.Name != "?" && o.Of == value.Nothing && len(o.Args) == 0 && depth > 0 {
			continue
		}
		found[id] = true
		if isScaled {
			noteLoss(s, o.Of, found, depth+1)
			for _, a := range o.Args {
				noteLoss(s, a.Value, found, depth+1)
			}
		}
	}
}

// isLossOf reports whether a value is a loss of a training as it was computed in one step, or that as a number.
func isLossOf(s *story.Story, v value.Value) bool { return isLossIn(s, v, map[value.ID]bool{}) }

func isLossIn(s *story.Story, v value.Value, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		if losses(s)[id] {
			return true
		}
		o := s.Record.Heap.Object(id)
		name, isCall := strings.CutSuffix(o.Name, "()")
		_, method := story.CutLast(s.Frameworks.Canonical(name))
		if seen[id] || o.Kind != value.Foreign || !isCall || !formats[method] {
			return false
		}
		seen[id] = true
		return isLossIn(s, o.Of, seen) || len(o.Args) > 0 && isLossIn(s, o.Args[0].Value, seen)
	})
}
