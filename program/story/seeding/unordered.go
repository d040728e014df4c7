package seeding

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// An Unordered is where something comes in an order that is another one elsewhere, and the order decides.
type Unordered struct {
	At   value.Place // of what has no order
	Name string      // what is called: glob.glob, set
	For  string      // what depends on the order: train_test_split, a slice, ids
}

// ids is what numbers in the order of a collection are said to be for.
const ids = "the numbering"

// An ordering follows values back to what has no order.
type ordering struct {
	*story.Story
	isSource func(o *value.Object) bool
	sorted   map[value.ID]bool // lists that are sorted where they are
	seen     map[value.ID]bool
	found    []value.ID
}

func newOrdering(s *story.Story, isSource func(o *value.Object) bool) *ordering {
	w := &ordering{Story: s, isSource: isSource, sorted: map[value.ID]bool{}}
	for i := range s.Calls {
		if _, method := story.CutLast(s.Calls[i].Name); method == "sort" || method == "sort_values" || method == "sort_index" {
			for _, id := range s.Record.Heap.All(s.Calls[i].Object.Of) {
				w.sorted[id] = true
			}
		}
	}
	return w
}

// sources are those from which a value has the order of its elements.
func (w *ordering) sources(v value.Value) []value.ID {
	w.seen, w.found = map[value.ID]bool{}, nil
	w.follow(v, false)
	return w.found
}

// follow follows what has the order of a source, or of an element what it is made of.
func (w *ordering) follow(v value.Value, isElement bool) {
	for _, id := range w.Record.Heap.All(v) {
		if w.seen[id] || w.sorted[id] || len(w.seen) > story.MaxMade {
			continue
		}
		w.seen[id] = true
		switch o := w.Record.Heap.Object(id); {
		case !isElement && w.isSource(o):
			w.found = append(w.found, id)
		case o.Order != value.AsGiven: // whatever it was before
		default:
			w.visit(o, isElement)
		}
	}
}

func (w *ordering) visit(o *value.Object, isElement bool) {
	switch o.Kind {
	case value.List, value.Dict:
		w.follow(o.Of, false)
		w.follow(o.Elements, true)
	case value.Tuple, value.Text:
		for _, item := range o.Items {
			w.follow(item, isElement)
		}
	case value.Instance:
		for _, name := range value.SortedKeys(o.Fields) {
			w.follow(o.Fields[name], false)
		}
	case value.Foreign:
		w.visitForeign(o, isElement)
	}
}

func (w *ordering) visitForeign(o *value.Object, isElement bool) {
	name, isCall := strings.CutSuffix(o.Name, "()")
	_, last := story.CutLast(name)
	_, index, isPart := value.Element(o.Name)
	switch {
	case isPart && index == "" && len(o.Args) == 0: // each of its elements
		w.follow(o.Of, false)
	case isPart && index == "" && w.IsSlice(o.Args[0].Value), isPart && isElement: // some of its elements, or a part of one
		w.follow(o.Of, isElement)
	case isPart, isCall && story.Orderless[last]:
	case isCall && isElement, isCall && inOrder[name], isCall && inOrder[last], o.Operator != 0:
		if o.Of != value.Nothing {
			w.follow(o.Of, isElement)
		}
		for _, a := range o.Args {
			w.follow(a.Value, isElement)
		}
	case !isCall && isElement:
		w.follow(o.Of, true)
	}
}

// inOrder are functions and methods that keep the order of what they are given.
var inOrder = map[string]bool{
	"builtins.list": true, "builtins.tuple": true, "builtins.iter": true, "numpy.array": true, "numpy.asarray": true, "builtins.filter": true,
	"builtins.reversed": true, "pandas.DataFrame": true, "pandas.Series": true, "copy": true, "tolist": true, "ConcatDataset": true, "Subset": true,
	"from_tensor_slices": true, "from_list": true, "pandas.concat": true, "keys": true, "values": true, "items": true, "chain": true,
}

