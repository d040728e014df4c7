package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
)

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
	part := story.PartOf(name)
	return part == framework.Model || part == "" && name != "" && name != "self" && !otherState.MatchString(name)
}

// otherState matches names of what has a state with other things in it than tensors.
var otherState = pattern.New(`(?i)sampl|loader|train|callback|engine|track|meter|buffer|rng|state|strategy`)

var remote = pattern.New(`(?i)https?:|url|hub|download|argv|^\??args?\.|^\??opts?\.`)
