package story

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// PartOf returns the part of the data that a value is made of, and whether something says so: what made the value, or if that
// says nothing, a name.
func (s *Story) PartOf(v value.Value) (parts.Part, bool) {
	p, _ := s.PartBy(v)
	return p, p != parts.Whole
}

// PartBy returns the part of the data that a value is made of, and whether it is told by nothing but a name.
func (s *Story) PartBy(v value.Value) (part parts.Part, byName bool) {
	all := s.LabelsOf(v)
	if all == 0 && s.told {
		for _, id := range s.Record.Heap.All(v) {
			all |= s.complements()[id]
		}
	}
	return all.Part()
}

// LabelsOf returns the parts of data that a value is made of.
func (s *Story) LabelsOf(v value.Value) (out parts.Labels) {
	for _, id := range s.Record.Heap.All(v) {
		out |= s.LabelsByID[id]
	}
	return out
}

// maxPasses bounds how often labels are handed on from what a value is made of: in loops it may be made of itself.
const maxPasses = 6

// label finds out what all values are made of.
func (s *Story) label() {
	h := s.Record.Heap
	s.LabelsByID = make([]parts.Labels, h.Len()+1)
	own := make([]bool, h.Len()+1)
	for id := range s.LabelsByID {
		if p := s.ownPart(h.Object(value.ID(id))); p != parts.Whole {
			s.LabelsByID[id], own[id] = p.Label(), true
		}
	}
	made := make([][]value.Value, len(s.LabelsByID)) // what each object is made of, which does not depend on labels
	for pass := range maxPasses {
		settled := true
		for id := 1; id < len(s.LabelsByID); id++ {
			if own[id] {
				continue
			}
			o := h.Object(value.ID(id))
			if pass == 0 {
				made[id] = s.MadeOf(o)
			}
			if found := s.derived(o, made[id]); found != s.LabelsByID[id] {
				s.LabelsByID[id], settled = found, false
			}
		}
		if settled {
			break
		}
	}
}

// ownPart is the part that an object itself says it is.
func (s *Story) ownPart(o *value.Object) parts.Part {
	switch o.Kind {
	case value.Instance:
		if p := s.partByArguments(o, parts.HeldOut); p != parts.Whole || !s.isDataSet(o) {
			return p
		}
		return s.partByPath(o)
	case value.Foreign:
	default:
		return parts.Whole
	}
	if o.Operator == code.Equal && len(o.Args) == 2 { // frame["split"] == "test"
		return cmpWord(s.Record.Heap, o)
	}
	if base, index, ok := value.Element(o.Name); ok {
		return s.partOfElement(o, base, index)
	}
	name, isCall := strings.CutSuffix(o.Name, "()")
	if !isCall {
		return parts.Whole
	}
	_, last := CutLast(name)
	switch {
	case s.notSource(name, last), strings.HasSuffix(last, ")"): // or what runs a model: net(x, training=False)
		return parts.Whole
	case IsClass(last) || IsSource(last):
		flagged := parts.HeldOut
		if strings.Contains(name, ".datasets.") || strings.HasPrefix(name, "datasets.") {
			flagged = parts.Test
		}
		if p := s.partByArguments(o, flagged); p != parts.Whole || !IsSource(last) {
			return p
		}
		return s.partByPath(o)
	}
	return parts.Whole
}

// cmpWord is the part that a comparison asks for.
func cmpWord(h *value.Heap, o *value.Object) parts.Part {
	for _, a := range o.Args {
		if text, ok := LiteralText(h, a.Value); ok {
			return parts.OfWord(text)
		}
	}
	return parts.Whole
}

// IsClass reports whether the last part of a name is that of a class.
func IsClass(last string) bool { return last != "" && 'A' <= last[0] && last[0] <= 'Z' }

// sources are words in the names of functions that bring data in, or that name where it lies.
var sources = []string{"read", "load", "fetch", "open", "dataset", "data", "query", "folder", "join", "path", "glob", "split", "listdir", "txt"}

// IsSource reports whether a call reads or makes data.
func IsSource(last string) bool {
	lower := strings.ToLower(last)
	return slices.ContainsFunc(sources, func(word string) bool { return strings.Contains(lower, word) })
}

