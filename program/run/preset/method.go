package preset

import (
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// settingsMethods are what settings have of a dictionary.
var settingsMethods = map[string]model{
	"get": settingModel, "pop": settingModel, "setdefault": settingModel, "items": ofDict("items"), "values": ofDict("values"), "update": updateSettingsModel,
	"copy": func(_ *Reader, s library.Site) value.Value { return s.Of },
}

// ofDict is a method that settings have as a dictionary does.
func ofDict(name string) model {
	return func(_ *Reader, s library.Site) value.Value {
		return library.Of("builtins.dict()." + name)(s)
	}
}

// settingsMethod returns the method of settings that something is, nil if it is none.
func (r *Reader) settingsMethod(s library.Site) model {
	if _, of := r.settingsOf(s.Of); of == nil {
		return nil
	}
	name, _ := value.LastPart(s.Name)
	return settingsMethods[name]
}

// settingModel is get of a key that need not be there.
func settingModel(r *Reader, s library.Site) value.Value {
	key, ok := s.Argument("key", 0)
	id, _ := r.settingsOf(s.Of)
	r.Ask(s.Of, key)
	k := r.Heap.Literal(key)
	if !ok || k == nil {
		return value.Nothing
	}
	r.ReadsAny(s.Of, k.Name)
	name := k.Name
	if v, has := r.Heap.Object(id).Fields[name]; has {
		return v
	}
	byDefault := r.Heap.None()
	if d, given := s.Argument("default", 1); given {
		byDefault = d
	}
	return byDefault
}

// updateSettingsModel puts others into settings.
func updateSettingsModel(r *Reader, s library.Site) value.Value {
	id, into := r.settingsOf(s.Of)
	for _, a := range s.Args {
		switch {
		case a.Rest:
			into.open = true
		case a.Name == "":
			r.combine(id, into, a.Value)
		default:
			r.combineField(id, into, a.Name, a.Value)
		}
	}
	return r.Heap.None()
}
