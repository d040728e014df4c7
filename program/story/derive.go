package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// derived are the labels that an object has from what it is made of, or if that says nothing, from its name.
func (s *Story) derived(o *value.Object, made []value.Value) (out parts.Labels) {
	if o.Kind == value.Option {
		return parts.ByName(o.Name).NameLabel()
	}
	if o.Kind == value.Foreign || o.IsSliced() {
		if part, found := s.ofRows(o); found {
			return part
		}
	}
	for _, v := range made {
		out |= s.LabelsOf(v)
	}
	if out == 0 && o.Kind == value.Foreign {
		out = nameSays(o).NameLabel()
	}
	return out
}

// nameSays is the part that the name of something speaks of whose value is not known: of a parameter, an attribute, a result.
func nameSays(o *value.Object) parts.Part {
	if _, key, ok := value.Element(o.Name); ok && parts.ByName(key) != parts.Whole {
		return parts.ByName(key)
	}
	if o.Label != "" && (strings.HasSuffix(o.Name, ")") || strings.HasSuffix(o.Name, "]")) {
		return parts.ByName(o.Label)
	}
	_, last := CutLast(strings.TrimPrefix(strings.TrimPrefix(o.Name, "?"), "builtins."))
	if strings.ContainsAny(last, "()[]") {
		return parts.Whole
	}
	return parts.ByName(last)
}

// ofRows are the labels of a part of something: of a split, a fold or a slice.
func (s *Story) ofRows(o *value.Object) (parts.Labels, bool) {
	if _, index, ok := value.Element(o.Name); ok {
		if split := s.SplitOf(o.Of); split != nil && index != "" {
			return s.partOfSplit(o, split, index).Label(), true
		}
		if index == "" && len(o.Args) == 1 {
			return s.selectedRows(o, o.Of, o.Args[0].Value), true
		}
		return 0, false
	}
	name, isCall := strings.CutSuffix(o.Name, "()")
	if !isCall {
		return 0, false
	}
	switch _, last := CutLast(name); last {
	case "Subset":
		data, _ := o.Argument("dataset", 0)
		rows, _ := o.Argument("indices", 1)
		return s.selectedRows(o, data, rows), true
	case "DataLoader":
		if rows, ok := s.Sampled(o); ok {
			data, _ := o.Argument("dataset", 0)
			return s.selectedRows(o, data, rows), true
		}
	case "select":
		if len(o.Args) == 1 && o.Of != value.Nothing {
			return s.selectedRows(o, o.Of, o.Args[0].Value), true
		}
	case "skip":
		if len(o.Args) == 1 && o.Of != value.Nothing {
			return s.rest(o), true
		}
	}
	return 0, false
}

// rest are the labels of what is left behind the first rows: however many these are called, it is another part.
func (s *Story) rest(o *value.Object) parts.Labels {
	if base := s.LabelsOf(o.Of); base != 0 && !base.Has(parts.FromTrain) {
		return base
	}
	return parts.ByName(o.Label).NameLabel()
}

// Sampled are the row numbers that a loader is given, if a sampler takes some of the rows only.
func (s *Story) Sampled(loader *value.Object) (value.Value, bool) {
	v, ok := loader.Argument("sampler", -1)
	sampler := s.Single(v)
	if !ok || sampler == nil || !strings.HasSuffix(sampler.Name, "SubsetRandomSampler()") {
		return value.Nothing, false
	}
	return sampler.Argument("indices", 0)
}

// selectedRows are the labels of rows that are taken out of data: of the part that their numbers are of, or that a mask asks for.
// Some rows of the training part may be held out.
func (s *Story) selectedRows(o *value.Object, data, rows value.Value) parts.Labels {
	if found := s.LabelsOf(rows); found != 0 && !s.IsSlice(rows) {
		return found
	}
	base := s.LabelsOf(data)
	if !s.Cuts(rows) || s.IsRow(data) {
		return base
	}
	if isOfAll(base) {
		return parts.ByName(o.Label).NameLabel() // one part or the other
	}
	if base &= parts.FromTest | parts.FromValidation | parts.FromHeldOut; base == 0 {
		return parts.ByName(o.Label).NameLabel()
	}
	if p := parts.HeldOutByName(o.Label); p != "" {
		return p.Label()
	}
	return base
}

