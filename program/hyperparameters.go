package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// Hyperparameters answers whether an entry reports or records what it is configured with, and where.
func (e *Entry) Hyperparameters() (Logged, Range) {
	for _, t := range e.Trainings {
		isTracked := t.By == framework.HFTrainer && !e.isSet(t.By, func(l *framework.Log) []string { return l.Untracked })
		if t.By == framework.Configured || isTracked {
			return MaybeLogged, t.At
		}
	}
	if at, ok := e.recordsSettings(); ok {
		return IsLogged, at
	}
	named := map[string]bool{}
	var at Range
	for _, r := range e.allReports() {
		switch {
		case r.facts.Settings, r.reportsSettings():
			return IsLogged, r.at()
		case r.facts.Config != nil && r.givesConfig():
			return IsLogged, r.at()
		case r.facts.Sink != "" && r.call().Loop < 0 && r.addNames(named):
			at = r.at()
		}
	}
	if len(named) >= enoughNames {
		return IsLogged, at
	}
	for site := range e.callsIn(recordsElsewhere) {
		if site.mayRecord() {
			return MaybeLogged, site.at()
		}
	}
	return NotLogged, Range{}
}

var recordsElsewhere = askCalls(callSite.mayRecord)

// enoughNames is the number of hyperparameters from which on a report is one of all.
const enoughNames = 3

// recordsSettings finds what records the settings without being given them: a decorator, or an entry in a run.
func (e *Entry) recordsSettings() (Range, bool) {
	for _, fn := range e.reached {
		for _, name := range fn.Decorators {
			for _, full := range append(e.program.resolve(fn.module, name, maxDepth).external, name) {
				if c := framework.Lookup(full); c != nil && c.Logs != nil && c.Logs.Settings {
					return fn.at(fn.Span), true
				}
			}
		}
		for i := range fn.Assigns {
			if a := &fn.Assigns[i]; slices.ContainsFunc(a.Targets, runSettings.MatchString) || slices.ContainsFunc(a.Value.Names(), runSettings.MatchString) {
				return fn.at(a.Span), true
			}
		}
		for i := range fn.Calls {
			if c := &fn.Calls[i]; runSettings.MatchString(c.Receiver) && lastPart(c.Callee) == "update" {
				return fn.at(c.Span), true
			}
		}
	}
	return Range{}, false
}

var (
	// runSettings matches where trackers keep the settings: wandb.config, run["parameters"].
	runSettings = pattern.New(`(?i)^(wandb|swanlab|trackio|run|self\.run)\.config\b|^(self\.)?\w*(run|neptune|aim|experiment|logger)\w*\[["'](h?_?param\w*|hyper_?param\w*|config\w*|args|settings)`)

	// settings matches names that stand for all hyperparameters.
	settings = pattern.New(`(?i)(^|[._])(args?|arguments|config|configs|configuration|cfg|conf|h_?params|hyper_?params?|hyper_?parameters|hps?|opts?|options|settings|flags|params|train_?cfg|train_?config|\w+_(args|config|cfg|params|hparams|opts?|flags|settings))$`)
)

// displays are functions that turn settings into something that can be reported.
var displays = []string{"vars", "str", "repr", "dict", "asdict", "dumps", "to_yaml", "pformat", "to_dict", "to_container", "items", "format", "join",
	"dump", "safe_dump", "to_json", "to_json_string", "model_dump", "model_dump_json", "sorted", "namespace_to_dict", "getattr", "pretty_text", "list", "print_args",
	"flags_into_string", "as_dict", "__dict__", "copy", "deepcopy", "enumerate", "keys", "unwrap", "tabulate", "resolve", "get_params", "prettify", "Pretty", "markdown"}

// isSettings reports whether a value stands for all hyperparameters, or what a display makes of them.
func isSettings(v Value) bool {
	switch v.Kind {
	case Name, Format, Other:
		return slices.ContainsFunc(v.Names(), func(n string) bool {
			return settings.MatchString(strings.TrimSuffix(strings.TrimSuffix(n, ".__dict__"), "._content")) || n == "sys.argv"
		})
	case CallTo:
		return slices.Contains(displays, lastPart(strings.TrimSuffix(v.Text, "()"))) && isSettings(Value{Kind: Other, Parts: &Parts{Names: v.Names()}})
	case Sequence:
		return slices.ContainsFunc(v.Items(), isSettings)
	case Dict:
		return slices.ContainsFunc(v.Keys(), func(p Pair) bool { return isSettings(p.Value) })
	}
	return false
}

