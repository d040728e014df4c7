package logging

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

// A Watch is where a result of a training is asked for by its name, to choose a model, to stop, or to go on more slowly.
type Watch struct {
	At       value.Place // of the call that names it
	Metric   string
	Measured []string // the results that there are; * stands for any characters
}

// UnmeasuredWatches are the results that are asked for and that no training of the story has.
func UnmeasuredWatches(s *story.Story) (out []Watch) {
	if s.Record.Cut {
		return nil
	}
	measured := map[framework.Loop][]string{}
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if facts := t.Step.Facts; t.By != "" && len(facts.Measures) > 0 {
			measured[t.By] = append(measured[t.By], resultNames(s, t)...)
		}
	}
	for i := range s.Calls {
		c := &s.Calls[i]
		if c.Facts == nil || c.Facts.Decides == nil || measured[c.Facts.Decides.Loop] == nil {
			continue
		}
		d := c.Facts.Decides
		if metric, ok := watched(s, c.Object, d); ok && !isAmong(metric, measured[d.Loop]) {
			out = append(out, Watch{c.Event.At, metric, measured[d.Loop]})
		}
	}
	return append(out, unmeasuredMonitors(s, measured[framework.Lightning])...)
}

// unmeasuredMonitors are the results that schedules are configured to go by and that are not among those that there are.
func unmeasuredMonitors(s *story.Story, measured []string) (out []Watch) {
	for _, c := range s.Configured() {
		metric, ok := story.LiteralText(s.Record.Heap, c.Monitor)
		if ok && metric != "" && measured != nil && !isAmong(metric, measured) {
			out = append(out, Watch{c.Scheduler.At, metric, measured})
		}
	}
	return out
}

// watched is the name of the result that a call asks for, if it is written in the program.
func watched(s *story.Story, o *value.Object, d *framework.Decide) (string, bool) {
	argument := framework.Argument{Name: d.Metric, At: -1}
	if d.Monitor != nil {
		argument = *d.Monitor
	} else if slices.ContainsFunc(d.When, func(when string) bool { return !s.Holds(o, when) }) {
		return "", false
	}
	v, given := o.Argument(argument.Name, argument.At)
	if !given {
		return "", false
	}
	text, ok := story.LiteralText(s.Record.Heap, v)
	return text, ok && text != ""
}

// isAmong reports whether a name may be one of some patterns.
func isAmong(name string, patterns []string) bool {
	flat := func(text string) string { return strings.ReplaceAll(text, "/", "\x00") }
	return slices.ContainsFunc(patterns, func(p string) bool {
		ok, err := path.Match(flat(p), flat(name))
		return ok || err != nil
	})
}

// anything is the pattern of results of which nothing is known.
const anything = "*"

// resultNames are patterns of the names of the results that a training by a framework has.
func resultNames(s *story.Story, t *story.Training) []string {
	switch own := t.Step.Facts.Measures; t.By {
	case framework.Lightning:
		return append(loggedByModule(s, t), own...)
	case framework.Keras:
		return kerasResults(s, t, own)
	case framework.HFTrainer:
		return trainerResults(s, t, own)
	case framework.FastAI:
		return append(learnerResults(s, t), own...)
	}
	return []string{anything}
}

// loggedByModule are the names under which what Lightning runs logs.
func loggedByModule(s *story.Story, t *story.Training) (all []string) {
	if !isOnlyOf(s, t.Model, "LightningModule", "torch.nn.Module") || returnsLogs(s) {
		return []string{anything}
	}
	for i := range s.Calls {
		o := s.Calls[i].Object
		_, method := story.CutLast(s.Calls[i].Name)
		switch {
		case method != "log" && method != "log_dict", s.Calls[i].Facts == nil && !strings.HasPrefix(o.Name, "?"):
			continue
		case len(o.Args) == 0 || o.Args[0].Rest:
			return []string{anything}
		}
		names := namesIn(s, o.Args[0].Value)
		for _, name := range names {
			all = append(all, name, name+"_step", name+"_epoch", name+"/dataloader_idx_*")
		}
	}
	return all
}

