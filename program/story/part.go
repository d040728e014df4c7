package story

import (
	"iter"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// A Part is a part of the data.
type Part string

// The parts. Of what nothing says, none is told.
const (
	Whole      Part = ""
	TrainPart  Part = "train"
	Validation Part = "validation"
	Test       Part = "test"
	HeldOut    Part = "held-out" // validation or test
)

// PartOf returns the part of the data that a value is made of, and whether something says so. It looks at what made the
// value: a split, an argument that names the part, the folder that it was read from.
func (s *Story) PartOf(v value.Value) (Part, bool) {
	found := map[Part]bool{}
	s.parts(v, 0, map[value.ID]bool{}, found)
	for _, p := range []Part{Test, Validation, HeldOut, TrainPart} {
		if found[p] && len(found) == 1 {
			return p, true
		}
	}
	if found[Test] && found[Validation] && !found[TrainPart] {
		return HeldOut, true
	}
	return Whole, false
}

func (s *Story) parts(v value.Value, depth int, seen map[value.ID]bool, found map[Part]bool) {
	for _, id := range s.Record.Heap.All(v) {
		if seen[id] || depth > maxWalk {
			continue
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		if p, ok := s.ownPart(o); ok {
			found[p] = true
			continue
		}
		s.parts(o.Of, depth+1, seen, found)
		for _, a := range o.Args {
			s.parts(a.Value, depth+1, seen, found)
		}
		for _, item := range o.Items {
			s.parts(item, depth+1, seen, found)
		}
	}
}

// ownPart is the part that an object itself says it is.
func (s *Story) ownPart(o *value.Object) (Part, bool) {
	switch o.Kind {
	case value.Literal:
		if o.Literal == code.String {
			return partNamed(o.Name)
		}
	case value.Foreign:
		if base, index, ok := element(o.Name); ok {
			return s.partOfSplit(base, index)
		}
		if train, ok := o.Argument("train", -1); ok {
			return s.partByFlag(train)
		}
	}
	return Whole, false
}

// partByFlag tells the part by an argument such as train=False.
func (s *Story) partByFlag(flag value.Value) (Part, bool) {
	id, ok := s.Record.Heap.One(flag)
	if !ok {
		return Whole, false
	}
	switch o := s.Record.Heap.Object(id); {
	case o.Kind != value.Literal:
		return Whole, false
	case o.Literal == code.True:
		return TrainPart, true
	case o.Literal == code.False:
		return Test, true
	}
	return Whole, false
}

// element cuts the name of an element into what it is of and its index or key.
func element(name string) (base, index string, ok bool) {
	if !strings.HasSuffix(name, "]") {
		return "", "", false
	}
	at := strings.LastIndexByte(name, '[')
	return name[:at], name[at+1 : len(name)-1], true
}

// partOfSplit tells the part by the index or key of what a split returns.
func (s *Story) partOfSplit(base, index string) (Part, bool) {
	_, method := cutLast(strings.TrimSuffix(base, "()"))
	switch method {
	case "train_test_split", "random_split":
		if strings.TrimRight(index, "02468") == "" && index != "" && (method == "train_test_split" || index == "0") {
			return TrainPart, true
		}
		return HeldOut, index != ""
	}
	p, ok := words[index]
	return p, ok && index != "training" && index != "eval"
}

// words are what the parts of data are called, in settings, file names and keys.
var words = map[string]Part{
	"train": TrainPart, "training": TrainPart, "val": Validation, "valid": Validation, "validation": Validation, "dev": Validation,
	"eval": Validation, "test": Test, "testing": Test,
}

// partNamed tells the part by a text such as "train", data/val or test.csv: by one of its words alone.
func partNamed(text string) (Part, bool) {
	found := Whole
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
		p, ok := words[word]
		if !ok {
			continue
		}
		if found != Whole && found != p {
			return Whole, false
		}
		found = p
	}
	return found, found != Whole
}

func keys[V any](m map[string]V) iter.Seq[string] {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// sortedKeys returns the keys of a map in their order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(keys(m)) }
