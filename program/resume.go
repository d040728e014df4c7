package program

import (
	"math"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
)

// Restores answers whether the entry, or what it imports, reads a checkpoint, and where.
func (e *Entry) Restores() (Range, bool) {
	return e.anywhere(restored)
}

var restored = askNames(func(name string) bool {
	method := lastPart(name)
	c := framework.Lookup(name)
	return c != nil && c.Restores || resumes.MatchString(method) || strings.Contains(method, "from_checkpoint") ||
		strings.HasPrefix(name, "?") && framework.LookupMethod(method) != nil && framework.LookupMethod(method).Restores
})

var resumes = pattern.New(`(?i)resume|restore|continue|load_(ckpt|checkpoint|snapshot|state)|(^|_)load$`)

// A Load is a place that reads a checkpoint into a name.
type Load struct {
	At       Range
	Keys     []Key // what is read of it, in source order
	Restored Contents
	Resuming bool // names around it speak of resuming

	fn   *function
	name string
	life Span // from the load to where the name gets another value
}

// A Key is one key that is read of a checkpoint.
type Key struct {
	Name    string
	At      Range
	Checked bool // the code makes sure that it is there
}

// Loads answers what the entry restores of the checkpoints that it reads with torch.load and the like.
func (e *Entry) Loads() (loads []Load) {
	for site, names := range e.callsIn(loadsTorch) {
		call := site.call()
		if !slices.Contains(names, "torch.load") {
			continue
		}
		l := Load{At: site.at(), fn: site.fn, Resuming: site.isResuming()}
		for i := range site.fn.Assigns {
			switch a := &site.fn.Assigns[i]; {
			case a.Span.contains(call.Span) && len(a.Targets) == 1 && a.Value.Text == call.Callee:
				l.name, l.life = a.Targets[0], Span{a.Span.End, math.MaxInt}
			case l.name != "" && slices.Contains(a.Targets, l.name) && a.Span.Start < l.life.End:
				l.life.End = a.Span.Start
			}
		}
		l.read()
		loads = append(loads, l)
	}
	return loads
}

var loadsTorch = askNames(func(name string) bool { return name == "torch.load" }).question

// isResuming reports whether names around a call speak of going on with a training.
func (s callSite) isResuming() bool {
	text := s.fn.Name
	for b := s.call().Block; b >= 0; b = s.fn.Blocks[b].Parent {
		text += " " + s.fn.Blocks[b].Text
	}
	for _, arg := range s.call().Args {
		text += " " + strings.Join(arg.Names(), " ")
	}
	return goesOn.MatchString(text)
}

var goesOn = pattern.New(`(?i)resume|continue|start_epoch|restart|resum`)

// read notes which keys are read of the checkpoint, and which parts of the state that restores.
func (l *Load) read() {
	if l.name == "" {
		l.Restored.Unknown = true
		return
	}
	for _, look := range l.fn.Lookups {
		if look.Of == l.name && l.life.contains(look.Span) {
			l.readKey(look.Key, look.Span, look.Block)
		}
	}
	for i := range l.fn.Calls {
		call := &l.fn.Calls[i]
		method := lastPart(call.Callee)
		switch {
		case !l.life.contains(call.Span):
		case call.Receiver == l.name && (method == "get" || method == "pop") && len(call.Args) > 0:
			l.Keys = append(l.Keys, Key{strings.Trim(call.Args[0].Text, `"'`), l.fn.at(call.Span), true})
			l.Restored.hold(partOf(strings.Trim(call.Args[0].Text, `"'`)))
		case call.Receiver == l.name:
			l.Restored.Unknown = true
		case !slices.ContainsFunc(call.Args, func(a Arg) bool { return slices.Contains(a.Names(), l.name) }):
		case method == "load_state_dict":
			l.loadState(call)
		case slices.ContainsFunc(call.Args, func(a Arg) bool { return a.Kind == Name && a.Names()[0] == l.name }):
			l.Restored.Unknown = l.Restored.Unknown || !slices.Contains([]string{"print", "len", "isinstance", "type"}, method)
		}
	}
	for _, v := range l.fn.Returns {
		l.Restored.Unknown = l.Restored.Unknown || slices.Contains(v.Names(), l.name) && (v.Kind == Name || v.Kind == Sequence)
	}
	for _, a := range l.fn.Assigns {
		l.Restored.Unknown = l.Restored.Unknown || l.life.contains(a.Span) && a.Value.Kind == Name && a.Value.Names()[0] == l.name
	}
}

