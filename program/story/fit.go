package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/value"
)

// A Fit is a call that trains a model or makes what does, with the data that it is given.
type Fit struct {
	Object     *value.Object
	Event      *record.Event
	At         value.Place   // of the call
	Train      value.Value   // the data to train on
	Validation []value.Value // what the model is judged by while it is trained
	Decides    bool          // that chooses the model

	Order int // of the event in the record
}

// anyFit are the facts of the method fit of something of which nothing is known: Keras's and scikit-learn's.
var anyFit = &framework.Data{
	Train:      []framework.Argument{{Name: "x", At: 0}, {Name: "X", At: -1}},
	Validation: []framework.Argument{{Name: "validation_data", At: -1}, {Name: "eval_set", At: -1}, {Name: "eval_X", At: -1}},
	Decides:    []string{"early_stopping_rounds"},
}

// findFits finds the calls that train.
func (s *Story) findFits() {
	for i := range s.Calls {
		if c := &s.Calls[i]; s.DataOf(c.Name) != nil && (c.Facts == nil || !s.onlyPrepares(c.Facts, c.Object)) {
			f := s.fit(c.Event, c.Object, s.DataOf(c.Name))
			f.Order = c.Order
			s.Fits = append(s.Fits, f)
		}
	}
}

// DataOf are the facts of the data that a call of a name trains on, nil if it is not known to train.
func (s *Story) DataOf(name string) *framework.Data {
	c := s.Lookup(name)
	_, method := CutLast(name)
	switch {
	case c != nil && c.Data != nil:
		return c.Data
	case c == nil && (method == "fit" || method == "fit_generator" || method == "partial_fit") && !learns(name):
		return anyFit
	}
	return nil
}

func (s *Story) fit(e *record.Event, o *value.Object, data *framework.Data) Fit {
	f := Fit{Object: o, Event: e, At: e.At}
	for _, a := range data.Train {
		if v, ok := o.Argument(a.Name, a.At); ok {
			f.Train = s.Record.Heap.Join(f.Train, v)
		}
	}
	for _, a := range data.Validation {
		if v, ok := o.Argument(a.Name, a.At); ok {
			f.Validation = append(f.Validation, s.listed(v, a.Each)...)
		}
	}
	s.addHooked(&f)
	f.Decides = s.decides(o, data)
	return f
}

// addHooked adds what the loops of a framework go over that run methods of the program's own.
func (s *Story) addHooked(f *Fit) {
	for _, loop := range s.Record.Loops {
		if loop.At != f.Event.At || loop.Over == value.Nothing {
			continue
		}
		switch loop.Name {
		case "training batch":
			f.Train = s.Record.Heap.Join(f.Train, loop.Over)
		case "validation batch":
			f.Validation = append(f.Validation, loop.Over)
		}
	}
}

// listed are the elements of a list that is written out, or of a tuple if that is one of several or has others in it; else the value.
func (s *Story) listed(v value.Value, isEach bool) []value.Value {
	o := s.Single(v)
	if o == nil || o.Kind != value.List && (o.Kind != value.Tuple || !isEach && !s.isTuple(o)) {
		return []value.Value{v}
	}
	if len(o.Items) == 0 {
		return []value.Value{o.Elements}
	}
	return o.Items
}

// isTuple reports whether the first item of a tuple is one, too.
func (s *Story) isTuple(o *value.Object) bool {
	if len(o.Items) == 0 {
		return false
	}
	first := s.Single(o.Items[0])
	return first != nil && first.Kind == value.Tuple
}

// decides reports whether a call that trains chooses the model by what it is judged by.
func (s *Story) decides(o *value.Object, data *framework.Data) bool {
	all := []*value.Object{o}
	for _, id := range s.Record.Heap.All(o.Of) {
		all = append(all, s.Record.Heap.Object(id))
	}
	if slices.ContainsFunc(all, s.isOneRound) {
		return false
	}
	return slices.ContainsFunc(all, func(o *value.Object) bool {
		return slices.ContainsFunc(o.Args, func(a value.Argument) bool {
			return slices.Contains(data.Decides, a.Name) && s.IsGiven(a.Value) || s.hasDecider(a.Value, data, 3)
		})
	})
}

// roundSettings are the settings that say in how many rounds a model is trained.
var roundSettings = []string{"iterations", "num_iterations", "n_estimators", "num_boost_round", "num_trees", "epochs"}

