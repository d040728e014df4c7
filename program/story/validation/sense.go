package validation

import (
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Sense says which values of a result are better.
type Sense int8

// The senses.
const (
	Lower   Sense = -1
	Unknown Sense = 0
	Higher  Sense = 1
)

// neutral is the sense of numbers that are written out, which do not tell.
const neutral Sense = 2

// senseOf tells which values of a result are better by all that it is computed of.
func senseOf(s *story.Story, v value.Value) Sense {
	w := &senseWalk{s, map[value.ID]bool{}, maxSenses}
	if sense := w.of(v); sense != neutral && w.left > 0 {
		return sense
	}
	return Unknown
}

// A senseWalk goes through what a result is computed of. In a loop that may be the result itself.
type senseWalk struct {
	*story.Story
	within map[value.ID]bool
	// left is how many more values are looked at: the ways through values that are computed of one another in loops are many.
	left int
}

// maxSenses is the number of values that a walk looks at before it is given up.
const maxSenses = 5000

func (w *senseWalk) of(v value.Value) Sense {
	sense := neutral
	for _, id := range w.Record.Heap.All(v) {
		if w.within[id] {
			continue
		}
		if w.left--; w.left <= 0 {
			return Unknown
		}
		w.within[id] = true
		sense = both(sense, w.ofObject(w.Record.Heap.Object(id)))
		delete(w.within, id)
	}
	return sense
}

// both is the sense of what may be either of two results, or is their sum.
func both(a, b Sense) Sense {
	switch {
	case a == neutral || a == b:
		return b
	case b == neutral:
		return a
	}
	return Unknown
}

func (w *senseWalk) ofObject(o *value.Object) Sense {
	switch {
	case o.Kind == value.Literal || o.Kind == value.Varying:
		return neutral
	case o.Kind == value.List:
		return w.of(o.Elements)
	case o.Kind != value.Foreign:
		return Unknown
	case o.Operator != code.Other && len(o.Args) == 2:
		return w.ofComputed(o)
	}
	name, isCall := strings.CutSuffix(w.Frameworks.Canonical(o.Name), "()")
	_, method := story.CutLast(name)
	switch {
	case !isCall:
		return Unknown
	case lossy.MatchString(name):
		return Lower
	case gains.MatchString(name) && method != "davies_bouldin_score":
		return Higher
	case squaring[method] && isError(w.Story, DataOf(o)):
		return Lower
	case averaging[method] || keeping[method]:
		if right := answers(w.Story, DataOf(o)); right != Unknown {
			return right
		}
		return w.of(DataOf(o))
	}
	return Unknown
}

// ofComputed is the sense of what arithmetic makes of two numbers.
func (w *senseWalk) ofComputed(o *value.Object) Sense {
	left, right := o.Args[0].Value, o.Args[1].Value
	x, y := w.of(left), w.of(right)
	switch o.Operator {
	case code.Add:
		return both(x, y)
	case code.Subtract:
		return both(x, y.turned())
	case code.Power:
		if isError(w.Story, left) {
			return Lower
		}
	case code.Divide:
		if y == Unknown || y == neutral {
			return x
		}
	case code.Multiply:
		switch {
		case isCount(w.Story, right):
			return x
		case isCount(w.Story, left):
			return y
		}
	}
	return Unknown
}

// turned is the sense of a number with the other sign.
func (a Sense) turned() Sense {
	if a == neutral {
		return a
	}
	return -a
}

// isCount reports whether a value is a positive number that is written out, or how many of something there are.
func isCount(s *story.Story, v value.Value) bool {
	o := s.Single(v)
	if o == nil {
		return false
	}
	name := strings.TrimSuffix(o.Name, "()")
	_, method := story.CutLast(name)
	return o.Kind == value.Literal && !strings.HasPrefix(o.Name, "-") || name == "builtins.len" || method == "size" || method == "numel" || strings.Contains(method, "shape[")
}

// answers is the sense of answers to whether what is predicted is so: their number is higher if they ask whether it is, lower if they ask
// whether it is not; Unknown of anything else.
func answers(s *story.Story, v value.Value) Sense {
	for range story.MaxWalk {
		o := s.Single(v)
		if o == nil || o.Kind != value.Foreign {
			return Unknown
		}
		_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
		switch {
		case o.Operator == code.Equal && isOfOne(s, o.Args[0].Value, o.Args[1].Value), method == "eq" && len(o.Args) == 1 && isOfOne(s, o.Of, o.Args[0].Value):
			return Higher
		case o.Operator == code.NotEqual && isOfOne(s, o.Args[0].Value, o.Args[1].Value):
			return Lower
		case !keeping[method]:
			return Unknown
		}
		v = DataOf(o)
	}
	return Unknown
}

// isError reports whether a value is how far what is predicted is from something else.
func isError(s *story.Story, v value.Value) bool {
	o := s.Single(v)
	return o != nil && o.Operator == code.Subtract && len(o.Args) == 2 && isOfOne(s, o.Args[0].Value, o.Args[1].Value)
}

// isOfOne reports whether one of two values is predicted by a model, and the other one is not.
func isOfOne(s *story.Story, a, b value.Value) bool {
	return holdsPrediction(s, a) != holdsPrediction(s, b)
}

// lossy matches the functions whose results are better if they are lower, and gains those whose results are better if they are higher
// (https://docs.pytorch.org/docs/stable/nn.functional.html#loss-functions, https://scikit-learn.org/stable/api/sklearn.metrics.html).
var (
	lossy = pattern.New(`^(torch\.nn\.functional\.(\w*loss|\w*cross_entropy\w*|kl_div)|torch\.nn\.(modules\.loss\.)?\w+Loss\(\)|keras\.losses\.\w+(\(\))?|` +
		`optax\.\w*(loss|cross_entropy)\w*|sklearn\.metrics\.\w+_(error|loss|deviance))$`)
	gains = pattern.New(`^(sklearn\.metrics\.\w+_score|sklearn\.model_selection\.cross_val_score|sklearn\.(\w+\.)+[A-Z]\w*\(\)\.score)$`)
)

// squaring are methods and functions that make a distance of a difference, and averaging those that make one number of several.
var (
	squaring  = map[string]bool{"pow": true, "square": true, "abs": true}
	averaging = map[string]bool{"mean": true, "sum": true, "average": true, "median": true, "nanmean": true, "fsum": true, "float": true, "round": true, "stack": true, "tensor": true}
)
