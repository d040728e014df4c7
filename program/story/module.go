package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/value"
)

// IsModeLayer reports whether an object is a layer that works otherwise in evaluation mode, or a network of a library that has
// some.
func (s *Story) IsModeLayer(o *value.Object) bool {
	name, made := strings.CutSuffix(s.Frameworks.Canonical(o.Name), "()")
	if o.Kind != value.Foreign || !made {
		return false
	}
	layer, isLayer := layerOf(name)
	switch {
	case !isLayer:
		return IsReadyMade(name)
	case strings.Contains(layer, "Dropout"):
		p, given := o.Argument("p", 0)
		return !given || !s.IsZero(p)
	case strings.HasPrefix(layer, "Transformer"):
		p, given := o.Argument("dropout", -1)
		return !given && !strings.HasPrefix(name, "mlx.") || given && !s.IsZero(p) // MLX drops nothing by default
	case layer == "RNN", layer == "LSTM", layer == "GRU", layer == "MultiheadAttention":
		p, given := o.Argument("dropout", -1)
		return given && !s.IsZero(p)
	}
	return strings.Contains(layer, "BatchNorm")
}

// layerOf cuts the name of a layer of a library whose networks have a mode that train() and eval() set.
func layerOf(name string) (layer string, ok bool) {
	for _, library := range []string{"torch.nn.", "mlx.nn.", "flax.nnx."} {
		if layer, ok = strings.CutPrefix(name, library); ok {
			return layer, true
		}
	}
	return "", false
}

// modeOf tells a change between training and evaluation mode.
func (s *Story) modeOf(name string, o *value.Object) Kind {
	_, method := CutLast(name)
	isModule := func(id value.ID) bool {
		return s.Networks.Asked[id] || s.Record.Heap.Object(id).Kind == value.Instance || s.IsModule(id)
	}
	switch {
	case method != "train" && method != "eval", len(o.Args) > 1, method == "eval" && len(o.Args) > 0:
		return ""
	case slices.ContainsFunc(s.Record.Heap.All(o.Of), isModule):
		return Mode
	}
	return ""
}

// IsWithoutGradients reports whether context managers or decorators switch gradients off.
func IsWithoutGradients(within []string) bool {
	return slices.ContainsFunc(within, func(name string) bool {
		_, last := CutLast(strings.TrimSuffix(name, "()"))
		return last == "no_grad" || last == "inference_mode" || last == "set_grad_enabled"
	})
}

// Networks are what of a story's objects are networks: what is called to make predictions, and has parameters.
type Networks struct {
	Asked   map[value.ID]bool // something asks for their parameters, or sets their mode
	InLoss  map[value.ID]bool // what losses are computed from whose gradients are computed
	calls   map[value.Place]bool
	Copied  map[value.ID]value.Value // of which each copy is
	Trained map[value.ID]bool
	cleared map[value.ID]bool // their gradients are set to zero
	engines map[value.ID]bool // they compute the gradients of a loss that they are given
	members map[value.ID][]value.ID
	Depends map[value.ID]bool // their calls apply functions that depend on the mode
	// differentiates are those whose calls compute gradients themselves.
	Differentiates map[value.ID]bool
	HasModeLayers  bool // layers are made that depend on the mode
}

// asks are methods that only networks have, and what is made of them.
var asks = map[string]bool{"parameters": true, "named_parameters": true, "eval": true, "modules": true, "named_modules": true}

