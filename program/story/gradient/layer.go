package gradient

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// An AlwaysOn is a call of dropout that evaluation mode does not switch off.
type AlwaysOn struct {
	At value.Place
	By AlwaysOnBy
}

// An AlwaysOnBy says what could depend on the mode, and does not.
type AlwaysOnBy string

// What could depend on the mode of a network of PyTorch.
const (
	Training AlwaysOnBy = "training"  // an argument, which is not given or by name
	DropoutP AlwaysOnBy = "dropout_p" // an argument, which is a number by name
)

// DropoutsAlwaysOn are the calls of dropout inside a network that its evaluation mode doesn't switch off.
func DropoutsAlwaysOn(s *story.Story) (out []AlwaysOn) {
	insideForward(s, func(e *record.Event, o *value.Object, name string) {
		by := AlwaysOnBy("")
		switch {
		case strings.Contains(name, "()"): // of what a call made
			return
		case strings.HasPrefix(name, "torch.nn.functional.") && strings.Contains(name, "dropout"):
			training, given := o.Argument("training", 2)
			p, hasP := o.Argument("p", 1)
			if given && !s.IsTrue(training) || hasP && s.IsZero(p) {
				return
			}
			if _, byName := o.Argument("training", -1); byName || !given {
				by = Training
			}
		case name == "torch.nn.functional.scaled_dot_product_attention":
			if p, given := o.Argument("dropout_p", 4); !given || !isFraction(s, p) {
				return
			}
			by = DropoutP
		case strings.HasPrefix(name, "torch.nn.") && strings.Contains(name, "Dropout"):
			if !s.IsModeLayer(o) || isKeptLayer(s, e.Call) {
				return
			}
		default:
			return
		}
		out = append(out, AlwaysOn{e.At, by})
	})
	for _, at := range keptOn(s) {
		out = append(out, AlwaysOn{At: at})
	}
	return out
}

// keptOn are the calls of dropout layers of Keras that are told to drop activations whatever the mode is
// (https://keras.io/api/layers/regularization_layers/dropout/).
func keptOn(s *story.Story) (out []value.Place) {
	known := map[value.Place]bool{}
	for i := range s.Calls {
		c := &s.Calls[i]
		layer, isCall := strings.CutSuffix(s.Frameworks.Canonical(c.Name), "()")
		_, class := story.CutLast(layer)
		if !isCall || known[c.Event.At] || !strings.HasPrefix(layer, "keras.layers.") || !strings.HasSuffix(class, "Dropout") {
			continue
		}
		if training, given := c.Object.Argument("training", -1); given && s.IsTrue(training) {
			known[c.Event.At] = true
			out = append(out, c.Event.At)
		}
	}
	return out
}

// isFraction reports whether a value is a number, not 0.
func isFraction(s *story.Story, v value.Value) bool {
	id, ok := s.Record.Heap.One(v)
	if !ok {
		return false
	}
	o := s.Record.Heap.Object(id)
	return o.Kind == value.Literal && (o.Literal == code.Float || o.Literal == code.Integer) && !s.IsZero(v)
}

// LayersBuiltInForward are the layers with weights that a network makes anew with every call.
func LayersBuiltInForward(s *story.Story) (out []*value.Object) {
	insideForward(s, func(e *record.Event, o *value.Object, name string) {
		facts := s.Lookup(name)
		isLayer := strings.HasPrefix(name, "torch.nn.") && !strings.Contains(name, "()") && !strings.HasPrefix(name, "torch.nn.functional.") && !strings.HasPrefix(name, "torch.nn.init.") &&
			(facts != nil && slices.Contains(facts.Builds, framework.Torch) || strings.HasPrefix(name, "torch.nn.BatchNorm"))
		if isLayer && !isKeptLayer(s, e.Call) && isCalled(s, e.Call) {
			out = append(out, o)
		}
	})
	return out
}

// insideForward visits each call that the forward of a network makes, unless a condition on the mode is around it.
func insideForward(s *story.Story, visit func(e *record.Event, o *value.Object, name string)) {
	known := map[value.Place]bool{}
	for i := range s.Calls {
		e := s.Calls[i].Event
		if known[e.At] || !strings.HasSuffix(e.In, ".forward") || !s.IsInside(e.Way) && !e.Alone || asksMode(s, e) {
			continue
		}
		known[e.At] = true
		visit(e, s.Calls[i].Object, s.Calls[i].Name)
	}
}

// asksMode reports whether a condition around an event may ask for the mode of a network.
func asksMode(s *story.Story, e *record.Event) bool {
	h := s.Record.Heap
	return slices.ContainsFunc(e.Around, func(a record.Around) bool {
		return a.Loop < 0 && a.Guard.At.File == e.At.File && slices.ContainsFunc(h.All(a.Guard.Condition), func(id value.ID) bool {
			o := h.Object(id)
			return o.Name == "?" || strings.HasSuffix(o.Name, ".training")
		})
	})
}

// isKeptLayer reports whether a layer is an attribute of a network, or has weights that something sets.
func isKeptLayer(s *story.Story, id value.ID) bool { return uses(s).kept[id] }

// isCalled reports whether something is called.
func isCalled(s *story.Story, id value.ID) bool { return uses(s).called[id] }

// layerUses are what layers are used for.
type layerUses struct{ kept, called map[value.ID]bool }

func uses(s *story.Story) layerUses { return usesAnswer.Of(s, findUses) }

var usesAnswer story.Answer[layerUses]