// readKey notes that a key is read outside of load_state_dict, or inside it.
func (l *Load) readKey(key string, at Span, block int) {
	k := Key{Name: key, At: l.fn.at(at)}
	for ; block >= 0; block = l.fn.Blocks[block].Parent {
		b := &l.fn.Blocks[block]
		k.Checked = k.Checked || b.Kind == Try || b.Kind == If && strings.Contains(b.Text, key) || b.Kind == Else
	}
	l.Keys = append(l.Keys, k)
	l.Restored.hold(partOf(key))
}

// loadState notes what optimizer.load_state_dict(checkpoint[…]) restores.
func (l *Load) loadState(call *Call) {
	part := partOf(call.Receiver)
	if part == "" {
		part = framework.Model
	}
	l.Restored.hold(part)
}

// A TorchLoad is a call of torch.load.
type TorchLoad struct {
	At          Range
	WeightsOnly string // the argument's source, "" if it is not given
	Remote      bool   // what is read comes from a URL, a hub or the command line
	Pickles     bool   // a pickle_module is given, which does not go with weights_only
	FeedsModel  bool   // the result goes straight into load_state_dict of a model, and no argument is for pickles only
	End         Range  // behind the last argument; empty if there is none
}

// TorchLoads answers where the program's training code calls torch.load.
func (p *Program) TorchLoads() (loads []TorchLoad) {
	for _, m := range p.order {
		if !p.training[m] {
			continue
		}
		for _, fn := range m.sorted() {
			for i := range fn.Calls {
				if slices.Contains(fn.targets[i].external, "torch.load") && !fn.Calls[i].Unpacks {
					loads = append(loads, torchLoad(callSite{fn, i}))
				}
			}
		}
	}
	return loads
}

func torchLoad(site callSite) TorchLoad {
	call := site.call()
	l := TorchLoad{At: site.at(), End: site.fn.at(Span{call.Last, call.Last})}
	if a, ok := call.arg("weights_only", -1); ok {
		l.WeightsOnly = a.Text
		if l.WeightsOnly == "" {
			l.WeightsOnly = strings.Join(a.Names(), " ")
		}
	}
	if a, ok := call.arg("f", 0); ok {
		l.Remote = remote.MatchString(a.Text) || slices.ContainsFunc(a.Names(), remote.MatchString)
	}
	_, l.Pickles = call.arg("pickle_module", 2)
	for i := range site.fn.Calls {
		outer := &site.fn.Calls[i]
		l.FeedsModel = l.FeedsModel || lastPart(outer.Callee) == "load_state_dict" && len(outer.Args) > 0 &&
			outer.Args[0].Text == call.Callee && outer.Span.contains(call.Span) && isModel(outer.Receiver)
	}
	l.FeedsModel = l.FeedsModel && !slices.ContainsFunc(call.Args, func(a Arg) bool {
		return !slices.Contains([]string{"", "f", "map_location", "mmap"}, a.Name)
	})
	return l
}

// isModel reports whether a name is that of a model, and not of something else that has a state.
func isModel(name string) bool {
	part := partOf(name)
	return part == framework.Model || part == "" && name != "" && name != "self" && !otherState.MatchString(name)
}

// otherState matches names of what has a state with other things in it than tensors.
var otherState = pattern.New(`(?i)sampl|loader|train|callback|engine|track|meter|buffer|rng|state|strategy`)

var remote = pattern.New(`(?i)https?:|url|hub|download|argv|^\??args?\.|^\??opts?\.`)
