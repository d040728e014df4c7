package preset

import (
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// A settings is what a run keeps of something foreign that holds settings: what a configuration file was read as, or what was
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
	alone  bool // of the whole: Hydra composes it of no other file
}

// settingsOf returns the settings that a value is, nil if it is something else or may be several.
func (r *Reader) settingsOf(v value.Value) (value.ID, *settings) {
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

// methodsOfSettings are attributes that settings have whatever their keys are.
var methodsOfSettings = map[string]bool{
	"get": true, "pop": true, "setdefault": true, "items": true, "values": true, "keys": true, "update": true, "copy": true, "clear": true,
	"to_dict": true, "toDict": true, "as_dict": true, "to_json": true, "to_yaml": true, "pretty": true, "merge_with": true, "lock": true, "unlock": true,
	"unlocked": true, "copy_and_resolve_references": true, "fromDict": true, "toYAML": true, "toJSON": true, "get_ref": true, "is_type_safe": true,
	"to_yaml_best_effort": true, "to_json_best_effort": true, "update_from_flattened_dict": true, "freeze": true, "deepcopy": true,
}

// HasOthers reports whether there may be other keys, too.
func (s *settings) HasOthers() bool { return s.open }

// IsShared reports whether code that is not here has got hold of the settings.
func (s *settings) IsShared() bool { return s.whole.shared }
