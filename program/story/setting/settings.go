package setting

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/logging"
	"github.com/agentlint/agentlint/program/value"
)

// LogsSettings answers whether the script reports or records what it is configured with.
func LogsSettings(s *story.Story) value.Truth {
	answer := value.No
	if s.Record.Cut {
		answer = value.Open
	}
	for i := range s.Trainings {
		t := &s.Trainings[i]
		isTracked := t.By == framework.HFTrainer && !logging.IsSet(s, t.By, func(l *framework.Log) []string { return l.Untracked })
		if t.By == framework.Configured || isTracked || s.HidesCallbacks(t) || s.HidesLogger(t) {
			answer = value.Open
		}
	}
	named := names{map[string]bool{}, map[string]bool{}}
	for i := range logging.Reports(s) {
		r := &logging.Reports(s)[i]
		switch {
		case r.Event.Alone && !s.Snippet && !logging.Alone(s):
		case r.Facts.Settings, reportsSettings(s, r), reportsEach(s, r), r.Facts.Config != nil && givesConfig(s, r):
			return value.Yes
		case r.Facts.Sink != "" && !isWhileTraining(s, &r.Step):
			named.add(s, r)
		}
	}
	if named.areEnough() || entersSettings(s) {
		return value.Yes
	}
	if answer == value.No && mayRecord(s) {
		return value.Open
	}
	return answer
}

// isWhileTraining reports whether a step is in a loop of a training, or one of a framework.
func isWhileTraining(s *story.Story, step *story.Step) bool {
	return slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return s.IsDuring(step, &t) })
}

// entersSettings reports whether the settings are put into what a tracker keeps of a run: wandb.config, run["parameters"].
func entersSettings(s *story.Story) bool {
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Call != 0 && configured.MatchString(s.Record.Heap.Object(e.Call).Name) {
			return true
		}
		if slices.ContainsFunc(s.Record.Heap.All(e.Set.Object), func(id value.ID) bool {
			return configured.MatchString(s.Record.Heap.Object(id).Name + "." + e.Set.Attribute + ".")
		}) {
			return true
		}
	}
	return slices.ContainsFunc(trackers(s), func(id value.ID) bool {
		return slices.ContainsFunc(value.SortedKeys(s.Record.Heap.Object(id).Fields), entry.MatchString)
	})
}

// trackers are the runs that trackers have open.
func trackers(s *story.Story) (all []value.ID) {
	for i := range logging.Reports(s) {
		if r := &logging.Reports(s)[i]; r.Facts.Tracker != "" {
			all = append(all, r.Event.Call)
		}
	}
	return all
}

var (
	configured = pattern.New(`^(wandb|swanlab|trackio)\.(init\(\)\.|run\.)?config[.\[]`)
	entry      = pattern.New(`(?i)^(h?_?param\w*|hyper_?param\w*|config\w*|args|settings)(/|$)`)
)

// reportsSettings reports whether all hyperparameters are in what is reported.
func reportsSettings(s *story.Story, r *logging.Report) bool {
	if r.Facts.Sink == "" || r.Facts.Sink == framework.Numbers {
		return false
	}
	return slices.ContainsFunc(r.Values, func(a value.Argument) bool {
		if o := s.Single(a.Value); o != nil && o.Kind == value.Dict && o.Label == "" && isWhileTraining(s, &r.Step) {
			return false // metrics, with a setting among them
		}
		return isSettings(s, a.Value) || r.Facts.Sink == framework.Copied && isSettingsFile(s, a.Value)
	})
}

// reportsEach reports whether something is reported of each of the settings: in a loop over them.
func reportsEach(s *story.Story, r *logging.Report) bool {
	return r.Facts.Sink != "" && r.Varies && slices.ContainsFunc(r.Event.Loops(), func(loop int) bool {
		return s.Record.Loops[loop].Hook == "" && isSettings(s, s.Record.Loops[loop].Over)
	})
}

// isSettingsFile reports whether a value is the path of a file of settings.
func isSettingsFile(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		_, last := story.CutLast(o.Name)
		return settingsFile.MatchString(o.Name) || allSettings.MatchString(last) || allSettings.MatchString(o.Label)
	})
}