// listing matches what lists files in the order in which the file system happens to have them
// (https://docs.python.org/3/library/glob.html, https://docs.python.org/3/library/os.html#os.listdir, checked 2026-11-30).
var listing = pattern.New(`^(glob\.i?glob|os\.listdir|os\.scandir|os\.walk|(pathlib\..*|builtins\.str\(\))\.(glob|rglob|iterdir|walk))$|^\?[\w.]*\.(rglob|iterdir)$`)

// UnorderedFiles are the files that are listed in no order, where the order decides which are held back, or what numbers they get.
func UnorderedFiles(s *story.Story) (all []Unordered) {
	w := newOrdering(s, func(o *value.Object) bool {
		return o.Order == value.AsGiven && strings.HasSuffix(o.Name, "()") && listing.MatchString(s.Called(o))
	})
	all = w.numbered(all)
	all = w.split(all)
	all = w.shared(all)
	return w.sliced(all)
}

// UnorderedSets are the sets whose elements get numbers in their order, which for strings is another one in every process.
func UnorderedSets(s *story.Story) []Unordered {
	w := newOrdering(s, func(o *value.Object) bool {
		return o.Order == value.Hashed && !areNumbers(s, o.Elements) && !areNumbers(s, o.Of)
	})
	return w.numbered(nil)
}

// add notes the sources of a value on whose order something at a place depends. Of a set that is written out the place is not known.
func (w *ordering) add(all []Unordered, v value.Value, at value.Place, what string) []Unordered {
	for _, id := range w.sources(v) {
		o, from := w.Record.Heap.Object(id), at
		if o.At.Span.End > 0 {
			from = o.At
		}
		if !slices.ContainsFunc(all, func(u Unordered) bool { return u.At == from }) {
			all = append(all, Unordered{from, strings.Replace(strings.TrimPrefix(w.Called(o), "?"), "builtins.str()", "pathlib.Path()", 1), what})
		}
	}
	return all
}

// numbered notes the sources whose elements get numbers that are kept: by enumerate, by the length of the dictionary that they are put
// into, by their index.
func (w *ordering) numbered(all []Unordered) []Unordered {
	h := w.Record.Heap
	kept := w.keptNumbers()
	for _, o := range h.Objects() {
		if pair := w.Single(o.Elements); o.Kind == value.List && pair != nil && pair.Kind == value.Tuple && len(pair.Items) > 0 && kept[pair.Items[0]] {
			if number := w.Single(pair.Items[0]); number != nil && number.Kind == value.Varying {
				all = w.add(all, o.Of, o.At, ids)
			}
		}
	}
	for i := range w.Calls {
		c := &w.Calls[i]
		_, method := story.CutLast(c.Name)
		inner, isInLoop := c.Event.InnerLoop()
		switch {
		case method == "index" && len(c.Object.Args) == 1 && !strings.Contains(c.Name, "str()"):
			all = w.add(all, c.Object.Of, c.Event.At, ids)
		case c.Name == "builtins.len" && isInLoop && kept[h.Of(c.Event.Call)] && len(c.Object.Args) == 1:
			if d := w.Single(c.Object.Args[0].Value); d != nil && d.Kind == value.Dict && d.Elements == h.Of(c.Event.Call) {
				all = w.add(all, w.Record.Loops[inner].Over, c.Event.At, ids)
			}
		case naming[method] != "":
			all = w.add(all, story.Argument(c.Object, naming[method], -1), c.Event.At, ids)
		}
	}
	return all
}

// naming are the functions that number names in the order in which they are given them, by what that argument is called.
var naming = map[string]string{"ClassLabel": "names", "StringLookup": "vocabulary", "Categorical": "categories", "TextVectorization": "vocabulary"}

// keptNumbers are the values that a dictionary holds, or that are appended to a list.
func (w *ordering) keptNumbers() map[value.Value]bool {
	h, kept := w.Record.Heap, map[value.Value]bool{}
	note := func(v value.Value) {
		for _, id := range h.All(v) {
			kept[h.Of(id)] = true
		}
	}
	for _, o := range h.Objects() {
		switch {
		case o.Kind == value.Dict:
			note(o.Elements)
		case o.Kind == value.List && len(o.Items) == 0 && o.Of == value.Nothing:
			note(o.Elements)
			for _, element := range h.All(o.Elements) { // pairs of a file and its class
				for _, item := range h.Object(element).Items {
					note(item)
				}
			}
		}
	}
	return kept
}