// isOnlyOf reports whether all that a value may be is of classes of the project that derive from nothing but classes with some names,
// object and abstract ones.
func isOnlyOf(s *story.Story, v value.Value, names ...string) bool {
	all := s.Record.Heap.All(v)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		return s.Record.Heap.Object(id).Kind != value.Instance || slices.ContainsFunc(s.Record.Bases(id), func(base string) bool {
			return !strings.HasPrefix(base, "abc.") && !strings.HasPrefix(base, "builtins.") &&
				!slices.ContainsFunc(names, func(name string) bool { return strings.HasSuffix(base, name) })
		})
	})
}

// namesIn are patterns of the texts that a value may be, or of the keys of mappings.
func namesIn(s *story.Story, v value.Value) (all []string) {
	for _, id := range s.Record.Heap.All(v) {
		switch o := s.Record.Heap.Object(id); o.Kind {
		case value.Literal:
			all = append(all, story.Written(o))
		case value.Text:
			all = append(all, namePattern(s, o))
		case value.Dict:
			all = append(all, value.SortedKeys(o.Fields)...)
			if o.Elements != value.Nothing {
				all = append(all, anything)
			}
		default:
			all = append(all, anything)
		}
	}
	if len(all) == 0 {
		return []string{anything}
	}
	return all
}

// namePattern is a string that is made of parts, with * for those that are not written out.
func namePattern(s *story.Story, text *value.Object) string {
	var b strings.Builder
	for _, item := range text.Items {
		if part := s.OnlyLiteral(item); part != nil {
			b.WriteString(story.Written(part))
		} else {
			b.WriteString(anything)
		}
	}
	return b.String()
}

// kerasResults are the results of fit: the loss, the metrics that compile was given, and both of validation if there is any. Callbacks
// and models of the project's may add others.
func kerasResults(s *story.Story, t *story.Training, own []string) (all []string) {
	callbacks, _ := t.Step.Object.Argument("callbacks", -1)
	isOwn := func(id value.ID) bool { return s.Record.Heap.Object(id).Kind != value.Foreign }
	if s.HidesCallbacks(t) || slices.ContainsFunc(s.Record.Heap.All(t.Model), isOwn) || slices.ContainsFunc(itemsOf(s, callbacks), isOwn) {
		return []string{anything}
	}
	all, compiled := slices.Clone(own), false
	for i := range s.Calls {
		o := s.Calls[i].Object
		if _, method := story.CutLast(s.Calls[i].Name); method != "compile" || !s.Shares(o.Of, t.Model) {
			continue
		}
		compiled = true
		// The third argument by position of Keras 2, and the fourth of Keras 3: https://keras.io/api/models/model_training_apis/
		for _, a := range []framework.Argument{{Name: "metrics", At: 2}, {Name: "metrics", At: 3}, {Name: "weighted_metrics", At: -1}} {
			if v, ok := o.Argument(a.Name, a.At); ok {
				all = append(all, metricNames(s, v)...)
			}
		}
		if loss, _ := o.Argument("loss", 1); mayBeSeveral(s, loss) || slices.ContainsFunc(o.Args, func(a value.Argument) bool { return a.Rest }) {
			return []string{anything}
		}
	}
	if !compiled {
		return []string{anything}
	}
	if validation.GivenData(s, t, "validation_data", "validation_split") != validation.Never {
		for _, name := range slices.Clone(all) {
			all = append(all, "val_"+name)
		}
	}
	return all
}

// mayBeSeveral reports whether a value may be a collection: a loss for each output, data sets to evaluate on.
func mayBeSeveral(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind == value.List || o.Kind == value.Dict || o.Kind == value.Tuple
	})
}

// itemsOf are what a collection may hold.
func itemsOf(s *story.Story, v value.Value) (all []value.ID) {
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		if o.Kind != value.List && o.Kind != value.Tuple {
			all = append(all, id)
			continue
		}
		all = append(all, s.Record.Heap.All(o.Elements)...)
		for _, item := range o.Items {
			all = append(all, s.Record.Heap.All(item)...)
		}
	}
	return all
}