var settingsFile = pattern.New(`(?i)(config|cfg|args|param)\w*$|\.(ya?ml|toml|json|gin)$`)

// allSettings matches names that stand for all hyperparameters. It is asked of what nothing but the name is known, and of the classes
// of the project.
var allSettings = pattern.New(`(?i)^(args?|arguments|config|configs|configuration|cfg|conf|h_?params|hyper_?params?|hyper_?parameters|hps?|opts?|options|settings|flags|params|\w+_(args|config|cfg|params|hparams|opts?|flags|settings)|\w*(config|settings|hparams|arguments|args))$`)

// displays are functions and methods that turn settings into something that can be reported.
var displays = map[string]bool{
	"vars": true, "str": true, "repr": true, "dict": true, "asdict": true, "dumps": true, "to_yaml": true, "pformat": true, "to_dict": true,
	"to_container": true, "items": true, "format": true, "join": true, "dump": true, "safe_dump": true, "to_json": true, "to_json_string": true,
	"model_dump": true, "model_dump_json": true, "sorted": true, "namespace_to_dict": true, "getattr": true, "pretty_text": true, "list": true,
	"flags_into_string": true, "flag_values_dict": true, "as_dict": true, "copy": true, "deepcopy": true, "clone": true, "enumerate": true, "keys": true,
	"values": true, "unwrap": true, "tabulate": true, "resolve": true, "get_params": true, "prettify": true, "Pretty": true, "markdown": true,
	"_asdict": true, "_get_kwargs": true, "DataFrame": true, "Series": true, "replace": true, "append_flags_into_file": true, "iter": true,
	"OrderedDict": true, "SimpleNamespace": true, "Namespace": true, "flatten": true, "flatten_dict": true, "create": true, "update": true,
}

// isSettings reports whether a value stands for all hyperparameters, or is what displays make of them.
func isSettings(s *story.Story, v value.Value) bool { return isSettingsIn(s, v, map[value.ID]bool{}) }

func isSettingsIn(s *story.Story, v value.Value, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		if seen[id] {
			return false
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		anyOf := func(all []value.Value) bool {
			return slices.ContainsFunc(all, func(v value.Value) bool { return isSettingsIn(s, v, seen) })
		}
		switch o.Kind {
		case value.Instance:
			return isConfiguration(s, id, o)
		case value.Class:
			_, last := story.CutLast(o.Name)
			return allSettings.MatchString(last)
		case value.Text:
			return anyOf(o.Items)
		case value.Tuple, value.List:
			return anyOf(o.Items) || anyOf([]value.Value{o.Elements, o.Of})
		case value.Dict:
			return isSettingsDict(s, o, seen)
		case value.Foreign:
			return isForeignSettings(s, o, seen)
		}
		return false
	})
}

// isConfiguration reports whether an instance is of a class of settings: its fields are declared, or it is called so.
func isConfiguration(s *story.Story, id value.ID, o *value.Object) bool {
	if s.Record.IsModule(id) {
		return false
	}
	for _, v := range o.Fields {
		if field := s.Single(v); field != nil && field.Kind == value.Option {
			return true
		}
	}
	_, last := story.CutLast(strings.TrimSuffix(o.Name, "()"))
	return allSettings.MatchString(last) || allSettings.MatchString(o.Label)
}

// isSettingsDict reports whether a dictionary holds hyperparameters, or all of them under a key.
func isSettingsDict(s *story.Story, o *value.Object, seen map[value.ID]bool) bool {
	if isSettingsIn(s, o.Elements, seen) {
		return true
	}
	for _, key := range value.SortedKeys(o.Fields) {
		if isSettingsIn(s, o.Fields[key], seen) || hyperparameter.MatchString(key) && !isRate(s, o.Fields[key]) && logging.TopicsOfText(key)&^logging.RateTopic == 0 {
			return true
		}
	}
	return false
}

// isRate reports whether a value is read from an optimizer or a schedule while it runs, or counts what is done.
func isRate(s *story.Story, v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Varying || o.Kind == value.Foreign && (strings.Contains(o.Name, "param_groups") || strings.Contains(o.Name, "_lr()"))
	})
}

