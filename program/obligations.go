package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
)

// Saved says whether a training writes its state.
type Saved uint8

// The answers to Saved.
const (
	NotSaved Saved = iota
	IsSaved
	MaybeSaved // by code that is not here
)

// IsSaved answers whether anything of a training is saved.
func (e *Entry) IsSaved(t *Training) Saved {
	saves := e.Saves(t)
	_, off := e.NotSaving(t.By)
	switch {
	case len(saves.All) > 0, (t.By == framework.Lightning || t.By == framework.HFTrainer) && !off:
		return IsSaved
	case saves.Unknown.File != nil, t.By == framework.Configured, t.Call != nil && t.hidesCallbacks():
		return MaybeSaved
	}
	return NotSaved
}

// hidesCallbacks reports whether callbacks that are not seen here may be given to a framework's loop.
func (t *Training) hidesCallbacks() bool {
	if t.Call.Unpacks && t.By == framework.Keras {
		return true
	}
	callbacks, ok := t.Call.arg("callbacks", -1)
	return ok && callbacks.Kind != Sequence && len((scope{fn: t.fn}).assigned(strings.Join(callbacks.Names(), " "))) == 0 && callbacks.Text != "None"
}

// A Gap is what the checkpoints of a training lack.
type Gap struct {
	At      Range // a save in the loop
	Missing []framework.Part
	Weights bool // the model is all there is
}

// Incomplete answers which parts of the state a training does not save while it runs, though it has them. All saves in
// the loop are taken together; what holds unknown things may hold anything.
func (e *Entry) Incomplete(t *Training) (gap Gap, unknown bool) {
	saves := e.Saves(t)
	var all Contents
	for i := range saves.All {
		s := &saves.All[i]
		if s.Library.Callback || s.InLoop && s.Library.Whole {
			return Gap{}, false
		}
		if !s.InLoop || s.Guard.Is(AtTheEnd) {
			continue
		}
		if gap.At.File == nil || !s.OnlyBest() {
			gap.At = s.At
		}
		all.add(s.Contents)
		if s.Path.Stability == Varying {
			all.hold(framework.Epoch) // the name tells
		}
	}
	if gap.At.File == nil || all.Unknown || saves.Hidden {
		return Gap{}, all.Unknown || saves.Hidden
	}
	gap.Weights = !slices.ContainsFunc(all.Parts, func(p framework.Part) bool { return p != framework.Model && p != framework.Epoch })
	for _, part := range e.parts(t) {
		if !all.Has(part) {
			gap.Missing = append(gap.Missing, part)
		}
	}
	return gap, false
}

// parts are the parts of the state that a training has.
func (e *Entry) parts(t *Training) []framework.Part {
	all := []framework.Part{framework.Model, framework.Optimizer}
	if e.UsesScheduler() {
		all = append(all, framework.Scheduler)
	}
	if e.callsAny(scales) {
		all = append(all, framework.Scaler)
	}
	all = append(all, framework.Epoch)
	if e.TracksBest(t) {
		all = append(all, framework.Best)
	}
	return all
}

var scales = askNames(func(name string) bool { return lastPart(name) == "GradScaler" })

// MakesDir answers whether the entry, or what it imports, makes folders.
func (e *Entry) MakesDir() bool {
	_, ok := e.anywhere(makesDir)
	return ok
}

var makesDir = askNames(func(name string) bool {
	method := strings.ToLower(lastPart(name))
	for _, word := range []string{"mkdir", "makedir", "make_dir", "create_dir", "ensure_dir", "mkpath", "create_folder", "check_dir", "prepare_dir"} {
		if strings.Contains(method, word) {
			return true
		}
	}
	return strings.HasSuffix(name, "SummaryWriter") || name == "os.system" || strings.HasPrefix(name, "subprocess.")
})

// IsDistributed answers whether several processes run the training, each with the whole model, and where they meet.
func (e *Entry) IsDistributed() (at Range, ok bool) {
	for site, names := range e.callsIn(opensOrShards) {
		for _, name := range names {
			switch c := framework.Lookup(name); {
			case c == nil:
			case c.Shards:
				return Range{}, false
			case c.Opens != "" && strings.HasPrefix(name, "torch.distributed."):
				at, ok = site.at(), true
			}
		}
	}
	return at, ok
}

var opensOrShards = askNames(func(name string) bool {
	c := framework.Lookup(name)
	return c != nil && (c.Shards || c.Opens != "")
}).question

// KeepsBest answers whether the best model so far is told from the others: a save on improvement, a copy, or a running
// best that something may be done with.
func (e *Entry) KeepsBest(t *Training) bool {
	saves := e.Saves(t)
	return saves.Any((*Save).OnlyBest) || e.TracksBest(t) || e.callsAny(namesBest)
}

var namesBest = askNames(bestName.MatchString)

// Unrestored are the parts of the state that a resumed run does not get back though they are saved.
type Unrestored struct {
	At    Range // the call that reads the checkpoint
	Parts []framework.Part
}

// Unrestored answers what a training saves and does not restore when it is resumed.
func (e *Entry) Unrestored(t *Training) (Unrestored, bool) {
	var restored Contents
	var at Range
	for _, l := range e.Loads() {
		restored.add(l.Restored)
		isResume := l.Resuming || l.Restored.Has(framework.Optimizer) || l.Restored.Has(framework.Epoch)
		if at.File == nil && isResume && l.Restored.Has(framework.Model) {
			at = l.At
		}
	}
	if at.File == nil || restored.Unknown {
		return Unrestored{}, false
	}
	saves := e.Saves(t)
	u := Unrestored{At: at}
	for _, part := range []framework.Part{framework.Optimizer, framework.Scheduler, framework.Scaler, framework.Epoch} {
		saved := saves.Any(func(s *Save) bool { return s.Library.Object != nil && len(s.Contents.Keys) > 0 && s.Contents.Has(part) })
		if saved && !restored.Has(part) {
			u.Parts = append(u.Parts, part)
		}
	}
	return u, len(u.Parts) > 0
}

// A Mismatch is a key that is read of a checkpoint and never written to one.
type Mismatch struct {
	Key   Key
	Saved []string // the keys that are
}

// Mismatches answers which keys are read that no checkpoint of the entry holds. A checkpoint that shares no key with
// those saved is taken to come from elsewhere.
func (e *Entry) Mismatches(t *Training) (out []Mismatch) {
	var saved []string
	saves := e.Saves(t)
	for i := range saves.All {
		s := &saves.All[i]
		if s.Contents.Unknown || slices.Contains(s.Contents.Keys, "") {
			return nil
		}
		saved = append(saved, s.Contents.Keys...)
	}
	slices.Sort(saved)
	saved = slices.Compact(saved)
	if saves.Unknown.File != nil {
		return nil
	}
	for _, l := range e.Loads() {
		if !slices.ContainsFunc(l.Keys, func(k Key) bool { return slices.Contains(saved, k.Name) }) {
			continue
		}
		for _, k := range l.Keys {
			if !k.Checked && !slices.Contains(saved, k.Name) {
				out = append(out, Mismatch{k, saved})
			}
		}
	}
	return out
}

// PerProcess reports whether the path has the process's rank in it.
func (s *Save) PerProcess() bool { return oneProcess.MatchString(s.Path.Text) }
