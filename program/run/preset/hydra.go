package preset

import (
	"path"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/run/location"
	"github.com/agentlint/agentlint/program/value"
)

// hydraModel gives the function that hydra.main decorates the configuration that the decorator names.
func hydraModel(r *Reader, s library.Site) value.Value {
	v := library.First(s)
	for _, id := range r.Heap.All(v) {
		c, ok := r.Heap.Object(id).Ref.(*frame.Closure)
		if !ok {
			continue
		}
		o := r.Heap.Object(s.Callee)
		name, hasName := o.Argument("config_name", 1)
		dir, _ := o.Argument("config_path", 0)
		parameters := c.Module.File.Functions[c.Function].Locals
		if !hasName || len(parameters) == 0 {
			continue
		}
		key := value.Key{Context: uint32(s.Callee), File: value.PresetFile, Sort: value.Foreign}
		cfg := r.Heap.New(key, value.Object{Kind: value.Foreign, Name: "omegaconf.DictConfig()", At: r.Heap.Object(s.Callee).At, Why: "its annotation says so"})
		if !r.composed(cfg, c.Module, dir, name) {
			continue
		}
		parameter := c.Module.File.Symbols[parameters[0]]
		r.Heap.Object(cfg).Label = parameter
		if c.Options == nil {
			c.Options = map[string]value.Value{}
		}
		c.Options[parameter] = r.Heap.Of(cfg)
		r.Composed[s.Callee] = cfg
	}
	return v
}

// composed fills an object with what Hydra composes for a file: of a folder that is named from there. It reports whether it could.
func (r *Reader) composed(id value.ID, m *frame.Module, dir, name value.Value) bool {
	file, ok := location.Of(r.Heap, name)
	if !ok || r.Config == nil {
		return false
	}
	folder := location.Location{Path: "."}
	if k := r.Heap.Literal(dir); dir != value.Nothing && (k == nil || k.Literal != code.None) {
		if folder, ok = location.Of(r.Heap, dir); !ok || strings.HasPrefix(folder.Path, "/") || strings.Contains(folder.Path, "://") {
			return false
		}
	}
	at := path.Clean(folder.Path)
	if !folder.Anchored {
		at = path.Join(path.Dir(m.File.Path), folder.Path)
	}
	n := configfile.Compose(func(name string) *configfile.Node {
		found, _ := r.Config(name)
		return found
	}, at, file.Path)
	if n == nil {
		return false
	}
	base := file.Path
	if path.Ext(base) == "" {
		base += ".yaml"
	}
	own, _ := r.Config(path.Join(at, base))
	alone := own != nil && !configfile.IsComposed(own)
	r.fill(id, n, &settings{path: path.Join(at, base), dotted: true, raises: "ConfigAttributeError", chosen: true, alone: alone})
	return true
}

// initializeModel notes the folder of the configurations that are composed from then on.
func initializeModel(r *Reader, s library.Site) value.Value {
	r.composedIn = value.Nothing
	if dir, ok := s.Argument("config_path", 0); ok {
		r.composedIn, r.composedFor = dir, s.Frame.Module
	}
	return value.Nothing
}

// composeModel is what Hydra composes at a call.
func composeModel(r *Reader, s library.Site) value.Value {
	result := s.Called(s)
	id, one := r.Heap.One(result)
	name, ok := s.Argument("config_name", 0)
	if one && ok && r.composedIn != value.Nothing {
		r.composed(id, r.composedFor, r.composedIn, name)
	}
	return result
}
