package gradient

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// notCompiledAgain are the places where layers of a model of Keras are frozen, or no longer, between two calls of fit without one of
// compile: the second still trains what the first did (https://keras.io/guides/transfer_learning/#freezing-layers-understanding-the-trainable-attribute).
func notCompiledAgain(s *story.Story) (out []Frozen) {
	fitted, changed := map[value.ID]bool{}, map[value.ID]value.Place{} // by model: that it was fitted, and where it was changed since
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		switch {
		case e.Alone && !s.Snippet || len(fitted) == 0 && e.Call == 0:
		case e.Call == 0 && e.Set.Attribute == "trainable":
			for model := range fitted {
				if _, isChanged := changed[model]; !isChanged && isLayerOf(s, e.Set.Object, model) {
					changed[model] = e.At
				}
			}
		case e.Call != 0:
			o := s.Record.Heap.Object(e.Call)
			model, ok := s.Record.Heap.One(o.Of)
			_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
			switch {
			case !ok || !strings.HasPrefix(s.Called(o), "keras."):
			case method == "compile":
				delete(fitted, model)
				delete(changed, model)
			case method == "fit":
				if at, isChanged := changed[model]; isChanged {
					out = append(out, Frozen{At: at, Why: Compiled, Name: "trainable"})
				}
				fitted[model] = true
			}
		}
	}
	return out
}

// isLayerOf reports whether something is a model of Keras, or a layer that it is made of.
func isLayerOf(s *story.Story, v value.Value, model value.ID) bool {
	made := s.Origins(s.Record.Heap.Of(model))
	for i := 0; i < len(made) && len(made) < story.MaxMade; i++ { // what its outputs are computed with
		for _, id := range s.Record.Heap.All(s.Record.Heap.Object(made[i]).Callee) {
			if !slices.Contains(made, id) {
				made = append(made, id)
			}
		}
	}
	return slices.ContainsFunc(s.Origins(v), func(id value.ID) bool { return slices.Contains(made, id) })
}
