package validation

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A MisusedMetric is a call of a metric that gets something else than it is made for.
type MisusedMetric struct {
	At   value.Place
	Name string // of the metric: roc_auc_score
}

// ranking are the metrics that take a score or a probability of each row, which labels are not, by the name of that argument
// (https://scikit-learn.org/stable/api/sklearn.metrics.html, checked 2026-11-30).
var ranking = map[string]string{
	"roc_auc_score": "y_score", "average_precision_score": "y_score", "roc_curve": "y_score", "precision_recall_curve": "y_score",
	"det_curve": "y_score", "log_loss": "y_pred", "brier_score_loss": "y_proba",
}

// asymmetric are the metrics that are something else if what is so and what is predicted change places.
var asymmetric = map[string]bool{
	"precision_score": true, "recall_score": true, "confusion_matrix": true, "classification_report": true, "r2_score": true,
	"roc_auc_score": true, "average_precision_score": true, "roc_curve": true, "precision_recall_curve": true, "log_loss": true,
	"brier_score_loss": true, "fbeta_score": true, "precision_recall_fscore_support": true, "explained_variance_score": true,
	"balanced_accuracy_score": true, "mean_absolute_percentage_error": true,
}

// RankingsOfLabels are the metrics of rankings that get predicted labels, of which all but one threshold is lost.
func RankingsOfLabels(s *story.Story) []MisusedMetric {
	return misused(s, func(metric string, o *value.Object) bool {
		scores := story.Argument(o, ranking[metric], 1)
		return ranking[metric] != "" && areAll(s, scores, story.MaxWalk, isHardLabel)
	})
}

// SwappedMetrics are the metrics that get what is predicted where they take what is so, and the other way round.
func SwappedMetrics(s *story.Story) []MisusedMetric {
	return misused(s, func(metric string, o *value.Object) bool {
		if !asymmetric[metric] || len(o.Args) < 2 || o.Args[0].Name != "" || o.Args[1].Name != "" {
			return false
		}
		return areAll(s, o.Args[0].Value, story.MaxWalk, isPrediction) &&
			(areAll(s, o.Args[1].Value, story.MaxWalk, isLabels) || s.HasData(o.Args[1].Value) && !holdsPrediction(s, o.Args[1].Value))
	})
}

// misused are the calls of scikit-learn's metrics that are used in a wrong way.
func misused(s *story.Story, isMisused func(metric string, o *value.Object) bool) (all []MisusedMetric) {
	for i := range s.Calls {
		c := &s.Calls[i]
		_, metric := story.CutLast(c.Name)
		if strings.HasPrefix(c.Name, "sklearn.metrics.") && isMisused(metric, c.Object) {
			all = append(all, MisusedMetric{c.Event.At, metric})
		}
	}
	return all
}

// A sort tells of an object whether it is of it, looking so far into what it is made of.
type sort func(s *story.Story, id value.ID, depth int) bool

// areAll reports whether a value may be something, and nothing that is not of a sort.
func areAll(s *story.Story, v value.Value, depth int, is sort) bool {
	all := s.Record.Heap.All(v)
	return depth > 0 && len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool { return !is(s, id, depth-1) })
}

// isHardLabel reports whether something is labels that a model has decided for.
func isHardLabel(s *story.Story, id value.ID, depth int) bool {
	o := s.Record.Heap.Object(id)
	_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
	switch {
	case o.Kind == value.List && len(o.Items) == 0:
		return areAll(s, o.Elements, depth, isHardLabel)
	case o.Kind != value.Foreign:
		return false
	case o.Operator.Orders() && len(o.Args) == 2:
		return s.OnlyLiteral(o.Args[1].Value) != nil && areAll(s, o.Args[0].Value, depth, isPrediction)
	case method == "predict":
		return areAll(s, o.Of, depth, isClassifier)
	case deciding[method]:
		return areAll(s, DataOf(o), depth, isPrediction)
	case method == "where" && len(o.Args) == 3:
		return areAll(s, o.Args[0].Value, depth, isHardLabel)
	case keeping[method]:
		return areAll(s, DataOf(o), depth, isHardLabel)
	}
	_, index, ok := value.Element(o.Name)
	return ok && index == "" && len(o.Args) == 0 && areAll(s, o.Of, depth, isHardLabel)
}