// isOfAll reports whether something is made of the training part and of what is held out, put together.
func isOfAll(l parts.Labels) bool {
	return l.Has(parts.FromTrain) && l.Has(parts.FromTest|parts.FromValidation|parts.FromHeldOut)
}

// IsSlice reports whether what is between brackets is a slice.
func (s *Story) IsSlice(rows value.Value) bool {
	o := s.Single(rows)
	return o != nil && o.Kind == value.Slice
}

// Cuts reports whether a key takes rows for good: a slice whose bounds no loop moves, or row numbers.
func (s *Story) Cuts(rows value.Value) bool {
	o := s.Single(rows)
	if o == nil {
		return false
	}
	switch o.Kind {
	case value.Slice:
		return s.isBound(o.Items[0]) || s.isBound(o.Items[1])
	case value.Tuple:
		return len(o.Items) > 0 && s.Cuts(o.Items[0])
	case value.Foreign:
		return o.Operator == code.Other // a mask may only clean
	}
	return false
}

// isBound reports whether a value is the bound of a slice, and not the counter of a loop.
func (s *Story) isBound(v value.Value) bool {
	all := s.Record.Heap.All(v)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool { return s.varies(s.Record.Heap.Object(id), 3) })
}

func (s *Story) varies(o *value.Object, depth int) bool {
	if o.Kind == value.Varying || o.Kind == value.Foreign && strings.HasSuffix(o.Name, "[]") && len(o.Args) == 0 { // of a list that a loop goes over
		return true
	}
	return depth > 0 && (o.Why != "" || o.Operator != code.Other) && slices.ContainsFunc(o.Args, func(a value.Argument) bool {
		id, ok := s.Record.Heap.One(a.Value)
		return ok && s.varies(s.Record.Heap.Object(id), depth-1)
	})
}

// MadeOf are the values whose rows are in an object, or from which it is computed.
func (s *Story) MadeOf(o *value.Object) []value.Value {
	switch o.Kind {
	case value.Tuple, value.List:
		return append(slices.Clone(o.Items), o.Elements, o.Of)
	case value.Dict:
		all := []value.Value{o.Elements}
		for _, key := range value.SortedKeys(o.Fields) {
			all = append(all, o.Fields[key])
		}
		return all
	case value.Instance:
		return s.arguments(o)
	case value.Foreign:
		return s.ForeignMadeOf(o)
	}
	return nil
}

// ForeignMadeOf is madeOf of what lies outside the project.
func (s *Story) ForeignMadeOf(o *value.Object) []value.Value {
	if given := s.Fed[o]; len(given) > 0 {
		return given
	}
	name, isCall := strings.CutSuffix(o.Name, "()")
	_, last := CutLast(name)
	switch {
	case !isCall && Structure[last]:
		return nil
	case !isCall:
		return append(s.arguments(o), o.Of)
	case o.Of == value.Nothing && shapes[last], Structure[last], s.makesModel(name, last):
		return nil
	case Judging[last] && s.IsGivenData(o):
		return s.arguments(o)
	case last == "evaluate" || last == "predict":
		return s.heldByMaker(o)
	case s.isModel(o.Of):
		return s.arguments(o)
	}
	return append(s.arguments(o), o.Of)
}

// IsGivenData reports whether an argument of a call may be data, rather than a function or a setting.
func (s *Story) IsGivenData(o *value.Object) bool {
	return slices.ContainsFunc(o.Args, func(a value.Argument) bool {
		return slices.ContainsFunc(s.Record.Heap.All(a.Value), func(id value.ID) bool {
			switch s.Record.Heap.Object(id).Kind {
			case value.Foreign, value.Instance, value.List, value.Tuple, value.Dict:
				return true
			}
			return false
		})
	})
}

// isModel reports whether a value is an instance of a class of the project that is called or asked for something: its data comes
// from the arguments.
func (s *Story) isModel(v value.Value) bool {
	o := s.Single(v)
	return o != nil && o.Kind == value.Instance
}

// arguments are those of a call that are data.
func (s *Story) arguments(o *value.Object) (all []value.Value) {
	for _, a := range o.Args {
		if !NotRows[a.Name] && !s.IsTransform(a.Value) {
			all = append(all, a.Value)
		}
	}
	return all
}

