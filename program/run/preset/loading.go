package run

import (
	"path"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// addLoadModels adds what reads configuration files, and what is made of these: https://pyyaml.org/wiki/PyYAMLDocumentation,
// https://docs.python.org/3/library/tomllib.html, https://omegaconf.readthedocs.io/en/latest/usage.html,
// https://hydra.cc/docs/advanced/compose_api/.
func addLoadModels() {
	for _, name := range []string{
		"yaml.safe_load", "yaml.load", "yaml.full_load", "yaml.unsafe_load", "json.load", "json.loads", "tomllib.load", "tomllib.loads", "tomli.load",
		"tomli.loads", "toml.load", "toml.loads", "ruamel.yaml.YAML().load", "ruamel.yaml.safe_load", "ruamel.yaml.load",
	} {
		models[name] = loadModel(settings{raises: "KeyError"})
	}
	models["omegaconf.OmegaConf.load"] = loadModel(settings{dotted: true, raises: "ConfigAttributeError"})
	for _, name := range []string{"omegaconf.OmegaConf.merge", "omegaconf.OmegaConf.unsafe_merge", "omegaconf.OmegaConf.create", "omegaconf.DictConfig"} {
		models[name] = combineModel(settings{dotted: true, raises: "ConfigAttributeError"})
	}
	for _, name := range []string{
		"types.SimpleNamespace", "argparse.Namespace", "munch.Munch", "munch.munchify", "munch.Munch.fromDict", "easydict.EasyDict", "addict.Dict",
		"box.Box", "dotmap.DotMap", "attrdict.AttrDict", "ml_collections.ConfigDict", "ml_collections.config_dict.ConfigDict",
	} {
		models[name] = combineModel(settings{dotted: true, raises: "AttributeError"})
	}
	for _, name := range []string{"omegaconf.OmegaConf.to_container", "omegaconf.OmegaConf.to_object", "copy.deepcopy", "copy.copy"} {
		models[name] = sameSettingsModel
	}
	models["omegaconf.OmegaConf.update"] = openModel
	models["hydra.main()"] = hydraModel
	models["hydra.initialize"], models["hydra.experimental.initialize"] = initializeModel, initializeModel
	models["hydra.compose"], models["hydra.experimental.compose"] = composeModel, composeModel
	models["builtins.hasattr"], models["builtins.getattr"] = hasattrModel, getattrModel
	models["builtins.vars().update"] = updateFieldsModel
	models["argparse.ArgumentParser().set_defaults"] = defaultsModel
}

// loadModel is what a file is read as, if that is a configuration.
func loadModel(as settings) model {
	return func(r *runner, _ *frame.Frame, s library.Site) value.Value {
		result := r.called(s)
		id, ok := r.Heap.One(result)
		if !ok || len(s.Args) == 0 || s.Args[0].Rest {
			return result
		}
		l, ok := r.source(s.Args[0].Value, 0)
		if !ok && (as.dotted || strings.HasPrefix(s.Name, "toml.") || strings.HasPrefix(s.Name, "ruamel.")) {
			l, ok = r.locate(s.Args[0].Value, 0)
		}
		if !ok {
			return result
		}
		if n, at := r.configAt(l); n != nil {
			made := as
			made.path, made.chosen = at, l.chosen || strings.HasSuffix(at, ".json")
			if as.dotted {
				n = n.Resolve()
			}
			r.fill(id, n, &made)
		}
		return result
	}
}

// combineModel makes settings of the mappings and the keywords that a call is given. What is none of these may have any keys.
func combineModel(as settings) model {
	return func(r *runner, _ *frame.Frame, s library.Site) value.Value {
		result := r.called(s)
		id, ok := r.Heap.One(result)
		if !ok || r.Heap.Object(id).Ref != nil {
			return result
		}
		made := as
		into := r.settle(id, &made)
		for _, a := range s.Args {
			switch {
			case a.Rest:
				into.open = true
			case a.Name == "" || a.Name == "obj" || a.Name == "content":
				r.combine(id, into, a.Value)
				if _, from := r.settingsOf(a.Value); from != nil && into.path == "" {
					into.path = from.path
				}
			default:
				r.combineField(id, into, a.Name, a.Value)
			}
		}
		return result
	}
}

// sameSettingsModel makes of settings others with the same keys.
func sameSettingsModel(r *runner, _ *frame.Frame, s library.Site) value.Value {
	if len(s.Args) == 0 {
		return value.Nothing
	}
	if _, is := r.settingsOf(s.Args[0].Value); is == nil {
		return value.Nothing
	}
	r.called(s)
	return s.Args[0].Value
}

// openModel notes that a call may give settings any key.
func openModel(r *runner, _ *frame.Frame, s library.Site) value.Value {
	for _, a := range s.Args {
		if _, is := r.settingsOf(a.Value); is != nil {
			is.open = true
		}
	}
	return value.Nothing
}

// hasattrModel notes that a program asks whether an attribute is there.
func hasattrModel(r *runner, _ *frame.Frame, s library.Site) value.Value {
	object, _ := s.Argument("obj", 0)
	if name, ok := s.Argument("name", 1); ok {
		r.ask(object, name)
	}
	return value.Nothing
}

// updateFieldsModel sets the attributes of an object: vars(args).update(config).
func updateFieldsModel(r *runner, _ *frame.Frame, s library.Site) value.Value {
	for _, id := range r.Heap.All(s.Of) {
		for _, a := range s.Args {
			if a.Name == "" {
				r.ReadsAny(a.Value, "")
				r.Heap.Merge(r.Heap.Object(id).Of, a.Value)
			}
		}
	}
	return r.Heap.None()
}

// defaultsModel gives options of argparse other defaults than those with which they were added.
func defaultsModel(r *runner, _ *frame.Frame, s library.Site) value.Value {
	for _, a := range s.Args {
		if a.Rest || a.Name == "" {
			continue
		}
		v, all := a.Value, value.Nothing
		for _, parser := range r.Heap.All(s.Of) {
			all = r.Heap.Join(all, r.Heap.Object(parser).Fields[a.Name])
		}
		if id, ok := r.Heap.One(v); ok && r.Heap.Object(id).Kind == value.Option {
			v = r.Heap.Object(id).Default
		}
		for _, id := range r.Heap.All(all) {
			if o := r.Heap.Object(id); o.Kind == value.Option {
				r.Heap.Add(&o.Default, v)
			}
		}
		if all == value.Nothing {
			r.Heap.PutField(s.Of, a.Name, a.Value)
		}
	}
	return r.Heap.None()
}

// hydraModel gives the function that hydra.main decorates the configuration that the decorator names.
func hydraModel(r *runner, _ *frame.Frame, s library.Site) value.Value {
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
func (r *runner) composed(id value.ID, m *frame.Module, dir, name value.Value) bool {
	file, ok := r.locate(name, 0)
	if !ok || r.project.Config == nil {
		return false
	}
	folder := location{path: "."}
	if k := r.Heap.Literal(dir); dir != value.Nothing && (k == nil || k.Literal != code.None) {
		if folder, ok = r.locate(dir, 0); !ok || strings.HasPrefix(folder.path, "/") || strings.Contains(folder.path, "://") {
			return false
		}
	}
	at := path.Clean(folder.path)
	if !folder.anchored {
		at = path.Join(path.Dir(m.File.Path), folder.path)
	}
	n := configfile.Compose(func(name string) *configfile.Node {
		found, _ := r.project.Config(name)
		return found
	}, at, file.path)
	if n == nil {
		return false
	}
	base := file.path
	if path.Ext(base) == "" {
		base += ".yaml"
	}
	r.fill(id, n, &settings{path: path.Join(at, base), dotted: true, raises: "ConfigAttributeError", chosen: true})
	return true
}

// initializeModel notes the folder of the configurations that are composed from then on.
func initializeModel(r *runner, f *frame.Frame, s library.Site) value.Value {
	r.composedIn = value.Nothing
	if dir, ok := s.Argument("config_path", 0); ok {
		r.composedIn, r.composedFor = dir, f.Module
	}
	return value.Nothing
}

// composeModel is what Hydra composes at a call.
func composeModel(r *runner, _ *frame.Frame, s library.Site) value.Value {
	result := r.called(s)
	id, one := r.Heap.One(result)
	name, ok := s.Argument("config_name", 0)
	if one && ok && r.composedIn != value.Nothing {
		r.composed(id, r.composedFor, r.composedIn, name)
	}
	return result
}

// settingsMethods are what settings have of a dictionary.
var settingsMethods = map[string]model{
	"get": settingModel, "pop": settingModel, "setdefault": settingModel, "items": ofDict("items"), "values": ofDict("values"), "update": updateSettingsModel,
	"copy": func(_ *runner, _ *frame.Frame, s library.Site) value.Value { return s.Of },
}

// ofDict is a method that settings have as a dictionary does.
func ofDict(name string) model {
	return func(_ *runner, _ *frame.Frame, s library.Site) value.Value {
		return library.Of("builtins.dict()." + name)(s)
	}
}

// settingsMethod returns the method of settings that something is, nil if it is none.
func (r *runner) settingsMethod(s library.Site) model {
	if _, of := r.settingsOf(s.Of); of == nil {
		return nil
	}
	name, _ := value.LastPart(s.Name)
	return settingsMethods[name]
}

// settingModel is get of a key that need not be there.
func settingModel(r *runner, _ *frame.Frame, s library.Site) value.Value {
	key, ok := s.Argument("key", 0)
	id, _ := r.settingsOf(s.Of)
	r.ask(s.Of, key)
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
func updateSettingsModel(r *runner, _ *frame.Frame, s library.Site) value.Value {
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

// getattrModel is getattr with a default of settings that may lack the attribute.
func getattrModel(r *runner, _ *frame.Frame, s library.Site) value.Value {
	object, _ := s.Argument("object", 0)
	name, _ := s.Argument("name", 1)
	byDefault, hasDefault := s.Argument("default", 2)
	if !hasDefault {
		return value.Nothing
	}
	r.ask(object, name)
	k := r.Heap.Literal(name)
	if id, of := r.settingsOf(object); of != nil && k != nil && r.Heap.Object(id).Fields[k.Name] == value.Nothing {
		return byDefault
	}
	return value.Nothing
}
