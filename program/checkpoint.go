package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// A Save is one way in which a script writes what its training made: a call, as one chain of calls leads to it.
type Save struct {
	At       Range // the call that writes
	Library  *framework.Save
	By       string // the qualified name of what writes: torch.save
	InLoop   bool   // it may happen with every pass of the training's loop
	Guard    Guard  // from the loop on, or from the script on if it is not in the loop
	Contents Contents
	Path     Path
	Atomic   bool // what is written is renamed afterwards

	site  callSite
	stack []callSite
}

// OnlyBest reports whether the save happens on improvement, or its name says so.
func (s *Save) OnlyBest() bool { return s.Guard.Is(OnImprovement) || s.NamedBest() }

// NamedBest reports whether the path speaks of the best model.
func (s *Save) NamedBest() bool { return bestName.MatchString(s.Path.Text) }

// NamedLast reports whether the path says that it is meant to be replaced: last, latest, final.
func (s *Save) NamedLast() bool { return lastName.MatchString(s.Path.Text) }

var (
	bestName = pattern.New(`(?i)best|optimal|lowest|highest`)
	lastName = pattern.New(`(?i)last|latest|final|(^|[^a-z])ema([^a-z]|$)|snapshot|current|newest|recent|rolling|recovery|preempt|interrupt|crash|emergency`)
)

// Saves are all the ways in which an entry writes what one of its trainings made.
type Saves struct {
	All     []Save
	Unknown Range // a call that may save, but whose code is not here; its File is nil if there is none
	Hidden  bool  // there is such a call in the training's loop
}

// Any reports whether one of the saves is so.
func (s *Saves) Any(is func(*Save) bool) bool {
	return slices.ContainsFunc(s.All, func(save Save) bool { return is(&save) })
}

// Full reports whether one of the saves holds more than a model.
func (s *Saves) Full() bool {
	return s.Any(func(s *Save) bool { return s.Library.Whole || s.Contents.Has(framework.Optimizer) })
}

// maxSaves bounds how many saves of a training are told apart. A training with more counts as one that saves what can't be told.
const maxSaves = 200

// Saves answers where the entry writes what a training made. Callers must not change the answer.
func (e *Entry) Saves(t *Training) Saves {
	return once(&e.saves, t.At, func() Saves { return e.findSaves(t) })
}

func (e *Entry) findSaves(t *Training) Saves {
	var all Saves
	e.followed = 0
	loops := e.loopsAround(t)
	_, off := e.NotSaving(t.By)
	for site, names := range e.callsIn(savesSomething) {
		library, by := saves(site, names)
		switch {
		case library == nil:
			e.noteUnknownSave(&all, site, loops)
			continue
		case library.Loop != "" && (library.Loop != t.By || off):
			continue
		}
		if len(all.All) >= maxSaves {
			all.Unknown, all.Hidden = site.at(), true
			break
		}
		for _, stack := range e.stacks(site.fn) {
			s := Save{At: site.at(), Library: library, By: by, site: site, stack: stack}
			if e.describe(&s, loops); s.isState() {
				all.All = append(all.All, s)
			}
		}
	}
	return all
}

var savesSomething = askCalls(func(site callSite) bool {
	library, _ := saves(site, site.fn.targets[site.index].external)
	return library != nil || site.isNamedSave()
})

// saves returns the facts of a call that saves, and its name; nil for any other.
func saves(site callSite, names []string) (*framework.Save, string) {
	call := site.call()
	for _, name := range names {
		if c := framework.Lookup(name); c != nil && c.Saves != nil {
			return c.Saves, name
		}
	}
	method := lastPart(call.Callee)
	if len(site.fn.targets[site.index].functions) > 0 || method == call.Callee {
		return nil, ""
	}
	if method == "save" && strings.HasPrefix(call.Callee, "?") && site.fn.module.imports("keras", "tensorflow", "tf_keras") && partOf(call.Receiver) == framework.Model {
		c := framework.Lookup("keras.models.Model().save")
		return c.Saves, strings.TrimPrefix(call.Callee, "?")
	}
	if c := framework.LookupMethod(method); c != nil && c.Saves != nil {
		return c.Saves, strings.TrimPrefix(call.Callee, "?")
	}
	return nil, ""
}

