package seeding

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A SameKey is a key of JAX that every step of a training draws from, though it is the same in all of them.
type SameKey struct {
	At   value.Place // where it is handed over: in the loop, or on the way from there to what draws
	Name string
	Loop value.Place
}

// SameKeys are the keys that the steps of trainings hand to modules for what is random in these, or to functions that draw, without
// making others of them: https://flax-linen.readthedocs.io/en/latest/guides/flax_fundamentals/rng_guide.html.
func SameKeys(s *story.Story) (out []SameKey) {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if t.By != "" || t.Loop < 0 || t.Alone() && !s.Snippet {
			continue
		}
		for j := range s.Calls {
			c := &s.Calls[j]
			if !slices.Contains(c.Event.Loops(), t.Loop) || isApart(c.Event) {
				continue
			}
			for _, key := range keysOf(s, t, c) {
				if !isKey(s, key) || !isConstantIn(s, key, t.Loop) {
					continue
				}
				at, ok := c.Event.PartsFrom(t.Step.Event)
				if !ok {
					at = c.Event.At
				}
				out = append(out, SameKey{at, s.Record.Heap.Describe(key), s.Record.Loops[t.Loop].At})
			}
		}
	}
	return out
}

// keysOf are the keys that a call draws from: those in its rngs, or the first argument of a function of jax.random. A draw in the
// function of the loop itself needs no story.
func keysOf(s *story.Story, t *story.Training, c *story.Step) (keys []value.Value) {
	if name, ok := strings.CutPrefix(c.Name, "jax.random."); ok {
		if key, has := c.Object.Argument("key", 0); has && !keyed[name] && c.Event.In != s.Record.Loops[t.Loop].In {
			keys = append(keys, key)
		}
		return keys
	}
	rngs, ok := c.Object.Argument("rngs", -1)
	if !ok || isOff(s, c.Object) {
		return nil
	}
	if o := s.Single(rngs); o != nil && o.Kind == value.Dict {
		for _, name := range value.SortedKeys(o.Fields) {
			keys = append(keys, o.Fields[name])
		}
		return keys
	}
	return []value.Value{rngs}
}

// isOff reports whether a module is told not to do anything random.
func isOff(s *story.Story, o *value.Object) bool {
	for name, off := range map[string]string{"train": "False", "training": "False", "is_training": "False", "deterministic": "True"} {
		if v, ok := o.Argument(name, -1); ok && s.IsLiteral(v, off) {
			return true
		}
	}
	return false
}

// keyed are the functions of jax.random that make or look at keys and draw nothing.
var keyed = map[string]bool{
	"PRNGKey": true, "key": true, "split": true, "fold_in": true, "clone": true, "key_data": true, "wrap_key_data": true, "key_impl": true,
	"default_prng_impl": true,
}

// isKey reports whether a value is a key that jax.random makes, and nothing else.
func isKey(s *story.Story, v value.Value) bool {
	o := s.Single(v)
	if o == nil || o.Kind != value.Foreign {
		return false
	}
	name, isMember := strings.CutPrefix(o.Name, "jax.random.")
	made, _, _ := strings.Cut(name, "()")
	return isMember && (made == "PRNGKey" || made == "key" || made == "split" || made == "fold_in")
}
