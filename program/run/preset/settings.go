package run

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// A settings is what the runner keeps of something foreign that holds settings: what a configuration file was read as, or what was
// made of that. Its fields are those that the file has, as options with the file's values for defaults.
type settings struct {
	path   string          // of the file, "" if there are several
	dotted bool            // its keys are attributes
	raises string          // the exception that a missing key is
	at     string          // the keys that lead there
	open   bool            // there may be other keys, too
	asked  map[string]bool // keys that the program asks for: they need not be there
	whole  *settings       // that it is part of

	shared bool // of the whole: something that is not here gets hold of it, and may add keys
	chosen bool // of the whole: the user may name another file
}

// settingsOf returns the settings that a value is, nil if it is something else or may be several.
func (r *runner) settingsOf(v value.Value) (value.ID, *settings) {
	if id, ok := r.Heap.One(v); ok {
		s, _ := r.Heap.Object(id).Ref.(*settings)
		return id, s
	}
	return 0, nil
}

// begin makes settings a whole, unless they are part of one.
func (s *settings) begin() {
	if s.whole == nil {
		s.whole, s.asked = s, map[string]bool{}
	}
}

// part returns the settings under a key, which are of the file at a path.
func (s *settings) part(key, path string) *settings {
	return &settings{
		path: path, dotted: s.dotted, raises: s.raises, at: strings.TrimPrefix(s.at+"."+key, "."), whole: s.whole, asked: map[string]bool{},
	}
}

// suffix is how a program writes what is under a key.
func (s *settings) suffix(key string) string {
	if s.dotted {
		return "." + key
	}
	return "[" + key + "]"
}

// fill gives an object the fields that a configuration has.
func (r *runner) fill(id value.ID, n *configfile.Node, s *settings) {
	s.begin()
	o := r.Heap.Object(id)
	if o.Ref != nil || n.Kind != configfile.Map {
		return
	}
	o.Ref = s
	s.open = s.open || n.Open || !r.spend(1)
	for _, key := range n.Keys {
		r.Heap.SetField(id, key, r.preset(id, key, n.Fields[key], s))
	}
}

// preset is what stands under a key of a configuration.
func (r *runner) preset(of value.ID, key string, n *configfile.Node, s *settings) value.Value {
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
	return r.presetOption(of, key, r.presetValue(of, key, n))
}

// presetOption is a setting with the value that a configuration file gives it.
func (r *runner) presetOption(of value.ID, key string, byDefault value.Value) value.Value {
	at := r.Heap.Object(of).At
	made := value.Object{Kind: value.Option, Name: key, At: at, Default: byDefault}
	return r.Heap.Of(r.Heap.New(value.Key{Context: uint32(of), File: value.PresetFile, At: r.Heap.Number(key), Sort: value.Option}, made))
}

// constants are the literals that scalars of configurations are.
var constants = map[configfile.Kind]code.ConstantKind{
	configfile.Null: code.None, configfile.True: code.True, configfile.False: code.False, configfile.Integer: code.Integer,
	configfile.Float: code.Float, configfile.String: code.String,
}