// findNetworks finds what the events of a story say of networks, before its steps are told.
func (s *Story) findNetworks() {
	m := &s.Networks
	*m = Networks{
		Asked: map[value.ID]bool{}, InLoss: map[value.ID]bool{}, calls: map[value.Place]bool{}, Copied: map[value.ID]value.Value{},
		Trained: map[value.ID]bool{}, cleared: map[value.ID]bool{}, engines: map[value.ID]bool{}, members: map[value.ID][]value.ID{}, Depends: map[value.ID]bool{}, Differentiates: map[value.ID]bool{},
	}
	h := s.Record.Heap
	callees, called := map[value.Place]value.ID{}, map[value.ID]bool{}
	var switched []value.ID // to training mode, if they are networks: those are called, too
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Call == 0 {
			continue
		}
		o := h.Object(e.Call)
		m.HasModeLayers = m.HasModeLayers || s.IsModeLayer(o)
		name := strings.TrimSuffix(o.Name, "()")
		switch _, method := CutLast(name); {
		case asks[method]:
			m.ask(h.All(o.Of))
		case method == "zero_grad":
			for _, id := range h.All(o.Of) {
				m.cleared[id] = true
			}
		case method == "backward" && len(o.Args) > 0:
			m.addEngines(h, o.Of)
		case method == "train" && len(o.Args) == 0:
			switched = append(switched, h.All(o.Of)...)
		}
		for _, id := range h.All(o.Callee) {
			called[id] = true
		}
		if copies[name] {
			if original, ok := o.Argument("model", 0); ok {
				m.Copied[e.Call] = original
			}
		}
		if callee, ok := h.One(o.Callee); ok && h.Object(callee).Kind == value.Instance {
			m.calls[e.At], callees[e.At] = true, callee
		}
		s.noteInside(e, o, callees)
	}
	m.ask(slices.DeleteFunc(switched, func(id value.ID) bool { return !called[id] }))
}

// ask notes that only networks have what is asked of some objects.
func (m *Networks) ask(ids []value.ID) {
	for _, id := range ids {
		m.Asked[id] = true
	}
}

// addEngines notes what computes the gradients of a loss that it is given, such as an engine of DeepSpeed: a tensor is given no more
// than gradients of its own.
func (m *Networks) addEngines(h *value.Heap, of value.Value) {
	for _, id := range h.All(of) {
		m.engines[id] = true
	}
}

// noteInside notes of the networks whose calls lead to a call what it says of them.
func (s *Story) noteInside(e *record.Event, o *value.Object, callees map[value.Place]value.ID) {
	name := s.Called(o)
	function, isFunctional := strings.CutPrefix(name, "torch.nn.functional.")
	training, given := o.Argument("training", -1)
	isModal := isFunctional && given && !s.IsTrue(training) && (strings.Contains(function, "dropout") || function == "batch_norm")
	if !isModal && name != "torch.autograd.grad" {
		return
	}
	for _, at := range e.Way {
		if callee, ok := callees[at]; ok && isModal {
			s.Networks.Depends[callee] = true
		} else if ok {
			s.Networks.Differentiates[callee] = true
		}
	}
}

// copies are calls that copy a network, with weights that go their own way.
var copies = map[string]bool{
	"copy.deepcopy": true, "copy.copy": true, "torch.optim.swa_utils.AveragedModel": true, "timm.utils.ModelEma": true,
	"timm.utils.ModelEmaV2": true, "timm.utils.ModelEmaV3": true, "ema_pytorch.EMA": true,
}

// IsModule reports whether an object is a network, or a part of one, that has weights.
func (s *Story) IsModule(id value.ID) bool {
	if s.Networks.Asked[id] || s.Networks.Trained[id] {
		return true
	}
	switch o := s.Record.Heap.Object(id); o.Kind {
	case value.Foreign:
		if original, ok := s.Networks.Copied[id]; ok {
			return slices.ContainsFunc(s.Record.Heap.All(original), s.IsModule)
		}
		return s.makesWeights(o.Name) || s.isContainer(o.Name) && slices.ContainsFunc(s.MembersOf(id), func(m value.ID) bool { return m != id && s.IsModule(m) })
	case value.Instance:
		return slices.ContainsFunc(s.MembersOf(id), func(m value.ID) bool { return m != id && s.makesWeights(s.Record.Heap.Object(m).Name) })
	}
	return false
}

// makesWeights reports whether what a call returned has weights.
func (s *Story) makesWeights(name string) bool {
	call, ok := strings.CutSuffix(name, "()")
	if !ok {
		return false
	}
	call = s.Frameworks.Canonical(call)
	facts := s.Lookup(call)
	return facts != nil && slices.Contains(facts.Builds, framework.Torch) || IsReadyMade(call)
}

