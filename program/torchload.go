package program

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/link"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

// A TorchLoad is a call of torch.load.
type TorchLoad struct {
	At          facts.Range
	WeightsOnly string      // the argument's source, "" if it is not given
	Foreign     bool        // what is read comes from a URL or a hub, or from an option for weights that something else was trained to
	Option      bool        // the command line says what is read
	Own         bool        // what is read has its path in the code
	Pickles     bool        // a pickle_module is given, which does not go with weights_only
	FeedsModel  bool        // the result goes straight into load_state_dict of a model, and no argument is for pickles only
	Again       bool        // the function also loads it with weights_only=True
	End         facts.Range // after the last argument; empty if there is none
}

// TorchLoads answers where the program's training code calls torch.load.
func (p *Program) TorchLoads() (loads []TorchLoad) {
	p.link()
	for _, m := range p.graph.Order {
		if !m.Training {
			continue
		}
		for _, fn := range m.Functions() {
			for i := range fn.Calls {
				if slices.Contains(fn.Targets[i].External, "torch.load") && !fn.Calls[i].Unpacks {
					loads = append(loads, torchLoad(fn, &fn.Calls[i]))
				}
			}
		}
	}
	return loads
}

func torchLoad(fn *link.Function, call *facts.Call) TorchLoad {
	l := TorchLoad{At: fn.At(call.Span), End: fn.At(facts.Span{Start: call.Last, End: call.Last})}
	if a, ok := call.Arg("weights_only", -1); ok {
		l.WeightsOnly = cmp.Or(a.Text, strings.Join(a.Names, " "), "?")
	}
	if a, ok := call.Arg("f", 0); ok {
		is := func(pattern *pattern.Pattern) bool {
			return pattern.MatchString(a.Text) || slices.ContainsFunc(a.Names, pattern.MatchString)
		}
		l.Option = is(ofCommandLine)
		l.Foreign = is(downloaded) || l.Option && is(foreign)
		l.Own = a.Kind == facts.Literal && len(a.Names) == 0 && !l.Foreign && !l.Option
	}
	_, l.Pickles = call.Arg("pickle_module", 2)
	for i := range fn.Calls {
		outer := &fn.Calls[i]
		l.FeedsModel = l.FeedsModel || facts.LastPart(outer.Callee) == "load_state_dict" && outer.Details != nil && len(outer.Args) > 0 &&
			outer.Args[0].Text == call.Callee && outer.Span.Contains(call.Span) && isModel(outer.Receiver)
	}
	l.FeedsModel = l.FeedsModel && call.Details != nil && !slices.ContainsFunc(call.Args, func(a facts.Arg) bool {
		return !slices.Contains([]string{"", "f", "map_location", "mmap"}, a.Name)
	})
	l.Again = slices.ContainsFunc(fn.Calls, func(other facts.Call) bool { return isSaferLoad(&other, call) })
	return l
}

// isSaferLoad reports whether a call loads the same file as another and unpickles only tensors: the other is for versions of torch that can't.
func isSaferLoad(safer, other *facts.Call) bool {
	only, ok := safer.Arg("weights_only", -1)
	file, isThere := safer.Arg("f", 0)
	same, isHere := other.Arg("f", 0)
	return ok && only.Text == "True" && isThere && isHere && safer.Callee == other.Callee && file.Text != "" && file.Text == same.Text
}

// isModel reports whether a name is that of a model, and not of something else that has a state.
func isModel(name string) bool {
	part := checkpoint.PartOf(name)
	return part == framework.Model || part == "" && name != "" && name != "self" && !otherState.MatchString(name)
}

// otherState matches names of what has a state with other things in it than tensors.
var otherState = pattern.New(`(?i)sampl|loader|train|callback|engine|track|meter|buffer|rng|state|strategy`)

// downloaded matches what comes from a URL or a hub, ofCommandLine what the command line names, and foreign options there for weights that
// something else was trained to: what other options name may be, and mostly is, a checkpoint of the program's own.
var (
	downloaded    = pattern.New(`(?i)https?:|url|hub|download`)
	ofCommandLine = pattern.New(`(?i)argv|^\??args?\.|^\??opts?\.`)
	foreign       = pattern.New(`(?i)pre_?train|(^|[._])(weights?|init|teacher|backbone|foundation)(_|$)`)
)