// notSource reports whether a call brings in no data, whatever its name says: it makes a model, or reads the state of one.
func (s *Story) notSource(name, last string) bool {
	if strings.HasPrefix(last, "from_pretrained") || strings.Contains(last, "model") || strings.Contains(last, "state_dict") || strings.Contains(last, "weights") {
		return true
	}
	c := s.Lookup(s.Frameworks.Canonical(name))
	return c != nil && (c.Restores && last != "load" || c.Logs != nil || c.Saves != nil || len(c.Builds) > 0)
}

// flags are arguments that are true for the training part, and settings those whose value is the name of a part.
var (
	flags    = []string{"train", "is_train", "training", "is_training"}
	settings = []string{"split", "mode", "phase", "partition", "subset", "image_set", "part", "set", "stage", "split_name"}
)

// partByArguments tells the part that data is asked for with: train=False, split="test", "val". What train=False asks for is
// given.
func (s *Story) partByArguments(o *value.Object, untrained parts.Part) parts.Part {
	h := s.Record.Heap
	for _, name := range flags {
		if v, ok := o.Argument(name, -1); ok {
			return partByFlag(h, v, untrained)
		}
	}
	if flag, ok := o.Argument("train", 1); ok && strings.HasPrefix(o.Name, "torchvision.datasets.") { // MNIST(root, False), but SVHN(root, "test")
		if p := partByFlag(h, flag, untrained); p != parts.Whole {
			return p
		}
	}
	for _, a := range o.Args {
		if text, ok := LiteralText(h, a.Value); ok && (a.Name == "" || slices.Contains(settings, a.Name)) {
			if p := parts.OfSetting(text); p != parts.Whole {
				return p
			}
		}
	}
	return parts.Whole
}

// partByFlag tells the part by the value of an argument such as train.
func partByFlag(h *value.Heap, flag value.Value, untrained parts.Part) parts.Part {
	id, ok := h.One(flag)
	if !ok {
		return parts.Whole
	}
	switch o := h.Object(id); {
	case o.Kind != value.Literal:
	case o.Literal == code.True:
		return parts.Train
	case o.Literal == code.False:
		return untrained
	}
	return parts.Whole
}

// partByPath tells the part by the texts in what is read: "data/test.csv".
func (s *Story) partByPath(o *value.Object) parts.Part {
	found := parts.Whole
	for _, a := range o.Args {
		if slices.Contains(settings, a.Name) {
			continue
		}
		for _, id := range s.Record.Heap.All(a.Value) {
			text := s.pathText(s.Record.Heap.Object(id), 0)
			p, ok := parts.InText(text)
			switch {
			case !ok, s.holdsAll(text):
			case found != parts.Whole && found != p:
				return parts.Whole
			default:
				found = p
			}
		}
	}
	return found
}

// pathText is what is written in the code of a path, with slashes between its parts.
func (s *Story) pathText(o *value.Object, depth int) (text string) {
	switch {
	case o.Kind == value.Literal && o.Literal == code.String:
		return o.Name
	case o.Kind == value.Text:
		return s.Record.Heap.TextOf(o)
	case o.Kind != value.Foreign || depth > MaxWalk || o.Operator != code.Divide && !joinsPath.MatchString(o.Name):
		return ""
	}
	pieces := []value.Value{o.Of}
	for _, a := range o.Args {
		pieces = append(pieces, a.Value)
	}
	for _, piece := range pieces {
		if of := s.Single(piece); of != nil {
			text += "/" + s.pathText(of, depth+1)
		}
	}
	return text
}

// joinsPath matches what puts a path together.
var joinsPath = pattern.New(`^(os\.path\.join|posixpath\.join|builtins\.str|os\.fspath|pathlib\.(Pure)?(Posix)?Path|.*\.joinpath)\(\)$`)

// isDataSet reports whether an instance is of a class that gives the rows of data by their number, or one by one.
func (s *Story) isDataSet(o *value.Object) bool {
	c, ok := o.Ref.(*value.Type)
	return ok && slices.ContainsFunc(s.Record.Heap.Order(c), func(id value.ID) bool {
		fields := s.Record.Heap.Object(id).Fields
		return fields["__getitem__"] != value.Nothing || fields["__iter__"] != value.Nothing
	})
}

// LiteralText returns the only string that a value may be.
func LiteralText(h *value.Heap, v value.Value) (string, bool) {
	id, ok := h.One(v)
	if !ok {
		return "", false
	}
	o := h.Object(id)
	return o.Name, o.Kind == value.Literal && o.Literal == code.String
}

