package preset

import (
	"strings"

	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/run/location"
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
	return func(r *Reader, s library.Site) value.Value {
		result := s.Called(s)
		id, ok := r.Heap.One(result)
		if !ok || len(s.Args) == 0 || s.Args[0].Rest {
			return result
		}
		l, ok := location.Source(r.Heap, s.Args[0].Value)
		if !ok && (as.dotted || strings.HasPrefix(s.Name, "toml.") || strings.HasPrefix(s.Name, "ruamel.")) {
			l, ok = location.Of(r.Heap, s.Args[0].Value)
		}
		if !ok {
			return result
		}
		if n, at := r.configAt(l); n != nil {
			made := as
			made.path, made.chosen = at, l.Chosen || strings.HasSuffix(at, ".json")
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
	return func(r *Reader, s library.Site) value.Value {
		result := s.Called(s)
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
func sameSettingsModel(r *Reader, s library.Site) value.Value {
	if len(s.Args) == 0 {
		return value.Nothing
	}
	if _, is := r.settingsOf(s.Args[0].Value); is == nil {
		return value.Nothing
	}
	s.Called(s)
	return s.Args[0].Value
}

// openModel notes that a call may give settings any key.
func openModel(r *Reader, s library.Site) value.Value {
	for _, a := range s.Args {
		if _, is := r.settingsOf(a.Value); is != nil {
			is.open = true
		}
	}
	return value.Nothing
}

// hasattrModel notes that a program asks whether an attribute is there.
func hasattrModel(r *Reader, s library.Site) value.Value {
	object, _ := s.Argument("obj", 0)
	if name, ok := s.Argument("name", 1); ok {
		r.Ask(object, name)
	}
	return value.Nothing
}

// updateFieldsModel sets the attributes of an object: vars(args).update(config).
func updateFieldsModel(r *Reader, s library.Site) value.Value {
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
func defaultsModel(r *Reader, s library.Site) value.Value {
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

// getattrModel is getattr with a default of settings that may lack the attribute.
func getattrModel(r *Reader, s library.Site) value.Value {
	object, _ := s.Argument("object", 0)
	name, _ := s.Argument("name", 1)
	byDefault, hasDefault := s.Argument("default", 2)
	if !hasDefault {
		return value.Nothing
	}
	r.Ask(object, name)
	k := r.Heap.Literal(name)
	if id, of := r.settingsOf(object); of != nil && k != nil && r.Heap.Object(id).Fields[k.Name] == value.Nothing {
		return byDefault
	}
	return value.Nothing
}