// metricNames are patterns of the names of metrics that a training is given: as texts, functions or objects.
func metricNames(s *story.Story, v value.Value) (all []string) {
	for _, id := range itemsOf(s, v) {
		o := s.Record.Heap.Object(id)
		call, isCall := strings.CutSuffix(o.Name, "()")
		_, last := story.CutLast(call)
		given, named := o.Argument("name", -1)
		switch {
		case o.Kind == value.Literal && o.Name == "None":
		case o.Kind == value.Literal:
			all = append(all, story.Written(o), strings.ToLower(story.Written(o)))
		case o.Kind == value.Foreign && isCall && named:
			all = append(all, namesIn(s, given)...)
		case o.Kind == value.Foreign && isCall && ofFastAI[last] != "" && strings.HasPrefix(call, "fastai."):
			all = append(all, ofFastAI[last])
		case o.Kind == value.Foreign && isCall && story.IsClass(last): // roc_auc_score of RocAucBinary
			for word := range parts.Words(last) {
				all = append(all, "*"+word+"*")
			}
		case o.Kind == value.Foreign && !isCall && !strings.HasPrefix(call, "?"):
			all = append(all, last)
		default:
			return []string{anything}
		}
	}
	return all
}

// ofFastAI are the names of the results of fastai's metrics that are functions of scikit-learn or classes of its own
// (https://docs.fast.ai/metrics.html, checked 2026-11-30).
var ofFastAI = map[string]string{
	"F1Score": "f1_score", "F1ScoreMulti": "f1_score", "FBeta": "fbeta_score", "FBetaMulti": "fbeta_score", "Precision": "precision_score",
	"PrecisionMulti": "precision_score", "Recall": "recall_score", "RecallMulti": "recall_score", "RocAuc": "roc_auc_score",
	"RocAucBinary": "roc_auc_score", "RocAucMulti": "roc_auc_score", "BalancedAccuracy": "balanced_accuracy_score",
	"CohenKappa": "cohen_kappa_score", "HammingLoss": "hamming_loss", "HammingLossMulti": "hamming_loss", "Jaccard": "jaccard_score",
	"JaccardMulti": "jaccard_score", "MatthewsCorrCoef": "matthews_corrcoef", "MatthewsCorrCoefMulti": "matthews_corrcoef",
	"BrierScore": "brier_score_loss", "BrierScoreMulti": "brier_score_loss", "APScoreBinary": "average_precision_score",
	"APScoreMulti": "average_precision_score", "R2Score": "r2_score", "ExplainedVariance": "explained_variance_score",
	"Dice": "dice", "JaccardCoeff": "jaccard_coeff", "Perplexity": "perplexity",
}

// trainerResults are the results of the evaluations of a Trainer of Transformers: what compute_metrics returns, and its own.
func trainerResults(s *story.Story, t *story.Training, own []string) (all []string) {
	trainers := s.Record.Heap.All(t.Step.Object.Of)
	all = slices.Clone(own)
	for _, id := range trainers {
		o := s.Record.Heap.Object(id)
		_, byPosition := o.Argument("", 7)
		held, _ := o.Argument("eval_dataset", 4)
		if o.Kind != value.Foreign || byPosition || mayBeSeveral(s, held) || slices.ContainsFunc(o.Args, func(a value.Argument) bool { return a.Rest }) {
			return []string{anything}
		}
		v, given := o.Argument("compute_metrics", -1)
		if !given || s.IsLiteral(v, "None") {
			continue
		}
		all = append(all, namesIn(s, s.Record.Answers[id]["compute_metrics"])...)
	}
	if len(trainers) == 0 {
		return []string{anything}
	}
	for _, name := range slices.Clone(all) {
		all = append(all, "eval_"+strings.TrimPrefix(name, "eval_"))
	}
	return all
}

// learnerResults are the names of the metrics that a Learner of fastai is given.
func learnerResults(s *story.Story, t *story.Training) (all []string) {
	learners := s.Record.Heap.All(t.Step.Object.Of)
	for _, id := range learners {
		o := s.Record.Heap.Object(id)
		v, given := o.Argument("metrics", -1)
		switch {
		case o.Kind != value.Foreign, slices.ContainsFunc(o.Args, func(a value.Argument) bool { return a.Rest }):
			return []string{anything}
		case given:
			all = append(all, metricNames(s, v)...)
		}
	}
	if len(learners) == 0 {
		return []string{anything}
	}
	return all
}