// IsReadyMade reports whether a call makes a network whose layers are those of a library.
func IsReadyMade(call string) bool {
	return strings.HasPrefix(call, "torchvision.models.") || call == "timm.create_model" || call == "timm.models.create_model" ||
		call == "torch.hub.load" || IsPretrained(call) || strings.HasPrefix(call, "segmentation_models_pytorch.") ||
		strings.HasPrefix(call, "monai.networks.")
}

// IsPretrained reports whether a call loads a network of transformers, which it leaves in evaluation mode.
func IsPretrained(call string) bool {
	class, ok := strings.CutSuffix(call, ".from_pretrained")
	if !ok || !strings.HasPrefix(class, "transformers.") {
		return false
	}
	_, class = CutLast(class)
	return strings.HasSuffix(class, "Model") || strings.Contains(class, "For") && !strings.HasSuffix(class, "Tokenizer")
}

// isContainer reports whether a call makes a network of others that it is given.
func (s *Story) isContainer(name string) bool {
	return strings.HasPrefix(s.Frameworks.Canonical(name), "torch.nn.") && strings.HasSuffix(name, "()")
}

// MembersOf returns a network and those that it consists of, as far as they are known.
func (s *Story) MembersOf(id value.ID) []value.ID {
	if known, ok := s.Networks.members[id]; ok {
		return known
	}
	var all []value.ID
	seen := map[value.ID]bool{}
	s.addMembers(id, seen, &all)
	s.Networks.members[id] = all
	return all
}

// maxMembers bounds how many parts of a network are told apart.
const maxMembers = 256

// IsVast reports whether a network may consist of more than is told apart.
func (s *Story) IsVast(id value.ID) bool { return len(s.MembersOf(id)) == maxMembers }

func (s *Story) addMembers(id value.ID, seen map[value.ID]bool, all *[]value.ID) {
	if seen[id] || len(*all) == maxMembers {
		return
	}
	seen[id] = true
	*all = append(*all, id)
	h := s.Record.Heap
	inside := func(v value.Value) {
		for _, part := range h.All(v) {
			s.addMembers(part, seen, all)
		}
	}
	switch o := h.Object(id); {
	case o.Kind == value.Instance || o.Kind == value.Dict:
		for _, name := range value.SortedKeys(o.Fields) {
			inside(o.Fields[name])
		}
		inside(o.Elements)
	case o.Kind == value.List || o.Kind == value.Tuple:
		inside(o.Elements)
	case o.Kind == value.Foreign && s.isContainer(o.Name):
		for _, a := range o.Args {
			inside(a.Value)
		}
	}
}

// findLosses follows the losses whose gradients are computed to what they are computed from.
func (s *Story) findLosses() {
	h := s.Record.Heap
	var next []value.ID
	visit := func(v value.Value) {
		for _, id := range h.All(v) {
			if !s.Networks.InLoss[id] {
				s.Networks.InLoss[id] = true
				next = append(next, id)
			}
		}
	}
	for i := range s.Calls {
		if c := &s.Calls[i]; s.ComputesGradients(c.Object) {
			visit(h.Of(c.Event.Call))
		}
	}
	for len(next) > 0 {
		o := h.Object(next[len(next)-1])
		next = next[:len(next)-1]
		if o.Kind != value.Foreign && o.Kind != value.List && o.Kind != value.Tuple && o.Kind != value.Dict {
			continue
		}
		if _, method := CutLast(strings.TrimSuffix(o.Name, "()")); detaches[method] {
			continue
		}
		visit(o.Of)
		visit(o.Elements)
		for _, a := range o.Args {
			visit(a.Value)
		}
		for _, item := range o.Items {
			visit(item)
		}
		for _, name := range value.SortedKeys(o.Fields) {
			visit(o.Fields[name])
		}
	}
}

// detaches are methods whose results have no gradient.
var detaches = map[string]bool{"detach": true, "item": true, "argmax": true, "tolist": true, "numpy": true}

// ComputesGradients reports whether a call computes gradients of what it is called on or given.
func (s *Story) ComputesGradients(o *value.Object) bool {
	name := s.Called(o)
	if name == "torch.autograd.grad" || name == "torch.autograd.backward" {
		return true
	}
	facts := s.Facts(name)
	return facts != nil && facts.Act == framework.Backward
}
