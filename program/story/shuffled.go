package story

import (
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
)

// ShuffledBy returns the generator that a split or shuffle of data draws from unless it is given another, "" for any other call
// (https://huggingface.co/docs/datasets/package_reference/main_classes: NumPy's,
// https://www.tensorflow.org/api_docs/python/tf/data/Dataset#shuffle: TensorFlow's).
func (s *Story) ShuffledBy(c *Step) framework.Domain {
	owner, method := cutLast(c.Name)
	if method != "random_split" && method != "train_test_split" && method != "shuffle" || s.mayBeGiven(c, "seed", "generator", "generators", "seeds") {
		return ""
	}
	switch isUnknown := strings.HasPrefix(owner, "?"); {
	case c.Name == "torch.utils.data.random_split" || c.Name == "torch.utils.data.dataset.random_split":
		return framework.Torch
	case method == "train_test_split" && (strings.HasPrefix(owner, "datasets.") || isUnknown) && !s.isUnshuffled(c),
		method == "shuffle" && len(c.Object.Args) == 0 && strings.HasPrefix(owner, "datasets."):
		return framework.NumPy
	case method == "shuffle" && strings.HasPrefix(owner, "tensorflow.data.") && s.hasBuffer(c),
		method == "shuffle" && isUnknown && s.mayBeGiven(c, "buffer_size") && s.hasBuffer(c):
		return framework.TensorFlow
	}
	return ""
}

func (s *Story) isUnshuffled(c *Step) bool {
	v, ok := c.Object.Argument("shuffle", -1)
	return ok && !s.isLiteral(v, "True")
}

// hasBuffer reports whether a call of shuffle has the argument that only that of tf.data has.
func (s *Story) hasBuffer(c *Step) bool {
	v, ok := c.Object.Argument("buffer_size", 0)
	if !ok || len(c.Object.Args) > 1 {
		return false
	}
	o := s.literal(v)
	return c.Object.Args[0].Name != "" || o != nil && o.Literal == code.Integer || buffer.MatchString(s.Describe(v))
}

var buffer = pattern.New(`(?i)buf|size|len|count|num`)