// describe tells what a save writes, where to and when.
func (e *Entry) describe(s *Save, loops []piece) {
	call := s.site.call()
	here := scope{e, s.site.fn, s.stack}
	chain := append(slices.Clone(s.stack), s.site)
	from := inLoops(chain, loops)
	s.InLoop = from >= 0
	for i, site := range chain {
		switch {
		case i < from: // around the training, too
			if g := site.guard(-1, false); g.Is(OnOneProcess) {
				s.Guard |= OnOneProcess
			}
		case i == from:
			s.Guard |= site.guard(site.loopBlock(loops), true)
			s.Guard |= site.guard(-1, false) & OnOneProcess
		default:
			s.Guard |= site.guard(-1, false)
		}
	}
	s.Contents = Contents{Parts: s.Library.Contents()}
	if arg, ok := call.take(s.Library.Object); ok {
		s.Contents = origin{Value: arg.Value, scope: here, at: call.Span}.contents(maxTrace)
	}
	if arg, ok := call.take(s.Library.Path); ok {
		s.Path = origin{Value: arg.Value, scope: here, at: call.Span}.path(loops)
	} else {
		s.Path.Stability = Varying
	}
	s.Atomic = replaces(chain)
}

// take returns the argument that facts speak of.
func (c *Call) take(a *framework.Argument) (Arg, bool) {
	if a == nil {
		return Arg{}, false
	}
	return c.arg(a.Name, a.At)
}

// replaces reports whether a function on the way to a save renames files: what is written is moved over the old one.
func replaces(chain []callSite) bool {
	for _, site := range chain {
		if site.fn.isMover() {
			return true
		}
	}
	return false
}

// isMover reports whether a function renames files. It is looked into once.
func (fn *function) isMover() bool {
	if fn.moves == nil {
		moves := slices.ContainsFunc(fn.Calls, func(c Call) bool {
			return c.Callee == "os.replace" || c.Callee == "os.rename" || c.Callee == "shutil.move" ||
				strings.HasSuffix(c.Callee, ".rename") || strings.HasSuffix(c.Callee, ".replace") && len(c.Args) == 1
		})
		fn.moves = &moves
	}
	return *fn.moves
}

// isState tells a checkpoint from other things that are written with the same functions: losses, predictions.
func (s *Save) isState() bool {
	switch {
	case s.Library.Object == nil:
		return true
	case s.Contents.Has(framework.Model), s.Contents.Has(framework.Optimizer):
		return true
	case !s.Contents.Unknown:
		return false
	}
	arg, _ := s.site.call().take(s.Library.Object)
	return !slices.ContainsFunc(arg.Names(), notState.MatchString) && !notState.MatchString(s.Path.Text)
}

// notState matches the names of what is saved besides models.
var notState = pattern.New(`(?i)hist|loss(es)?$|metrics|preds?$|prediction|output|embedding|feature|logits|result|stats|vocab|tokeni[sz]er|dataset|corpus|samples?$|images?$|labels?$|label_?encoder|cache|scaler|indices|split|mapping|classes|vectors|tensor|log`)

// loopsAround returns the loops that a training happens in, but for those that repeat all of it.
func (e *Entry) loopsAround(t *Training) (out []piece) {
	if t.loop < 0 {
		return nil
	}
	add := func(fn *function, loop int) {
		for ; loop >= 0; loop = fn.Loops[loop].Parent {
			l := &fn.Loops[loop]
			repeats := slices.ContainsFunc(append(slices.Clone(l.Targets), l.Over.Names()...), repeated.MatchString)
			if !repeats || fn == t.fn && loop == t.loop {
				out = append(out, piece{fn, loop})
			}
		}
	}
	add(t.fn, t.loop)
	for _, stack := range e.stacks(t.fn) {
		for _, site := range stack {
			add(site.fn, site.call().Loop)
		}
		for _, fn := range e.hiddenCallers(t.fn, stack) {
			for loop := range fn.Loops {
				add(fn, loop)
			}
		}
	}
	return out
}

// hiddenCallers returns the functions that may call one under another name, in which case nobody sees where: those that
// it is handed to on the way, or that hand it on themselves.
func (e *Entry) hiddenCallers(fn *function, stack []callSite) (out []*function) {
	if len(stack) == 0 {
		for _, f := range e.reached {
			if slices.Contains(f.refs, fn) || fn != e.reached[0] && callsGiven.holds(f) {
				out = append(out, f)
			}
		}
	}
	for i, site := range stack {
		callee := fn
		if i+1 < len(stack) {
			callee = stack[i+1].fn
		}
		if functions := site.fn.targets[site.index].functions; !slices.Contains(functions, callee) {
			out = append(out, functions...)
		}
	}
	return out
}

var callsGiven = ask(func(fn *function) bool { return fn.callsParameter() })