// reportsSettings reports whether all hyperparameters are in what is reported: as a value, or by a loop over them.
func (r report) reportsSettings() bool {
	if r.facts.Sink == "" || r.facts.Sink == framework.Numbers || r.countsParameters() {
		return false
	}
	if slices.ContainsFunc(r.values, func(a Arg) bool { return isSettings(a.Value) || isSettings(r.meaning(a.Value)) }) {
		return true
	}
	for loop := r.call().Loop; loop >= 0; loop = r.fn.Loops[loop].Parent {
		l := &r.fn.Loops[loop]
		if (isSettings(l.Over) || r.fn.displaysSettings(l.Span)) && r.hasAny(l.Targets) {
			return true
		}
	}
	return r.fn.displaysSettings(r.call().Span)
}

// countsParameters reports whether the parameters that are reported are those of the model, or their number.
func (r report) countsParameters() bool {
	return slices.ContainsFunc(r.fn.Assigns, func(a Assign) bool {
		return r.hasAny(a.Targets) && slices.ContainsFunc(a.Targets, settings.MatchString) && learnt.MatchString(lastPart(a.Value.Text))
	})
}

// learnt matches functions that make, change or count the parameters of a model.
var learnt = pattern.New(`(?i)^(sum|len)$|init|count|numel|parameters|update|step`)

// displaysSettings reports whether a part of the function has all hyperparameters written out: vars(args).
func (fn *Function) displaysSettings(part Span) bool {
	return slices.ContainsFunc(fn.Calls, func(c Call) bool {
		return part.contains(c.Span) && slices.Contains(displays, lastPart(c.Callee)) && slices.ContainsFunc(c.Args, func(a Arg) bool { return isSettings(a.Value) })
	})
}

// meaning is what was last assigned to a name that is reported: text of text = yaml.dump(config).
func (r report) meaning(v Value) (out Value) {
	for _, name := range v.Names() {
		for i := range r.fn.Assigns {
			if a := &r.fn.Assigns[i]; slices.Contains(a.Targets, name) && a.Span.End <= r.call().Span.Start && a.Value.Kind == CallTo {
				out = a.Value
			}
		}
	}
	return out
}

// hasAny reports whether one of the names is in what is reported.
func (r report) hasAny(names []string) bool {
	return slices.ContainsFunc(r.values, func(a Arg) bool {
		return slices.ContainsFunc(a.Names(), func(n string) bool { return slices.Contains(names, n) })
	})
}

// givesConfig reports whether the call that opens a tracker is given the settings.
func (r report) givesConfig() bool {
	config, ok := r.call().arg(r.facts.Config.Name, r.facts.Config.At)
	return ok && config.Text != "None" || r.call().Unpacks
}

// hyperparameters match the names of single hyperparameters, and their keys.
var hyperparameters = pattern.New(`(?i)(^|[^a-z])(lr|learning_?rate|(train_?)?batch_?size|bs|bsz|(num_?|n_?|max_?)?epochs|num_?steps|max_?steps|max_?iters|weight_?decay|wd|momentum|dropout|hidden_?(size|dim|units)|embed(ding)?_?(size|dim)|d_?model|n_?layers|num_?layers|n_?heads?|num_?heads|optimizer|warmup\w*|gamma|seed|max_?len(gth)?|seq_?len(gth)?|block_?size|grad(ient)?_?accum\w*|n_?estimators|max_?depth|betas?|alpha|temperature|step_?size|num_?workers|patience|label_?smoothing)([^a-z]|$)`)

// addNames notes the hyperparameters that are reported one by one, and answers whether there are any.
func (r report) addNames(named map[string]bool) bool {
	before := len(named)
	for _, a := range r.values {
		for _, name := range a.Names() {
			if hyperparameters.MatchString(lastPart(name)) {
				named[strings.ToLower(lastPart(name))] = true
			}
		}
		for _, pair := range a.Keys() {
			if hyperparameters.MatchString(pair.Key) {
				named[strings.ToLower(pair.Key)] = true
			}
		}
	}
	if len(named) == before && len(r.values) > 1 && r.values[0].Kind == Literal { // "lr=%g, epochs=%d", 1e-3, 10
		for _, m := range hyperparameters.FindAllStringSubmatch(r.values[0].Text, -1) {
			named[strings.ToLower(m[2])] = true
		}
	}
	return len(named) > before
}

// recorders match functions that are not here and may record the settings that they are given: setup_logger(args).
var recorders = pattern.New(`(?i)log|print|track|report|dump|record|wandb|mlflow|writer|experiment|exp_manager|monitor|save_?(args|config|cfg|hparams|settings|run)|setup_run|init_run|show|display`)

// mayRecord reports whether a call leads to code that is not here and may record the settings.
func (s callSite) mayRecord() bool {
	t := &s.fn.targets[s.index]
	if len(t.functions) > 0 || t.class != nil || sinkOf(s) != nil || slices.ContainsFunc(t.external, framework.IsModule) {
		return false
	}
	return recorders.MatchString(lastPart(strings.TrimSuffix(s.call().Callee, "()"))) &&
		slices.ContainsFunc(s.call().Args, func(a Arg) bool { return isSettings(a.Value) })
}
