package gradient

import (
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// isMadeWith reports whether what is called was made with an argument that is True.
func isMadeWith(s *story.Story, callee value.Value, argument framework.Argument) bool {
	maker := s.Single(callee)
	if maker == nil {
		return false
	}
	v, ok := maker.Argument(argument.Name, argument.At)
	return ok && s.IsTrue(v)
}

// compiledWith returns the losses that models of Keras are compiled with, and that apply an activation function which the last layer
// applies, too.
func compiledWith(s *story.Story, activation string) (out []Doubled) {
	for i := range s.Calls {
		c := &s.Calls[i]
		name := s.Frameworks.Canonical(c.Name)
		if _, method := story.CutLast(name); method != "compile" || !strings.HasPrefix(name, "keras.") {
			continue
		}
		given, _ := c.Object.Argument("loss", 1)
		loss := s.Single(given)
		if loss == nil {
			continue
		}
		facts := s.Lookup(s.Frameworks.Canonical(loss.Name))
		if facts == nil || facts.Applies != activation || facts.IfMade == nil || !isMadeWith(s, given, *facts.IfMade) {
			continue
		}
		if at, ok := layerActivated(s, c.Object.Of, activation, 0); ok {
			out = append(out, Doubled{loss.At, at})
		}
	}
	return out
}

// layerActivated finds the activation function that a layer or model of Keras applies last.
func layerActivated(s *story.Story, v value.Value, activation string, depth int) (at value.Place, ok bool) {
	layer := s.Single(v)
	if layer == nil || layer.Kind != value.Foreign || depth > story.MaxWalk {
		return at, false
	}
	switch class, _ := strings.CutSuffix(s.Frameworks.Canonical(layer.Name), "()"); class {
	case "keras.models.Sequential":
		given, _ := layer.Argument("layers", 0)
		if layers := s.Single(given); layers != nil && len(layers.Items) > 0 {
			return layerActivated(s, layers.Items[len(layers.Items)-1], activation, depth+1)
		}
	case "keras.models.Model":
		outputs, _ := layer.Argument("outputs", 1)
		return activated(s, outputs, activation, depth+1)
	case "keras.layers.Softmax":
		return layer.At, activation == "softmax"
	case "keras.layers.Dense", "keras.layers.Activation":
		given, _ := layer.Argument("activation", map[string]int{"keras.layers.Dense": 1}[class])
		text, isText := story.LiteralText(s.Record.Heap, given)
		if o := s.Single(given); o != nil && !isText {
			_, text = story.CutLast(o.Name)
		}
		return layer.At, text == activation
	}
	return at, false
}