// callsParameter reports whether a function calls something that it is given.
func (fn *Function) callsParameter() bool {
	return slices.ContainsFunc(fn.Calls, func(c Call) bool {
		name, unresolved := strings.CutPrefix(c.Callee, "?")
		return unresolved && slices.Contains(fn.Parameters, name)
	})
}

// repeated matches what a loop runs over that trains one model after the other.
var repeated = pattern.New(`(?i)fold|(^|[^a-z])(seeds?|trials?|runs?|configs?|models?|archs?|lrs?|learning_rates?|experiments?|datasets?|hparams?|grid|combinations?)([^a-z]|$)`)

// inLoops returns the index of the first call of a chain that is made in one of the loops, or -1.
func inLoops(chain []callSite, loops []piece) int {
	return slices.IndexFunc(chain, func(s callSite) bool {
		return slices.ContainsFunc(loops, func(l piece) bool { return l.fn == s.fn && s.fn.within(s.call().Loop, l.loop) })
	})
}

// loopBlock returns the block of the outermost of the loops that a call is made in.
func (s callSite) loopBlock(loops []piece) int {
	block := -1
	for _, l := range loops {
		if l.fn == s.fn && s.fn.within(s.call().Loop, l.loop) && (block < 0 || s.fn.Loops[l.loop].Block < block) {
			block = s.fn.Loops[l.loop].Block
		}
	}
	return block
}

// noteUnknownSave keeps a call whose name says that it saves, unless what it calls is here.
func (e *Entry) noteUnknownSave(all *Saves, site callSite, loops []piece) {
	if !site.isNamedSave() || site.isHarmless() || site.fn.targets[site.index].leads(e.program.saves) {
		return
	}
	all.Unknown = site.at()
	for _, stack := range e.stacks(site.fn) {
		if inLoops(append(slices.Clone(stack), site), loops) >= 0 {
			all.Hidden = true
		}
	}
}

// isNamedSave reports whether the name of what is called says that it saves.
func (s callSite) isNamedSave() bool {
	name := lastPart(s.call().Callee)
	return maySave.MatchString(name) && !notSaved.MatchString(name)
}

// saves reports whether a function leads to a call that is known to save.
func (p *Program) saves(fn *function) bool {
	return once(&p.savers, fn, func() bool { return slices.ContainsFunc(fn.callees(), (*function).savesItself) })
}

// callees returns a function and those that it calls or hands to calls, however indirectly.
func (fn *function) callees() []*function {
	all, seen := []*function{fn}, map[*function]bool{fn: true}
	for i := 0; i < len(all); i++ {
		for _, t := range all[i].targets {
			for callee := range t.all() {
				if !seen[callee] {
					seen[callee] = true
					all = append(all, callee)
				}
			}
		}
	}
	return all
}

// savesItself reports whether one of the function's own calls is known to save.
func (fn *function) savesItself() bool {
	for i := range fn.Calls {
		if library, _ := saves(callSite{fn, i}, fn.targets[i].external); library != nil {
			return true
		}
	}
	return false
}

var (
	maySave  = pattern.New(`(?i)save|checkpoint|ckpt|snapshot|persist|serialize|callback|on_epoch_end|dump|tofile`)
	notSaved = pattern.New(`(?i)load|restore|resume|find|latest|image|fig|plot|config|cfg|args|metric|result|log|hist|sample|pred|csv|json|yaml|video|gif|audio|wav|vocab|token|stat|param|embed|feature|grid|score|curve|loss|cache|summary|report|makedir|mkdir|exists|path|name|dir$|autosave|safe|gradient|enable|clean|delete|remove|np_|text|^checkpoint$|use_checkpoint|checkpointing$|checkpoint_sequential`)
	// writers are modules whose functions write, but not models.
	writers = []string{"json", "yaml", "PIL", "cv2", "matplotlib", "pandas", "csv", "torchvision", "imageio", "soundfile", "builtins",
		"os", "shutil", "pprint", "toml", "tomllib", "omegaconf", "ast", "logging", "argparse", "seaborn", "plotly", "torch"}
)

// isHarmless reports whether a call is of a library that saves no models, or of torch, whose calls that do are known.
func (s callSite) isHarmless() bool {
	top, _, _ := strings.Cut(s.call().Callee, ".")
	return slices.Contains(writers, top) || top == "numpy" && !slices.ContainsFunc(s.call().Args, func(a Arg) bool {
		return slices.ContainsFunc(a.Names(), func(n string) bool { return partOf(n) == framework.Model })
	})
}
