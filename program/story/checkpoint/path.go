package checkpoint

import (
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

// A Stability says what a path depends on. What can't be told counts as PerTurn.
type Stability uint8

// The stabilities, in the order in which one part makes the whole so.
const (
	Constant Stability = iota // it is written in the code
	PerRun                    // configuration, or the arguments of the script, decide on it
	PerTurn                   // it differs from one turn of the training's loop to the next, or from run to run
)

// A Path is where something is written.
type Path struct {
	Text      string // the literal pieces and the names of what it is made of
	Fixed     string // the literal pieces
	Stability Stability
}

// NamesBest reports whether the path speaks of the best model.
func (p *Path) NamesBest() bool { return bestPath.MatchString(p.Text) }

// NamesLast reports whether the path says that it is meant to be replaced: last, latest, final.
func (p *Path) NamesLast() bool { return lastPath.MatchString(p.Text) }

var (
	bestPath = pattern.New(`(?i)best|optimal|lowest|highest`)
	lastPath = pattern.New(`(?i)last|latest|final|(^|[^a-z])ema([^a-z]|$)|snapshot|current|newest|recent|rolling|recovery|preempt|interrupt|crash|emergency`)
)

// PathOf tells what a path is made of, and whether it changes while a training goes on.
func PathOf(s *story.Story, v value.Value, t *story.Training) Path {
	w := pathWalk{s: s, t: t, loops: loopsOf(s, t), seen: map[value.ID]bool{}}
	stability := w.value(v)
	return Path{Text: strings.Join(w.text, " "), Fixed: strings.Join(w.fixed, "*"), Stability: stability}
}

// IsOf reports whether a path may be one of the files that another is the path of: what is written of them in the code is the
// same.
func (p *Path) IsOf(other *Path) bool {
	return p.Text != "" && (p.Text == other.Text || p.Fixed != "" && p.Fixed == other.Fixed)
}

type pathWalk struct {
	s     *story.Story
	t     *story.Training
	loops []int
	seen  map[value.ID]bool
	text  []string
	fixed []string
}

// value is the stability of the least stable thing that a value may be.
func (w *pathWalk) value(v value.Value) (least Stability) {
	all := w.s.Record.Heap.All(v)
	if len(all) == 0 || len(w.seen) > story.MaxMade {
		return PerTurn
	}
	for _, id := range all {
		if !w.seen[id] {
			w.seen[id] = true
			least = max(least, w.object(id))
		}
	}
	return least
}

func (w *pathWalk) object(id value.ID) (least Stability) {
	o := w.s.Record.Heap.Object(id)
	switch o.Kind {
	case value.Literal:
		w.text, w.fixed = append(w.text, o.Name), append(w.fixed, o.Name)
		return Constant
	case value.Varying:
		return PerTurn
	case value.Text, value.Tuple:
		for _, item := range o.Items {
			least = max(least, w.value(item))
		}
		return least
	case value.Foreign:
		return w.foreign(id, o)
	}
	w.text = append(w.text, o.Name, o.Label)
	return PerRun
}

// foreign is the stability of what lies outside the project: of a path that is put together, that of its parts.
func (w *pathWalk) foreign(id value.ID, o *value.Object) (least Stability) {
	name, isCall := strings.CutSuffix(o.Name, "()")
	w.text = append(w.text, strings.TrimPrefix(name, "?"), o.Label)
	switch {
	case clock.MatchString(name), w.isAnew(id, o), o.Operator != 0 && validation.IsMadeOfItself(w.s, id):
		return PerTurn
	case o.Operator != 0, isCall && joinsPaths.MatchString(name):
		if o.Of != value.Nothing {
			least = w.value(o.Of)
		}
		for _, a := range o.Args {
			least = max(least, w.value(a.Value))
		}
		return least
	case isCall:
		return PerRun
	case strings.HasPrefix(name, "?"):
		return w.named(name, o)
	case o.Of != value.Nothing && pathParts.MatchString(name):
		return w.value(o.Of)
	}
	return PerRun
}

// isAnew reports whether something comes anew with each turn of the training: the result of a call, or an element.
func (w *pathWalk) isAnew(id value.ID, o *value.Object) bool {
	name := strings.TrimSuffix(o.Name, "()")
	if strings.HasSuffix(name, "[]") {
		for _, loop := range w.loops {
			if over := w.s.Record.Loops[loop].Over; over == o.Of && over != value.Nothing {
				return true
			}
		}
	}
	if name == o.Name || joinsPaths.MatchString(name) {
		return false
	}
	e := eventOf(w.s, w.s.Record.Heap.Of(id))
	return e != nil && isIn(w.s, e, w.loops, w.t)
}

// named is the stability of what only the name is known of.
func (w *pathWalk) named(name string, o *value.Object) Stability {
	if o.Name == "?" && o.Label == "" {
		return PerTurn // it may be anything
	}
	_, last := story.CutLast(strings.TrimPrefix(name, "?"))
	if changing.MatchString(last) || changing.MatchString(o.Label) {
		return PerTurn
	}
	return PerRun
}

var (
	clock      = pattern.New(`(?i)time|date|uuid|temp|random|secrets|getpid|wandb|mlflow|hydra|unique|next_|version|increment`)
	joinsPaths = pattern.New(`(?i)^(builtins\.(str|open|int|repr|format)|os\.path\.(join|abspath|normpath|expanduser|realpath)|posixpath\.join|os\.fspath|pathlib\.(Pure)?(Posix)?Path|io\.open|gzip\.open|.*\.(joinpath|resolve|absolute|expanduser|as_posix|with_suffix|with_name|format|join|open|BlobFile|lower|strip|GFile|zfill|rjust|item))$`)
	pathParts  = pattern.New(`\.(parent|name|stem|value)$`)
	// changing matches names of what changes while a training goes on. It is asked of what is not known otherwise.
	changing = pattern.New(`(?i)(^|[^a-z])(epochs?|ep|e|i|it|iter|iters|iteration|itr|steps?|global_?step|n_iter|batch(_idx)?|loss\w*|acc\w*|metrics?|score|val_\w+|stamp|now|today|run_?id|run_?name|fold|idx|index|count(er)?|round|trial|rank|local_rank|episode|tag|num_updates|total_steps|tmp\w*|rate)(\d*)([^a-z]|$)`)
)