// split notes the sources of what is split in the same way in every run.
func (w *ordering) split(all []Unordered) []Unordered {
	for i := range w.Calls {
		c := &w.Calls[i]
		_, method := story.CutLast(c.Name)
		isFolds := method == "split" && w.IsFolds(c.Name)
		if !story.Splitting[method] && !isFolds || !w.isRepeatable(c.Object) {
			continue
		}
		data := w.SplitData(c.Object)
		if isFolds {
			data = story.Argument(c.Object, "X", 0)
		}
		all = w.add(all, data, c.Event.At, method)
	}
	return all
}

// shared notes the sources of data of which each of several processes takes rows by their numbers
// (https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.distributed.DistributedSampler).
func (w *ordering) shared(all []Unordered) []Unordered {
	for i := range w.Calls {
		if c := &w.Calls[i]; c.Name == "torch.utils.data.distributed.DistributedSampler" || c.Name == "torch.utils.data.DistributedSampler" {
			all = w.add(all, story.Argument(c.Object, "dataset", 0), c.Event.At, "what each process takes by DistributedSampler")
		}
	}
	return all
}

// isRepeatable reports whether a split draws the same numbers in every run, or none.
func (w *ordering) isRepeatable(split *value.Object) bool {
	made := append([]*value.Object{split}, w.Single(split.Of))
	for _, o := range made {
		if o == nil {
			continue
		}
		for _, name := range []string{"random_state", "seed", "generator"} {
			if v, ok := o.Argument(name, -1); ok && w.IsGiven(v) {
				return true
			}
		}
	}
	return seeds(w.Story)
}

// seeds reports whether what the script starts seeds any generator.
func seeds(s *story.Story) bool {
	return slices.ContainsFunc(s.Steps, func(step story.Step) bool { return step.Kind == story.Seed && !step.Event.Alone })
}

// sliced notes the sources of data that is cut in two by slices, unless it is shuffled in another way in every run.
func (w *ordering) sliced(all []Unordered) []Unordered {
	h := w.Record.Heap
	var pieces []story.Taken
	for _, o := range h.Objects() {
		if t, ok := w.Taking(o); ok && t.Split == nil {
			pieces = append(pieces, t)
		}
	}
	for _, t := range pieces {
		if t.Lower == value.Nothing && slices.ContainsFunc(pieces, func(rest story.Taken) bool { return w.IsRest(rest, t) }) && !w.isShuffled(t.Piece.Of) {
			all = w.add(all, t.Piece.Of, t.Piece.At, story.Slice)
		}
	}
	return all
}

// isShuffled reports whether data is shuffled with numbers that are others in every run.
func (w *ordering) isShuffled(v value.Value) bool {
	return !seeds(w.Story) && slices.ContainsFunc(w.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		return method == "shuffle" && slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return w.Shares(a.Value, v) })
	})
}

// areNumbers reports whether the elements of something are certainly numbers, which are in the same order in every process.
func areNumbers(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		switch o.Kind {
		case value.Varying:
			return true
		case value.Literal:
			return o.Literal == code.Integer || o.Literal == code.Float
		case value.List:
			return areNumbers(s, o.Elements)
		case value.Foreign:
			_, last := story.CutLast(strings.TrimSuffix(o.Name, "()"))
			return numeric[last] || last == "tolist" && areNumbers(s, o.Of)
		}
		return false
	})
}

// numeric are functions and methods that return numbers.
var numeric = map[string]bool{
	"int": true, "float": true, "range": true, "arange": true, "len": true, "item": true, "argmax": true, "numpy": true, "abs": true,
	"round": true, "randint": true, "targets": true, "permutation": true, "linspace": true,
}
