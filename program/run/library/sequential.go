package library

import "github.com/agentlint/agentlint/program/value"

// addSequentialModels adds what runs the layers that it was made of one after another.
func addSequentialModels() { models["torch.nn.Sequential()"] = sequentialModel }

// maxLayers bounds how many layers of the project are run.
const maxLayers = 8

// sequentialModel runs those layers that are networks of the project. Each is given what the first one is.
func sequentialModel(s Site) value.Value {
	layers := s.layers(s.Heap.Object(s.Callee).Args)
	if len(layers) == 0 {
		return value.Nothing
	}
	result := s.Called(s)
	for i, layer := range layers {
		made := s.Call(s.Frame, s.Heap.Of(layer), s.Args, s.Span, s.At*2*maxLayers+i)
		if id, ok := s.Heap.One(result); ok {
			s.Heap.Add(&s.Heap.Object(id).Elements, made)
		}
	}
	return result
}

// layers are the networks of the project among some arguments.
func (s Site) layers(args []value.Argument) (all []value.ID) {
	seen := map[value.ID]bool{}
	add := func(v value.Value) {
		for _, id := range s.Heap.All(v) {
			if s.Heap.Object(id).Kind == value.Instance && !seen[id] && len(all) < maxLayers {
				seen[id] = true
				all = append(all, id)
			}
		}
	}
	for _, a := range args {
		add(a.Value)
		for _, id := range s.Heap.All(a.Value) {
			o := s.Heap.Object(id)
			add(o.Elements)
			for _, name := range value.SortedKeys(o.Fields) {
				if o.Kind == value.Dict {
					add(o.Fields[name])
				}
			}
		}
	}
	return all
}
