package preset

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// Ask notes that a program asks whether a key is there.
func (r *Reader) Ask(object value.Value, key value.Value) {
	k := r.Heap.Literal(key)
	for _, id := range r.Heap.All(object) {
		o := r.Heap.Object(id)
		switch s, ok := o.Ref.(*settings); {
		case ok && k != nil:
			s.asked[k.Name] = true
		case ok:
			s.open = true
		case strings.HasSuffix(o.Name, ".keys()"):
			r.Ask(o.Of, key)
		}
	}
}

// ReadsAttribute notes that an attribute is read, which may be a key of settings.
func (r *Reader) ReadsAttribute(f *frame.Frame, object value.Value, name string, span code.Span) {
	if _, s := r.settingsOf(object); s != nil && s.dotted && !methodsOfSettings[name] {
		r.ReadsKey(f, object, name, span)
	}
}

// ReadsKey notes that a key is read, which settings may not have.
func (r *Reader) ReadsKey(f *frame.Frame, object value.Value, key string, span code.Span) {
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

// Settle leaves those keys that are missing to the end.
func (r *Reader) Settle() {
	r.Missing = slices.DeleteFunc(r.Missing, func(m record.MissingKey) bool {
		o := r.Heap.Object(m.Of)
		s := o.Ref.(*settings)
		return s.path == "" || s.open || s.whole.open && s == s.whole || s.asked[m.Name] || o.Fields[m.Name] != value.Nothing || o.Elements != value.Nothing
	})
	for i := range r.Missing {
		m := &r.Missing[i]
		s := r.Heap.Object(m.Of).Ref.(*settings)
		m.Choosable = !m.Unsure && s.whole.alone && !s.whole.shared
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

// Lend notes that a call outside the project gets hold of settings, which it may add keys to.
func (r *Reader) Lend(name string, args []value.Argument) {
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
