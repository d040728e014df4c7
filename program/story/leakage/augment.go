package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// An Augmentation is a random transform of data that is held out.
type Augmentation struct {
	At   value.Place // of the transform
	What string      // what it is called
}

// random matches transforms that draw at random each time they are called
// (https://docs.pytorch.org/vision/stable/transforms.html, https://albumentations.ai/docs/, checked 2026-11-23).
var random = pattern.New(`^(torchvision\.transforms|albumentations|kornia\.augmentation|monai\.transforms)\b.*\.(Random\w*|Rand[A-Z]\w*|ColorJitter|AutoAugment|TrivialAugment\w*|AugMix|GaussNoise|HorizontalFlip|VerticalFlip|ShiftScaleRotate|CoarseDropout|MixUp|CutMix)$`)

// Augmentations returns the random transforms of data sets that are held out, or whose rows are parted into some to train on and
// some to judge by, and of what is called a transform for validation.
func Augmentations(s *story.Story) (all []Augmentation) {
	h := s.Record.Heap
	for id, o := range h.Objects() {
		switch {
		case isHeldSet(s, id, o):
			for _, a := range o.Args {
				if a.Name == "transform" || a.Name == "transforms" || s.IsTransform(a.Value) {
					all = append(all, randomIn(s, a.Value, story.MaxWalk)...)
				}
			}
		case o.Kind == value.Foreign && isHeldName(o.Label) && strings.HasSuffix(o.Name, "()") && !isDataSet(o.Name):
			all = append(all, randomIn(s, h.Of(id), story.MaxWalk)...)
		case o.Kind == value.Dict:
			for _, key := range value.SortedKeys(o.Fields) {
				if isHeldName(key) {
					all = append(all, randomIn(s, o.Fields[key], story.MaxWalk)...)
				}
			}
		}
	}
	all = append(all, generated(s)...)
	if len(SharedTransforms(s)) > 0 {
		return all // which transform is in effect is said there
	}
	for _, v := range judgedOn(s) {
		all = append(all, sharedRandom(s, v)...)
	}
	return slices.CompactFunc(all, func(a, b Augmentation) bool { return a.At == b.At })
}

// generated returns the generators of Keras that a model is validated on and that draw a change of each image
// (https://www.tensorflow.org/api_docs/python/tf/keras/preprocessing/image/ImageDataGenerator).
func generated(s *story.Story) (all []Augmentation) {
	for i := range s.Fits {
		for _, v := range s.Fits[i].Validation {
			o := s.Single(v)
			if o == nil || !strings.Contains(o.Name, "ImageDataGenerator().flow") {
				continue
			}
			if generator := s.Single(o.Of); generator != nil && slices.ContainsFunc(generator.Args, func(a value.Argument) bool { return drawn[a.Name] && !s.IsZero(a.Value) && s.IsGiven(a.Value) }) {
				all = append(all, Augmentation{o.At, "ImageDataGenerator"})
			}
		}
	}
	return all
}

// drawn are the settings of an ImageDataGenerator by which it draws a change of each image.
var drawn = map[string]bool{
	"rotation_range": true, "width_shift_range": true, "height_shift_range": true, "brightness_range": true, "shear_range": true, "zoom_range": true,
	"channel_shift_range": true, "horizontal_flip": true, "vertical_flip": true,
}

// isHeldName reports whether a name is one of something for data that is held out, and not for augmenting it on purpose.
func isHeldName(name string) bool {
	lower := strings.ToLower(name)
	return parts.HeldOutByName(name) != parts.Whole && !strings.Contains(lower, "tta") && !strings.Contains(lower, "train")
}

func isDataSet(name string) bool {
	return strings.Contains(strings.ToLower(name), "dataset") || strings.Contains(name, "Loader")
}

// isHeldSet reports whether an object is a data set that is held out for certain.
func isHeldSet(s *story.Story, id value.ID, o *value.Object) bool {
	if o.Kind != value.Instance && (o.Kind != value.Foreign || !strings.HasSuffix(o.Name, "()")) {
		return false
	}
	held := s.LabelsByID[id]
	return held != 0 && held&^(parts.FromTest|parts.FromValidation|parts.FromHeldOut) == 0
}

// randomIn returns the first random transform in a transform that is made of several.
func randomIn(s *story.Story, v value.Value, depth int) []Augmentation {
	h := s.Record.Heap
	for _, id := range h.All(v) {
		o := h.Object(id)
		if name, isCall := strings.CutSuffix(o.Name, "()"); isCall && o.Kind == value.Foreign && random.MatchString(s.Frameworks.Canonical(name)) {
			return []Augmentation{{o.At, className(name)}}
		}
		if depth == 0 || o.Kind == value.Dict || o.Kind == value.Literal {
			continue
		}
		inner := slices.Clone(o.Items)
		if len(inner) == 0 {
			inner = []value.Value{o.Elements}
		}
		for _, a := range o.Args {
			inner = append(inner, a.Value)
		}
		for _, part := range inner {
			if found := randomIn(s, part, depth-1); found != nil {
				return found
			}
		}
	}
	return nil
}

// judgedOn is the data that models are judged by.
func judgedOn(s *story.Story) (all []value.Value) {
	for _, j := range judged(s) {
		all = append(all, j.data)
	}
	return all
}

// sharedRandom returns the random transforms of a data set of which a part is judged by, since a part has the transform of the
// whole.
func sharedRandom(s *story.Story, judged value.Value) (all []Augmentation) {
	seen := map[value.ID]bool{}
	var walk func(v value.Value, parted bool)
	walk = func(v value.Value, parted bool) {
		for _, id := range s.Record.Heap.All(v) {
			if seen[id] {
				continue
			}
			seen[id] = true
			o := s.Record.Heap.Object(id)
			if parted {
				if t, ok := o.Argument("transform", -1); ok {
					all = append(all, randomIn(s, t, story.MaxWalk)...)
				}
			}
			now := parted
			if split := s.SplitOf(o.Of); split != nil {
				walk(s.SplitData(split), true)
				continue
			}
			if _, ok := s.Sampled(o); ok || strings.HasSuffix(o.Name, ".Subset()") {
				now = true
			}
			for _, from := range s.MadeOf(o) {
				walk(from, now)
			}
		}
	}
	walk(judged, false)
	return all
}
