package run

import (
	"path"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
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
	models["builtins.hasattr"] = hasattrModel
	models["builtins.vars().update"] = updateFieldsModel
	models["argparse.ArgumentParser().set_defaults"] = defaultsModel
}

// loadModel is what a file is read as, if that is a configuration.
func loadModel(as settings) model {
	return func(r *runner, f *frame, s site) value.Value {
		result := r.called(f, s.callee, s.name, s.of, s.args, s.span, s.at)
		id, ok := r.heap.One(result)
		if !ok || len(s.args) == 0 || s.args[0].Rest {
			return result
		}
		l, ok := r.source(s.args[0].Value, 0)
		if !ok && (as.dotted || strings.HasPrefix(s.name, "toml.") || strings.HasPrefix(s.name, "ruamel.")) {
			l, ok = r.locate(s.args[0].Value, 0)
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
	return func(r *runner, f *frame, s site) value.Value {
		result := r.called(f, s.callee, s.name, s.of, s.args, s.span, s.at)
		id, ok := r.heap.One(result)
		if !ok || r.heap.Object(id).Ref != nil {
			return result
		}
		made := as
		into := r.settle(id, &made)
		for _, a := range s.args {
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
func sameSettingsModel(r *runner, f *frame, s site) value.Value {
	if len(s.args) == 0 {
		return value.Nothing
	}
	if _, is := r.settingsOf(s.args[0].Value); is == nil {
		return value.Nothing
	}
	r.called(f, s.callee, s.name, s.of, s.args, s.span, s.at)
	return s.args[0].Value
}

// openModel notes that a call may give settings any key.
func openModel(r *runner, _ *frame, s site) value.Value {
	for _, a := range s.args {
		if _, is := r.settingsOf(a.Value); is != nil {
			is.open = true
		}
	}
	return value.Nothing
}

// hasattrModel notes that a program asks whether an attribute is there.
func hasattrModel(r *runner, _ *frame, s site) value.Value {
	object, _ := s.argument("obj", 0)
	if name, ok := s.argument("name", 1); ok {
		r.ask(object, name)
	}
	return value.Nothing
}

// updateFieldsModel sets the attributes of an object: vars(args).update(config).
func updateFieldsModel(r *runner, _ *frame, s site) value.Value {
	for _, id := range r.heap.All(s.of) {
		for _, a := range s.args {
			if a.Name == "" {
				r.mergeInto(r.heap.Object(id).Of, a.Value)
			}
		}
	}
	return r.none()
}

// defaultsModel gives options of argparse other defaults than those with which they were added.
func defaultsModel(r *runner, _ *frame, s site) value.Value {
	for _, a := range s.args {
		if a.Rest || a.Name == "" {
			continue
		}
		v, all := a.Value, value.Nothing
		for _, parser := range r.heap.All(s.of) {
			all = r.heap.Join(all, r.heap.Object(parser).Fields[a.Name])
		}
		if id, ok := r.heap.One(v); ok && r.heap.Object(id).Kind == value.Option {
			v = r.heap.Object(id).Default
		}
		for _, id := range r.heap.All(all) {
			if o := r.heap.Object(id); o.Kind == value.Option {
				r.heap.Add(&o.Default, v)
			}
		}
		if all == value.Nothing {
			r.putField(s.of, a.Name, a.Value)
		}
	}
	return r.none()
}

// hydraModel gives the function that hydra.main decorates the configuration that the decorator names.
func hydraModel(r *runner, f *frame, s site) value.Value {
	v := firstModel(r, f, s)
	for _, id := range r.heap.All(v) {
		c, ok := r.heap.Object(id).Ref.(*closure)
		if !ok {
			continue
		}
		o := r.heap.Object(s.callee)
		name, hasName := o.Argument("config_name", 1)
		dir, _ := o.Argument("config_path", 0)
		parameters := c.module.file.Functions[c.function].Locals
		if !hasName || len(parameters) == 0 {
			continue
		}
		key := value.Key{Context: uint32(s.callee), File: presetFile, Sort: value.Foreign}
		cfg := r.heap.New(key, value.Object{Kind: value.Foreign, Name: "omegaconf.DictConfig()", At: r.heap.Object(s.callee).At, Why: "its annotation says so"})
		if !r.composed(cfg, c.module, dir, name) {
			continue
		}
		parameter := c.module.file.Symbols[parameters[0]]
		r.heap.Object(cfg).Label = parameter
		if c.options == nil {
			c.options = map[string]value.Value{}
		}
		c.options[parameter] = r.heap.Of(cfg)
		r.record.Composed[s.callee] = cfg
	}
	return v
}

// composed fills an object with what Hydra composes for a file: of a folder that is named from there. It reports whether it could.
func (r *runner) composed(id value.ID, m *module, dir, name value.Value) bool {
	file, ok := r.locate(name, 0)
	if !ok || r.project.Config == nil {
		return false
	}
	folder := location{path: "."}
	if k := r.literal(dir); dir != value.Nothing && (k == nil || k.Literal != code.None) {
		if folder, ok = r.locate(dir, 0); !ok || strings.HasPrefix(folder.path, "/") || strings.Contains(folder.path, "://") {
			return false
		}
	}
	at := path.Clean(folder.path)
	if !folder.anchored {
		at = path.Join(path.Dir(m.file.Path), folder.path)
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
func initializeModel(r *runner, f *frame, s site) value.Value {
	r.composedIn = value.Nothing
	if dir, ok := s.argument("config_path", 0); ok {
		r.composedIn, r.composedFor = dir, f.module
	}
	return value.Nothing
}

// composeModel is what Hydra composes at a call.
func composeModel(r *runner, f *frame, s site) value.Value {
	result := r.called(f, s.callee, s.name, s.of, s.args, s.span, s.at)
	id, one := r.heap.One(result)
	name, ok := s.argument("config_name", 0)
	if one && ok && r.composedIn != value.Nothing {
		r.composed(id, r.composedFor, r.composedIn, name)
	}
	return result
}

// settingsMethods are what settings have of a dictionary.
var settingsMethods = map[string]model{
	"get": settingModel, "pop": settingModel, "setdefault": settingModel, "items": itemsModel, "values": valuesModel, "update": updateSettingsModel,
	"copy": receiverModel,
}

// settingsMethod returns the method of settings that something is, nil if it is none.
func (r *runner) settingsMethod(o *value.Object) model {
	if _, s := r.settingsOf(o.Of); s == nil {
		return nil
	}
	name, _ := lastPart(o.Name)
	return settingsMethods[name]
}

// settingModel is get of a key that need not be there.
func settingModel(r *runner, _ *frame, s site) value.Value {
	key, ok := s.argument("key", 0)
	id, _ := r.settingsOf(s.of)
	r.ask(s.of, key)
	k := r.literal(key)
	if !ok || k == nil {
		return value.Nothing
	}
	r.reads(s.of, k.Name)
	name := k.Name
	if v, has := r.heap.Object(id).Fields[name]; has {
		return v
	}
	byDefault := r.none()
	if d, given := s.argument("default", 1); given {
		byDefault = d
	}
	return byDefault
}

// updateSettingsModel puts others into settings.
func updateSettingsModel(r *runner, _ *frame, s site) value.Value {
	id, into := r.settingsOf(s.of)
	for _, a := range s.args {
		switch {
		case a.Rest:
			into.open = true
		case a.Name == "":
			r.combine(id, into, a.Value)
		default:
			r.combineField(id, into, a.Name, a.Value)
		}
	}
	return r.none()
}