// partOfElement tells the part by the index or key of what is taken out of something.
func (s *Story) partOfElement(o *value.Object, base, index string) parts.Part {
	if index == "" {
		return parts.Whole
	}
	of := s.Single(o.Of)
	if of == nil || s.SplitOf(o.Of) != nil {
		return parts.Whole
	}
	i, err := strconv.Atoi(index)
	if err != nil {
		return parts.OfWord(index)
	}
	switch {
	case strings.HasSuffix(base, ".load_data()") && strings.Contains(base, "keras.datasets"):
		return []parts.Part{parts.Train, parts.Test}[min(i, 1)]
	case strings.HasSuffix(base, "load()") || strings.HasSuffix(base, "load_dataset()"):
		v, _ := of.Argument("split", 1)
		if list := s.Single(v); list != nil && i < len(list.Items) {
			text, _ := LiteralText(s.Record.Heap, list.Items[i])
			return parts.OfSetting(text)
		}
	}
	return parts.Whole
}

// Single is the only object that a value may be, nil if there are none or several.
func (s *Story) Single(v value.Value) *value.Object {
	if id, ok := s.Record.Heap.One(v); ok {
		return s.Record.Heap.Object(id)
	}
	return nil
}

// SplitOf is the call that parts data of which a value is what it returns, as it is or with something done to all parts.
func (s *Story) SplitOf(v value.Value) *value.Object {
	for range MaxWalk {
		o := s.Single(v)
		if o == nil || o.Kind != value.Foreign {
			return nil
		}
		name, isCall := strings.CutSuffix(o.Name, "()")
		_, method := CutLast(name)
		if isCall && (Splitting[method] || method == "split" && s.IsFolds(name)) {
			return o
		}
		if _, _, ok := value.Element(o.Name); !ok && (!isCall || !onAll[method]) {
			return nil
		} else if ok && !strings.HasSuffix(o.Name, "[]") {
			return nil
		}
		v = o.Of
	}
	return nil
}

// Splitting are functions and methods that part data at random.
var Splitting = map[string]bool{"train_test_split": true, "random_split": true}

// onAll are methods that do the same to all parts of a data set.
var onAll = map[string]bool{
	"map": true, "filter": true, "remove_columns": true, "rename_column": true, "rename_columns": true, "cast_column": true, "cast": true,
	"with_format": true, "shuffle": true, "select_columns": true, "with_transform": true,
}

// IsFolds reports whether a name is the split method of a cross-validator.
func (s *Story) IsFolds(name string) bool {
	class, _ := CutLast(s.Frameworks.Canonical(name))
	class = strings.TrimSuffix(class, "()")
	return strings.HasPrefix(class, "sklearn.model_selection.") &&
		(strings.HasSuffix(class, "Fold") || strings.HasSuffix(class, "Split") || strings.HasSuffix(class, "Out"))
}

// partOfSplit tells the part by the index or key of what a split returns. What is held out of the training part is for
// validation; else a name may say what it is for.
func (s *Story) partOfSplit(o, split *value.Object, index string) parts.Part {
	_, method := CutLast(strings.TrimSuffix(split.Name, "()"))
	if method == "split" {
		return map[string]parts.Part{"0": parts.Train, "1": parts.Validation}[index]
	}
	whole, _ := s.PartOf(s.SplitData(split))
	i, err := strconv.Atoi(index)
	held := index == "test" || err == nil && (method == "random_split" && i > 0 || method == "train_test_split" && i%2 == 1)
	switch {
	case whole == parts.Test || whole == parts.HeldOut || whole == parts.Validation:
		if p := parts.HeldOutOfSplit(o.Label); p != "" {
			return p
		}
		if !held {
			return parts.Whole // who trains on a part of what others test on may mean it
		}
		return parts.HeldOut
	case !held:
		return parts.Train
	case whole == parts.Train:
		return parts.Validation
	}
	if p := parts.HeldOutOfSplit(o.Label); p != "" {
		return p
	}
	return parts.HeldOut
}

// SplitData is what a split parts.
func (s *Story) SplitData(split *value.Object) value.Value {
	if v, ok := split.Argument("dataset", 0); ok && s.HasData(v) {
		return v
	}
	return split.Of
}

// HasData reports whether a value may be data, rather than a number.
func (s *Story) HasData(v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind != value.Literal && o.Kind != value.Varying && o.Kind != value.Option
	})
}