// isForeignSettings is isSettings of what lies outside the project.
func isForeignSettings(s *story.Story, o *value.Object, seen map[value.ID]bool) bool {
	name, isCall := strings.CutSuffix(o.Name, "()")
	_, last := story.CutLast(strings.TrimPrefix(name, "?"))
	switch {
	case readsSettings.MatchString(o.Name), o.Name == "sys.argv", isCall && ofModel[last]:
		return true
	case isCall && displays[last], logging.IsElement(o.Name), last == "__dict__", last == "_content", o.Name == "?" && o.Operator != 0:
		return isSettingsIn(s, o.Of, seen) || slices.ContainsFunc(o.Args, func(a value.Argument) bool { return isSettingsIn(s, a.Value, seen) })
	case isCall && !strings.HasPrefix(o.Name, "?") && story.IsClass(last) && allSettings.MatchString(last) && !s.Frameworks.IsModule(name):
		return true // a class for settings, of a library for that
	case !strings.HasPrefix(o.Name, "?") && !s.IsElsewhere(s.Called(o)):
		return false
	}
	return allSettings.MatchString(last) || isCall && (allSettings.MatchString(o.Label) || allSettings.MatchString(o.Given))
}

// ofModel are methods that return the hyperparameters of what they are called on: of estimators of scikit-learn, XGBoost and CatBoost.
var ofModel = map[string]bool{"get_params": true, "get_xgb_params": true, "get_all_params": true}

// readsSettings matches what reads all settings: from the command line, or a file.
var readsSettings = pattern.New(`^argparse\.Namespace\(\)$|parse_args\w*\(\)$|^absl\.flags\.FLAGS$|^(yaml|toml|tomllib|tomli)\.\w*load\w*\(\)$|^omegaconf\.|^(yacs|fvcore\.common|detectron2)\.config\.|^ml_collections\.|^configparser\.|^tyro\.|^types\.SimpleNamespace\(\)$|^simple_parsing\.|HfArgumentParser|\.best_params$|\.parse_known_args\(\)(\[0\])?$|^builtins\.locals\(\)$`)

// givesConfig reports whether the call that opens a tracker is given the settings.
func givesConfig(s *story.Story, r *logging.Report) bool {
	config, ok := r.Object.Argument(r.Facts.Config.Name, r.Facts.Config.At)
	return ok && !s.IsLiteral(config, "None") || slices.ContainsFunc(r.Object.Args, func(a value.Argument) bool { return a.Rest })
}

// hyperparameter matches the names of single hyperparameters, and their keys.
var hyperparameter = pattern.New(`(?i)(^|[^a-z])(lr|learning[_ ]?rate|(train_?)?batch[_ ]?size|bs|bsz|(num[_ ]?|n_?|max[_ ]?)?epochs|num_?steps|max_?steps|max_?iters|weight[_ ]?decay|wd|momentum|dropout|hidden[_ ]?(size|dim|units)|embed(ding)?_?(size|dim)|d_?model|n_?layers|num_?layers|n_?heads?|num_?heads|optimizer|warmup\w*|gamma|seed|max_?len(gth)?|seq_?len(gth)?|block_?size|(grad(ient)?_?)?accum\w*|n_?estimators|max_?depth|betas?|alpha|temperature|step_?size|num_?workers|patience|label_?smoothing)([^a-z]|$)`)

// recorders match functions that are not here and may record the settings that they are given: setup_logger(args).
var recorders = pattern.New(`(?i)log|print|track|report|dump|record|wandb|mlflow|writer|experiment|exp_manager|monitor|save_?(args|config|cfg|hparams|settings|run)|setup_run|init_run|show|display`)

// mayRecord reports whether code that is not here, and is called as if it recorded settings, is given them.
func mayRecord(s *story.Story) bool {
	isAlone := logging.Alone(s)
	for i := range s.Calls {
		c := &s.Calls[i]
		if c.Event.Alone && !s.Snippet && !isAlone {
			continue
		}
		_, method := story.CutLast(c.Name)
		if s.IsElsewhere(c.Name) && logging.FactsOf(s, c.Name) == nil && recorders.MatchString(method) &&
			slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return isSettings(s, a.Value) }) {
			return true
		}
	}
	return false
}