// isOneRound reports whether a call, or a dictionary that it is given, asks for one round of training, after which nothing is left to choose.
func (s *Story) isOneRound(o *value.Object) bool {
	return slices.ContainsFunc(o.Args, func(a value.Argument) bool {
		if slices.Contains(roundSettings, a.Name) {
			return s.IsLiteral(a.Value, "1")
		}
		params := s.Single(a.Value)
		return params != nil && params.Kind == value.Dict && slices.ContainsFunc(roundSettings, func(name string) bool { return s.IsLiteral(params.Fields[name], "1") })
	})
}

// IsGiven reports whether an argument may be something else than None or False.
func (s *Story) IsGiven(v value.Value) bool {
	o := s.Single(v)
	return o == nil || o.Kind != value.Literal || o.Literal != code.None && o.Literal != code.False
}

// hasDecider reports whether something that chooses a model is in a value: a callback in a list, settings.
func (s *Story) hasDecider(v value.Value, data *framework.Data, depth int) bool {
	h := s.Record.Heap
	return depth > 0 && slices.ContainsFunc(h.All(v), func(id value.ID) bool {
		o := h.Object(id)
		switch o.Kind {
		case value.List, value.Tuple:
			return s.hasDecider(o.Elements, data, depth-1)
		case value.Dict:
			return slices.ContainsFunc(data.Decides, func(name string) bool { return o.Fields[name] != value.Nothing })
		case value.Foreign:
			name, isCall := strings.CutSuffix(o.Name, "()")
			if !isCall {
				return false
			}
			c := s.Lookup(s.Frameworks.Canonical(name))
			return c != nil && c.Decides != nil && s.doesDecide(o, c.Decides)
		}
		return false
	})
}

// doesDecide reports whether what a call makes chooses by what the model is judged by.
func (s *Story) doesDecide(o *value.Object, d *framework.Decide) bool {
	if d.Monitor != nil {
		if v, ok := o.Argument(d.Monitor.Name, d.Monitor.At); ok {
			text, known := LiteralText(s.Record.Heap, v)
			if known && (strings.Contains(text, "train") || text == "loss" || text == "accuracy" || text == "acc") {
				return false
			}
		}
	}
	return !slices.ContainsFunc(d.When, func(when string) bool { return !s.Holds(o, when) })
}

// Holds reports whether a call is given an argument, by its name or with a value: save_best_only=True.
func (s *Story) Holds(o *value.Object, when string) bool {
	name, want, hasValue := strings.Cut(when, "=")
	v, ok := o.Argument(name, -1)
	if !ok || !hasValue {
		return ok && s.IsGiven(v)
	}
	arg := s.Single(v)
	if arg != nil && arg.Kind == value.Option {
		arg = s.Single(arg.Default)
	}
	return arg != nil && arg.Kind == value.Literal && value.AsWritten(arg) == want
}

// learns reports whether the name of a method is one of a transformer that learns from the rows that it is given.
func learns(name string) bool {
	class, _ := CutLast(name)
	return Learner.MatchString(class)
}

// Learner matches the classes of scikit-learn (and what copies it) whose fit learns from all rows it is given. Classes
// that treat each row by itself (Normalizer, FunctionTransformer, HashingVectorizer, Binarizer) and encodings of labels
// are not among them. Source: https://scikit-learn.org/stable/api/index.html, checked 2026-11-23.
var Learner = pattern.New(`^(sklearn|cuml|imblearn|feature_engine|category_encoders|sklearn_pandas|keras|tensorflow)\b.*\.(` +
	`StandardScaler|MinMaxScaler|RobustScaler|MaxAbsScaler|PowerTransformer|QuantileTransformer|KBinsDiscretizer|` +
	`SplineTransformer|TargetEncoder|PCA|IncrementalPCA|KernelPCA|SparsePCA|TruncatedSVD|NMF|FastICA|FactorAnalysis|` +
	`LatentDirichletAllocation|LinearDiscriminantAnalysis|TSNE|Isomap|SimpleImputer|KNNImputer|IterativeImputer|Imputer|` +
	`SelectKBest|SelectPercentile|SelectFromModel|SelectFpr|SelectFdr|SelectFwe|GenericUnivariateSelect|RFE|RFECV|` +
	`VarianceThreshold|SequentialFeatureSelector|TfidfVectorizer|TfidfTransformer|CountVectorizer|DictVectorizer|` +
	`Tokenizer|Normalization|TextVectorization|Discretization|DataFrameMapper|` +
	`BayesianGaussianMixture|KMeans|MeanEncoder|CatBoostEncoder|LeaveOneOutEncoder|WOEEncoder)\(\)$`)