// IsTransform reports whether a value is a transform of images, which a data set is given by position, too
// (https://docs.pytorch.org/vision/stable/transforms.html, https://albumentations.ai/docs/).
func (s *Story) IsTransform(v value.Value) bool {
	all := s.Record.Heap.All(v)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		name, isCall := strings.CutSuffix(o.Name, "()")
		return o.Kind != value.Foreign || !isCall || strings.HasSuffix(name, ")") || !transforms.MatchString(s.Frameworks.Canonical(name))
	})
}

// transforms match the classes of transforms.
var transforms = pattern.New(`^(torchvision\.transforms|albumentations|kornia\.augmentation|monai\.transforms)\b.*\.[A-Z]\w*$`)

// NotRows are arguments that add no rows to data.
var NotRows = map[string]bool{
	"reference": true, "collate_fn": true, "callbacks": true, "generator": true, "device": true, "transform": true, "target_transform": true,
	"model": true, "optimizer": true, "tokenizer": true, "sampler": true, "batch_sampler": true, "batch_size": true, "num_workers": true,
	"shuffle": true, "drop_last": true, "pin_memory": true, "prefetch_factor": true, "persistent_workers": true, "worker_init_fn": true,
	"seed": true, "random_state": true, "test_size": true, "train_size": true, "epochs": true, "verbose": true, "target_size": true,
	"image_size": true,
}

// heldByMaker is the data with which something was made that evaluates of its own accord.
func (s *Story) heldByMaker(o *value.Object) (all []value.Value) {
	for _, id := range s.Record.Heap.All(o.Of) {
		if v, ok := s.Record.Heap.Object(id).Argument("eval_dataset", -1); ok {
			all = append(all, v)
		}
	}
	return all
}

// Judging are methods of models and transformers: what they return is made of their arguments.
var Judging = map[string]bool{
	"predict": true, "predict_proba": true, "predict_log_proba": true, "decision_function": true, "score": true, "evaluate": true,
	"transform": true, "inverse_transform": true, "fit_transform": true, "fit_predict": true, "fit_resample": true, "fit_sample": true,
	"score_samples": true, "kneighbors": true, "texts_to_sequences": true, "texts_to_matrix": true, "generate": true,
}

// makesModel reports whether a call returns a model rather than data.
func (s *Story) makesModel(name, last string) bool {
	if strings.HasSuffix(last, ")") {
		return false // it runs what another call has made
	}
	if strings.HasPrefix(last, "fit") && !Judging[last] || strings.HasPrefix(last, "from_pretrained") {
		return true
	}
	c := s.Lookup(s.Frameworks.Canonical(name))
	return c != nil && (c.Trains != "" || c.Restores || len(c.Builds) > 0)
}

// Structure are attributes and functions that tell of the shape of data, not of what is in it.
var Structure = map[string]bool{
	"shape": true, "columns": true, "index": true, "dtypes": true, "dtype": true, "size": true, "ndim": true, "info": true, "len": true,
	"__len__": true, "print": true, "range": true, "describe": true, "isnull": true, "isna": true, "plot": true, "nunique": true, "keys": true,
	"type": true, "hist": true, "value_counts": true, "isinstance": true, "hasattr": true, "device": true, "features": true, "num_rows": true,
	"parameters": true, "state_dict": true, "load_state_dict": true, "tqdm_desc": true, "batch_size": true,
}

// shapes are functions that make an array like another, with nothing of its content.
var shapes = map[string]bool{"zeros_like": true, "ones_like": true, "empty_like": true, "full_like": true, "rand_like": true, "randn_like": true}

// MaxMade bounds how many objects something is made of.
const MaxMade = 512

// Origins are the objects that a value may be, and those that they were made of.
func (s *Story) Origins(v value.Value) (all []value.ID) {
	h := s.Record.Heap
	seen := map[value.ID]bool{}
	add := func(v value.Value) {
		for _, id := range h.All(v) {
			if !seen[id] && len(all) < MaxMade {
				seen[id] = true
				all = append(all, id)
			}
		}
	}
	add(v)
	for i := 0; i < len(all); i++ {
		o := h.Object(all[i])
		add(o.Of)
		add(o.Elements)
		for _, a := range o.Args {
			add(a.Value)
		}
		for _, item := range o.Items {
			add(item)
		}
		for _, key := range value.SortedKeys(o.Fields) {
			if o.Kind == value.Dict {
				add(o.Fields[key])
			}
		}
	}
	return all
}