// isPrediction reports whether something is what a model predicts, as it is or decided on.
func isPrediction(s *story.Story, id value.ID, depth int) bool {
	o := s.Record.Heap.Object(id)
	_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
	switch {
	case o.Kind == value.List && len(o.Items) == 0:
		return areAll(s, o.Elements, depth, isPrediction)
	case o.Kind != value.Foreign:
		return false
	case IsPredicted(s, id), isOfPrediction(o, "predictions", 0):
		return true
	case o.Operator.Orders() && len(o.Args) == 2, method == "where" && len(o.Args) == 3:
		return areAll(s, o.Args[0].Value, depth, isPrediction)
	case deciding[method] || keeping[method] || activating[method]:
		return areAll(s, DataOf(o), depth, isPrediction)
	}
	if _, index, ok := value.Element(o.Name); ok && (index == "" || IsPredicted(s, First(s, o.Of))) { // a row of it, or a column
		return areAll(s, o.Of, depth, isPrediction)
	}
	return false
}

// isOfPrediction reports whether something is an attribute, or the item at a place, of what a Trainer hands to compute_metrics or predict
// returns (https://huggingface.co/docs/transformers/internal/trainer_utils#transformers.EvalPrediction).
func isOfPrediction(o *value.Object, attribute string, at int) bool {
	if owner, index, ok := value.Element(o.Name); ok {
		return index == strconv.Itoa(at) && owner == "transformers.EvalPrediction"
	}
	owner, last := story.CutLast(o.Name)
	return last == attribute && o.Of != value.Nothing && (strings.HasPrefix(owner, "?") || strings.HasPrefix(owner, "transformers."))
}

// isLabels reports whether something is the labels that a Trainer hands to compute_metrics or predict returns.
func isLabels(s *story.Story, id value.ID, _ int) bool {
	return isOfPrediction(s.Record.Heap.Object(id), "label_ids", 1)
}

// First is the first object that a value may be.
func First(s *story.Story, v value.Value) value.ID {
	if all := s.Record.Heap.All(v); len(all) > 0 {
		return all[0]
	}
	return 0
}

// IsPredicted reports whether an object is the result of a call that has a model predict.
func IsPredicted(s *story.Story, id value.ID) bool {
	i, called := s.Made[id]
	if !called {
		return false
	}
	_, method := story.CutLast(s.Calls[i].Name)
	return s.Calls[i].Kind == story.Forward || predicting[method]
}

// holdsPrediction reports whether anything that a value is made of is predicted by a model.
func holdsPrediction(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Origins(v), func(id value.ID) bool { return IsPredicted(s, id) })
}

// DataOf is what a method is called on, or the first argument of a function.
func DataOf(o *value.Object) value.Value {
	if class, _ := story.CutLast(o.Name); class == "numpy" || class == "torch" || class == "builtins" || class == "jax.numpy" || class == "tensorflow" || o.Of == value.Nothing {
		return story.Argument(o, "a", 0)
	}
	return o.Of
}

// predicting are methods and functions by which a model predicts.
var predicting = map[string]bool{
	"predict": true, "predict_proba": true, "predict_log_proba": true, "decision_function": true, "cross_val_predict": true,
}

// deciding are methods and functions that decide for a label, activating those that make a score of another one, and keeping those that leave
// their data what it is.
var (
	activating = map[string]bool{"sigmoid": true, "softmax": true, "log_softmax": true, "expit": true}
	deciding   = map[string]bool{"argmax": true, "round": true, "rint": true}
	keeping    = map[string]bool{
		"astype": true, "int": true, "bool": true, "float": true, "list": true, "array": true, "asarray": true, "flatten": true, "ravel": true, "reshape": true, "squeeze": true,
		"cpu": true, "numpy": true, "detach": true, "tolist": true, "item": true, "long": true, "concatenate": true, "cat": true, "to_numpy": true,
	}
)

// isClassifier reports whether something is a model whose predict returns labels, or what is made of it returns such.
func isClassifier(s *story.Story, id value.ID, depth int) bool {
	o := s.Record.Heap.Object(id)
	name := s.Called(o)
	_, last := story.CutLast(name)
	switch {
	case depth == 0 || o.Kind != value.Foreign:
		return false
	case classifier.MatchString(name):
		return true
	case strings.HasPrefix(name, "sklearn.model_selection.") && strings.HasSuffix(last, "SearchCV"):
		return areAll(s, story.Argument(o, "estimator", 0), depth, isClassifier)
	}
	return areAll(s, s.LastStep(o), depth, isClassifier)
}

// classifier matches the classes whose predict returns labels.
var classifier = pattern.New(`^(sklearn|imblearn|xgboost|lightgbm|catboost)\b.*\.(\w*Classifier(CV)?|LogisticRegression(CV)?|SVC|LinearSVC|NuSVC|Perceptron|` +
	`(Gaussian|Multinomial|Complement|Bernoulli|Categorical)NB|LinearDiscriminantAnalysis|QuadraticDiscriminantAnalysis|NearestCentroid)$`)
