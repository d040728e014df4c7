package preset

import (
	"slices"
	"strconv"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/value"
)

// fill gives an object the fields that a configuration has.
func (r *Reader) fill(id value.ID, n *configfile.Node, s *settings) {
	s.begin()
	o := r.Heap.Object(id)
	if o.Ref != nil || n.Kind != configfile.Map {
		return
	}
	o.Ref = s
	s.open = s.open || n.Open || !r.Spend(1)
	for _, key := range n.Keys {
		r.Heap.SetField(id, key, r.preset(id, key, n.Fields[key], s))
	}
}

// preset is what stands under a key of a configuration.
func (r *Reader) preset(of value.ID, key string, n *configfile.Node, s *settings) value.Value {
	switch {
	case n.Kind == configfile.Unknown:
		return r.Heap.Part(of, s.suffix(key))
	case n.Kind == configfile.Map:
		part := r.Heap.Part(of, s.suffix(key))
		id, _ := r.Heap.One(part)
		r.fill(id, n, s.part(key, s.path))
		return part
	case n.Kind == configfile.List && slices.ContainsFunc(n.Items, func(item *configfile.Node) bool { return item.Kind == configfile.Map }):
		id := r.Heap.New(value.Key{Context: uint32(of), File: value.PresetFile, At: r.Heap.Number(key), Sort: value.List}, value.Object{Kind: value.List, Label: key})
		for i, item := range n.Items {
			v := r.preset(of, key+"["+strconv.Itoa(i)+"]", item, s)
			r.Heap.Object(id).Items = append(r.Heap.Object(id).Items, v)
			r.Heap.Add(&r.Heap.Object(id).Elements, v)
		}
		return r.Heap.Of(id)
	}
	return r.option(of, key, r.scalar(of, key, n))
}

// option is a setting with the value that a configuration file gives it.
func (r *Reader) option(of value.ID, key string, byDefault value.Value) value.Value {
	at := r.Heap.Object(of).At
	made := value.Object{Kind: value.Option, Name: key, At: at, Default: byDefault}
	return r.Heap.Of(r.Heap.New(value.Key{Context: uint32(of), File: value.PresetFile, At: r.Heap.Number(key), Sort: value.Option}, made))
}

// constants are the literals that scalars of configurations are.
var constants = map[configfile.Kind]code.ConstantKind{
	configfile.Null: code.None, configfile.True: code.True, configfile.False: code.False, configfile.Integer: code.Integer,
	configfile.Float: code.Float, configfile.String: code.String,
}

// scalar is a scalar or a list of scalars; Nothing for what must be given.
func (r *Reader) scalar(of value.ID, key string, n *configfile.Node) value.Value {
	if n.Kind == configfile.List {
		id := r.Heap.New(value.Key{Context: uint32(of), File: value.PresetFile, At: r.Heap.Number(key), Sort: value.List}, value.Object{Kind: value.List})
		for i, item := range n.Items {
			v := r.scalar(of, key+"["+strconv.Itoa(i)+"]", item)
			r.Heap.Object(id).Items = append(r.Heap.Object(id).Items, v)
			r.Heap.Add(&r.Heap.Object(id).Elements, v)
		}
		return r.Heap.Of(id)
	}
	if kind, ok := constants[n.Kind]; ok {
		return r.Heap.Constant(code.Constant{Kind: kind, Text: n.Text})
	}
	return value.Nothing
}
