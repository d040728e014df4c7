package hostfile

import (
	_ "embed"
	"maps"
	"slices"
	"sync"
)

// A Setting is what is known of one key of a host's settings.
type Setting struct {
	Type   any                 `yaml:"type"`   // of JSON Schema: a name or a list of names
	Items  string              `yaml:"items"`  // the type of a list's entries; "" for any
	Of     string              `yaml:"of"`     // the type of an object's values; "" for any
	Values []string            `yaml:"values"` // that there are; none if they are not known
	About  string              `yaml:"about"`  // what it is for
	Keys   map[string]*Setting `yaml:"keys"`   // in it; none if they are not known
}

//go:embed settings.yaml
var settingData []byte

var settings = sync.OnceValue(func() (all map[string]map[string]*Setting) {
	decode(settingData, &all)
	return all
})

// Settings returns what is known of the keys of the format, none if it is about no settings. "hooks" is not among them.
func (f *Format) Settings() map[string]*Setting { return settings()[f.Name] }

// SettingNames returns the names of known settings, and "hooks" if the format has some, in order.
func (f *Format) SettingNames() []string {
	names := slices.Collect(maps.Keys(f.Settings()))
	if f.Dialect != "" {
		names = append(names, "hooks")
	}
	slices.Sort(names)
	return names
}

// schema returns the JSON Schema of a setting.
func (s *Setting) schema() map[string]any {
	schema := map[string]any{"type": s.Type, "description": s.About}
	if len(s.Values) > 0 {
		schema["enum"] = s.Values
	}
	if s.Items != "" {
		schema["items"] = map[string]any{"type": s.Items}
	}
	if s.Of != "" {
		schema["additionalProperties"] = map[string]any{"type": s.Of}
	}
	if len(s.Keys) > 0 {
		properties := map[string]any{}
		for name, key := range s.Keys {
			properties[name] = key.schema()
		}
		schema["properties"] = properties
	}
	return schema
}