// presetValue is a scalar or a list of scalars; Nothing for what must be given.
func (r *runner) presetValue(of value.ID, key string, n *configfile.Node) value.Value {
	if n.Kind == configfile.List {
		id := r.Heap.New(value.Key{Context: uint32(of), File: value.PresetFile, At: r.Heap.Number(key), Sort: value.List}, value.Object{Kind: value.List})
		for i, item := range n.Items {
			v := r.presetValue(of, key+"["+strconv.Itoa(i)+"]", item)
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

// combine puts into settings what others hold, over what is there.
func (r *runner) combine(into value.ID, s *settings, from value.Value) {
	id, ok := r.Heap.One(from)
	if !ok {
		s.open = true
		return
	}
	o := r.Heap.Object(id)
	if other, isSettings := o.Ref.(*settings); isSettings {
		s.open, s.whole.chosen = s.open || other.open, s.whole.chosen || other.whole.chosen
		s.whole.shared = s.whole.shared || other.whole.shared
	} else if o.Kind != value.Dict || o.Elements != value.Nothing {
		s.open = true
	}
	for _, key := range value.SortedKeys(o.Fields) {
		r.combineField(into, s, key, r.Heap.Object(id).Fields[key])
	}
}

// combineField puts a value under a key of settings: two mappings become one.
func (r *runner) combineField(into value.ID, s *settings, key string, v value.Value) {
	was := r.Heap.Object(into).Fields[key]
	if r.Heap.Literal(v) != nil {
		option, _ := r.Heap.One(r.presetOption(into, key, v))
		r.Heap.Object(option).Default = v // which replaces that of an earlier one
		v = r.Heap.Of(option)
	}
	if r.isMapping(was) && r.isMapping(v) && was != v {
		part, _ := r.Heap.One(r.Heap.Part(into, s.suffix(key)))
		inner := r.settle(part, s.part(key, ""))
		r.combine(part, inner, was)
		r.combine(part, inner, v)
		v = r.Heap.Of(part)
	}
	r.Heap.SetField(into, key, v)
}

// isMapping reports whether a value is one mapping with keys that are known.
func (r *runner) isMapping(v value.Value) bool {
	id, s := r.settingsOf(v)
	return s != nil || id != 0 && r.Heap.Object(id).Kind == value.Dict
}

// settle makes an object settings, unless it is that already, and returns them.
func (r *runner) settle(id value.ID, s *settings) *settings {
	if was, ok := r.Heap.Object(id).Ref.(*settings); ok {
		return was
	}
	s.begin()
	r.Heap.Object(id).Ref = s
	return s
}

// ask notes that a program asks whether a key is there.
func (r *runner) ask(object value.Value, key value.Value) {
	k := r.Heap.Literal(key)
	for _, id := range r.Heap.All(object) {
		o := r.Heap.Object(id)
		switch s, ok := o.Ref.(*settings); {
		case ok && k != nil:
			s.asked[k.Name] = true
		case ok:
			s.open = true
		case strings.HasSuffix(o.Name, ".keys()"):
			r.ask(o.Of, key)
		}
	}
}

// lacks notes that a key is read of settings which do not have it.
func (r *runner) lacks(f *frame.Frame, object value.Value, key string, span code.Span) {
	id, s := r.settingsOf(object)
	if s == nil || r.Tried > 0 || r.Alone || r.Heap.Object(id).Fields[key] != value.Nothing || strings.HasPrefix(key, "_") {
		return
	}
	unsure := false
	for _, a := range r.Around {
		if a.Loop >= 0 {
			continue
		}
		if a.Guard.ByDefault == value.No {
			return
		}
		unsure = unsure || a.Guard.ByDefault == value.Open
	}
	at := f.Place(span)
	if slices.ContainsFunc(r.Missing, func(m record.MissingKey) bool { return m.At == at && m.Name == key && m.Of == id }) {
		return
	}
	r.Missing = append(r.Missing, record.MissingKey{
		Path: s.path, Name: key, Within: s.at, Raises: s.raises, At: at, Unsure: unsure, Of: id, Loaded: r.Heap.Object(id).At,
	})
}

// settleMissing leaves those keys that are missing to the end.
func (r *runner) settleMissing() {
	r.Missing = slices.DeleteFunc(r.Missing, func(m record.MissingKey) bool {
		o := r.Heap.Object(m.Of)
		s := o.Ref.(*settings)
		return s.path == "" || s.open || s.whole.open && s == s.whole || s.asked[m.Name] || o.Fields[m.Name] != value.Nothing || o.Elements != value.Nothing
	})
	for i := range r.Missing {
		m := &r.Missing[i]
		s := r.Heap.Object(m.Of).Ref.(*settings)
		m.Unsure = m.Unsure || s.whole.chosen || s.whole.shared
		m.Keys = value.SortedKeys(r.Heap.Object(m.Of).Fields)
	}
}

// readOnly are modules whose functions leave settings as they are.
var readOnly = map[string]bool{
	"builtins": true, "json": true, "wandb": true, "mlflow": true, "pprint": true, "logging": true, "yaml": true, "copy": true, "torch": true,
	"toml": true, "os": true, "numpy": true, "random": true, "rich": true, "omegaconf": true, "types": true, "argparse": true, "munch": true,
	"easydict": true, "addict": true, "box": true, "dotmap": true, "attrdict": true, "ml_collections": true, "hydra": true, "dataclasses": true,
}

// lend notes that a call outside the project gets hold of settings, which it may add keys to.
func (r *runner) lend(name string, args []value.Argument) {
	if top, _, _ := strings.Cut(name, "."); readOnly[top] {
		return
	}
	for _, a := range args {
		for _, id := range r.Heap.All(a.Value) {
			if s, ok := r.Heap.Object(id).Ref.(*settings); ok {
				s.whole.shared = true
			}
		}
	}
}

// methodsOfSettings are attributes that settings have whatever their keys are.
var methodsOfSettings = map[string]bool{
	"get": true, "pop": true, "setdefault": true, "items": true, "values": true, "keys": true, "update": true, "copy": true, "clear": true,
	"to_dict": true, "toDict": true, "as_dict": true, "to_json": true, "to_yaml": true, "pretty": true, "merge_with": true, "lock": true, "unlock": true,
	"unlocked": true, "copy_and_resolve_references": true, "fromDict": true, "toYAML": true, "toJSON": true, "get_ref": true, "is_type_safe": true,
	"to_yaml_best_effort": true, "to_json_best_effort": true, "update_from_flattened_dict": true, "freeze": true, "deepcopy": true,
}

// isClosed reports whether something is settings with no other keys than its fields.
func isClosed(o *value.Object) bool {
	s, ok := o.Ref.(*settings)
	return ok && !s.open && o.Elements == value.Nothing
}

// HasOthers reports whether there may be other keys, too.
func (s *settings) HasOthers() bool { return s.open }
