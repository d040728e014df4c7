package seeding

import (
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
)

// ShuffledBy returns the generator that a split or shuffle of data draws from unless it is given another, "" for any other call
// (https://huggingface.co/docs/datasets/package_reference/main_classes: NumPy's,
// https://www.tensorflow.org/api_docs/python/tf/data/Dataset#shuffle: TensorFlow's).
func ShuffledBy(s *story.Story, c *story.Step) framework.Domain {
	owner, method := story.CutLast(c.Name)
	if method != "random_split" && method != "train_test_split" && method != "shuffle" || mayBeGiven(c, "seed", "generator", "generators", "seeds") {
		return ""
	}
	switch isUnknown := strings.HasPrefix(owner, "?"); {
	case c.Name == "torch.utils.data.random_split" || c.Name == "torch.utils.data.dataset.random_split":
		return framework.Torch
	case method == "train_test_split" && (strings.HasPrefix(owner, "datasets.") || isUnknown) && !s.IsUnshuffled(c),
		method == "shuffle" && len(c.Object.Args) == 0 && strings.HasPrefix(owner, "datasets."):
		return framework.NumPy
	case method == "shuffle" && strings.HasPrefix(owner, "tensorflow.data.") && hasBuffer(s, c),
		method == "shuffle" && isUnknown && mayBeGiven(c, "buffer_size") && hasBuffer(s, c):
		return framework.TensorFlow
	}
	return ""
}

// hasBuffer reports whether a call of shuffle has the argument that only that of tf.data has.
func hasBuffer(s *story.Story, c *story.Step) bool {
	v, ok := c.Object.Argument("buffer_size", 0)
	if !ok || len(c.Object.Args) > 1 {
		return false
	}
	o := s.OnlyLiteral(v)
	return c.Object.Args[0].Name != "" || o != nil && o.Literal == code.Integer || buffer.MatchString(s.Record.Heap.Describe(v))
}

var buffer = pattern.New(`(?i)buf|size|len|count|num`)