func findUses(s *story.Story) layerUses {
	u, h := layerUses{map[value.ID]bool{}, map[value.ID]bool{}}, s.Record.Heap
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		for _, of := range h.All(e.Set.Object) { // layer.weight.data = kernel
			u.keep(s.Origins(h.Object(of).Of))
		}
		if e.Call == 0 {
			continue
		}
		o := h.Object(e.Call)
		if _, method := story.CutLast(strings.TrimSuffix(o.Name, "()")); method == "load_state_dict" || method == "copy_" {
			u.keep(s.Origins(o.Of))
		}
		for _, callee := range h.All(o.Callee) {
			u.called[callee] = true
			if h.Object(callee).Kind == value.Instance {
				u.keep(s.MembersOf(callee))
			}
		}
	}
	return u
}

func (u layerUses) keep(ids []value.ID) {
	for _, id := range ids {
		u.kept[id] = true
	}
}

// A Frozen is an attempt to freeze parameters that does not.
type Frozen struct {
	At   value.Place
	Why  Unfrozen
	Name string // what is set
}

// An Unfrozen says why an attempt to freeze parameters does nothing.
type Unfrozen string

// The ways not to freeze parameters.
const (
	Misspelt Unfrozen = "misspelt" // no parameter has an attribute of that name
	OfModule Unfrozen = "module"   // a network does not hand its attribute on to its parameters
	Compared Unfrozen = "compared" // it is a comparison
	Compiled Unfrozen = "compiled" // Keras trains what it trained before, until the model is compiled again
)

// misspellings are those of requires_grad that are met.
var misspellings = map[string]bool{
	"require_grad": true, "requires_grads": true, "require_grads": true, "required_grad": true, "requires_gradient": true, "requires_gradients": true,
	"require_gradient": true, "requiresgrad": true, "requires_Grad": true, "require_gradients": true,
}

// FrozenInVain are the attempts to freeze parameters that do nothing.
func FrozenInVain(s *story.Story) (out []Frozen) {
	known := map[value.Place]bool{}
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		f := Frozen{At: e.At, Name: e.Set.Attribute}
		switch {
		case e.Call != 0 || known[e.At]:
			continue
		case e.Set.Compared:
			f.Why = Compared
		case misspellings[e.Set.Attribute]:
			f.Why = Misspelt
		case e.Set.Attribute == "requires_grad" && isWholeModule(s, e.Set.Object) && !isAsked(s, e):
			f.Why = OfModule
		default:
			continue
		}
		known[e.At] = true
		out = append(out, f)
	}
	return append(out, notCompiledAgain(s)...)
}

// isAsked reports whether something is set only if its object has a certain class, which a parameter among modules has.
func isAsked(s *story.Story, e *record.Event) bool {
	return slices.ContainsFunc(e.Around, func(a record.Around) bool {
		o := s.Single(a.Guard.Condition)
		return a.Loop < 0 && o != nil && o.Name == "builtins.isinstance()" && len(o.Args) > 0 && s.Shares(o.Args[0].Value, e.Set.Object)
	})
}

// isWholeModule reports whether a value is a network, or a part of one that is known to be one itself, and certainly no
// parameter.
func isWholeModule(s *story.Story, v value.Value) bool {
	all := s.Record.Heap.All(v)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		name := strings.TrimRight(o.Name, "[]0123456789")
		_, member := story.CutLast(name)
		isPart := o.Kind == value.Foreign && !strings.HasSuffix(o.Name, "()")
		if isPart && !s.Networks.Asked[id] && strings.Contains(name, ".") {
			owner, ok := s.Record.Heap.One(o.Of)
			if _, _, isElement := value.Element(o.Name); isElement && ok && holdsLayers[s.Called(s.Record.Heap.Object(owner))] {
				return false
			}
			return !submodules[strings.TrimSuffix(member, "()")] || !ok || !isNetwork(s, owner)
		}
		return !s.IsModule(id)
	})
}

// holdsLayers are networks whose elements are networks.
var holdsLayers = map[string]bool{"torch.nn.Sequential": true, "torch.nn.ModuleList": true, "torch.nn.ModuleDict": true}

// isNetwork reports whether an object is a network or a part of one.
func isNetwork(s *story.Story, id value.ID) bool {
	for range story.MaxWalk {
		if s.IsModule(id) {
			return true
		}
		owner, ok := s.Record.Heap.One(s.Record.Heap.Object(id).Of)
		if !ok {
			return false
		}
		id = owner
	}
	return false
}

// submodules are the attributes by which the networks of torchvision, timm and transformers have others, and the methods that
// give them (https://github.com/pytorch/vision, torchvision/models; huggingface/transformers, src/transformers/models; 2026-11-30).
var submodules = map[string]bool{
	"layer1": true, "layer2": true, "layer3": true, "layer4": true, "conv1": true, "bn1": true, "fc": true, "features": true, "classifier": true,
	"encoder": true, "decoder": true, "head": true, "heads": true, "backbone": true, "base_model": true, "bert": true, "roberta": true,
	"distilbert": true, "vit": true, "transformer": true, "embeddings": true, "blocks": true, "layers": true, "layer": true, "patch_embed": true,
	"vision_model": true, "text_model": true, "lm_head": true, "children": true, "modules": true, "stem": true, "wte": true, "wpe": true,
	"word_embeddings": true, "position_embeddings": true, "embed_tokens": true, "embed_positions": true, "ln_f": true, "self_attn": true, "attn": true, "mlp": true,
}
