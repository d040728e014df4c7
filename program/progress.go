package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// UsesScheduler answers whether a learning rate scheduler is made or stepped.
func (e *Entry) UsesScheduler() bool {
	return e.callsAny(usesScheduler)
}

var usesScheduler = askNames(func(name string) bool {
	return strings.Contains(name, "lr_scheduler.") || schedules.MatchString(lastPart(name)) ||
		lastPart(name) == "step" && partOf(ownerOf(name)) == framework.Scheduler
})

var schedules = pattern.New(`^get_\w*schedule\w*$|LRScheduler$`)

// callsAny reports whether running the entry leads to a call with a name of a kind.
func (e *Entry) callsAny(kind nameQuestion) bool {
	for site, names := range e.callsIn(kind.question) {
		if kind.is(strings.TrimPrefix(site.call().Callee, "?")) || slices.ContainsFunc(names, kind.is) {
			return true
		}
	}
	return false
}

// TracksBest answers whether the best value of a metric is kept from epoch to epoch.
func (e *Entry) TracksBest(t *Training) bool {
	for _, p := range e.inLoop(t) {
		for i := range p.fn.Assigns {
			a := &p.fn.Assigns[i]
			if p.has(a.Loop) && slices.ContainsFunc(a.Targets, func(name string) bool { return bestMetric.MatchString(name) }) {
				return true
			}
		}
	}
	return false
}

var bestMetric = pattern.New(`(?i)^(self\.)?best_?\w*(acc|loss|metric|score|val|f1|auc|error|fitness|bleu|iou|dice)`)

// shortRun is the number of epochs up to which a run is too short to lose much.
const shortRun = 2

// IsShort answers whether the training is seen to last an epoch or two, is one of many trials, or a trial run.
func (e *Entry) IsShort(t *Training) bool {
	if e.tries() {
		return true
	}
	if t.Call != nil {
		epochs, ok := t.Call.arg("epochs", -1)
		return t.By == framework.Keras && !t.Call.Unpacks && (!ok && !t.Call.hasArg("nb_epoch", "initial_epoch") || few(epochs.Value))
	}
	over := t.fn.Loops[t.loop].Over
	return over.Kind == CallTo && over.Text == "builtins.range" && len(over.Items()) == 1 && few(over.Items()[0])
}

func few(v Value) bool {
	n, err := strconv.Atoi(v.Text)
	return v.Kind == Literal && err == nil && n <= shortRun
}

// tries reports whether the entry searches for hyperparameters: most of what it trains is thrown away.
func (e *Entry) tries() bool {
	return e.callsAny(searches)
}

var searches = askNames(func(name string) bool {
	return name == "optuna.create_study" || name == "optuna.study.create_study" || strings.HasPrefix(name, "ray.tune.") ||
		strings.HasPrefix(name, "timeit.") || strings.HasPrefix(name, "hyperopt.fmin") || name == "wandb.agent"
})

// SaveSetting finds an argument by which an entry tells a framework's loop what to do about checkpoints.
type SaveSetting struct {
	At   Range
	Text string // the argument as it may be written: save_strategy="no"
}

// NotSaving finds the argument that stops a framework's loop from saving, unless one without it is made, too.
func (e *Entry) NotSaving(by framework.Loop) (SaveSetting, bool) {
	settings, all := e.settings(by, func(s *framework.Save) []string { return s.Off })
	if len(settings) == 0 || len(settings) < all {
		return SaveSetting{}, false
	}
	return settings[0], true
}

// SavingModelOnly finds the argument by which a framework's loop saves nothing but the model.
func (e *Entry) SavingModelOnly(by framework.Loop) (SaveSetting, bool) {
	settings, _ := e.settings(by, func(s *framework.Save) []string { return s.Partial })
	if len(settings) == 0 || e.callsAny(backsUp) {
		return SaveSetting{}, false
	}
	return settings[0], true
}

// backsUp recognises what saves the whole state besides.
var backsUp = askNames(func(name string) bool {
	c := framework.Lookup(name)
	return c != nil && c.Saves != nil && c.Saves.Whole && c.Saves.Loop == ""
})

var setsSaves = askNames(func(name string) bool {
	c := framework.Lookup(name)
	return c != nil && c.Saves != nil && c.Saves.Loop != ""
}).question

// settings finds the arguments with the values that facts name, and counts the calls that may have them.
func (e *Entry) settings(by framework.Loop, of func(*framework.Save) []string) (found []SaveSetting, calls int) {
	for site, names := range e.callsIn(setsSaves) {
		for _, name := range names {
			c := framework.Lookup(name)
			if c == nil || c.Saves == nil || c.Saves.Loop == "" || c.Saves.Loop != by {
				continue
			}
			calls++
			for _, wanted := range of(c.Saves) {
				key, value, _ := strings.Cut(wanted, "=")
				if arg, ok := site.call().arg(key, -1); ok && strings.Trim(arg.Text, `"'`) == value {
					found = append(found, SaveSetting{site.at(), key + "=" + arg.Text})
				}
			}
		}
	}
	return found, calls
}
