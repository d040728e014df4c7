package program

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/story"
)

// topics are what a report is about, as far as names tell.
type topics uint16

const (
	trainLoss topics = 1 << iota
	evaluated        // a result on data that the model is not trained on
	quality          // accuracy, reward or another measure
	rate             // the learning rate
	gradient
	progress // the epoch, the time: nothing about how well it goes
	opaque   // can't be told
)

const metrics = trainLoss | evaluated | quality

// topicWords are the words in names and texts that tell what is reported.
var topicWords = map[string]topics{
	"loss": trainLoss, "losses": trainLoss, "nll": trainLoss, "elbo": trainLoss, "ppl": trainLoss, "perplexity": trainLoss, "bce": trainLoss,
	"mse": trainLoss, "mae": trainLoss, "rmse": trainLoss, "kl": trainLoss, "kld": trainLoss, "ce": trainLoss, "err": trainLoss, "error": trainLoss,
	"cost": trainLoss, "criterion": trainLoss, "energy": trainLoss, "objective": trainLoss, "trainloss": trainLoss, "crit": trainLoss, "bpc": trainLoss,
	"reward": quality | trainLoss, "rewards": quality | trainLoss, "return": quality | trainLoss, "returns": quality | trainLoss, // what agents learn by
	"valloss": evaluated, "testloss": evaluated, "valacc": evaluated, "testacc": evaluated,
	"acc": quality, "accuracy": quality, "accuracies": quality, "score": quality, "scores": quality, "auc": quality, "auroc": quality, "recall": quality,
	"precision": quality, "bleu": quality, "rouge": quality, "iou": quality, "miou": quality, "dice": quality, "psnr": quality, "ssim": quality,
	"fid": quality, "wer": quality, "cer": quality, "correct": quality, "prec": quality, "map": quality, "fitness": quality,
	"lr": rate, "lrs": rate,
	"grad": gradient, "grads": gradient, "gradient": gradient, "gradients": gradient,
	"epoch": progress, "epochs": progress, "step": progress, "steps": progress, "iter": progress, "iteration": progress, "iterations": progress,
	"i": progress, "j": progress, "idx": progress, "index": progress, "n": progress, "it": progress, "ep": progress, "batch": progress, "batches": progress,
	"time": progress, "elapsed": progress, "start": progress, "duration": progress, "eta": progress, "now": progress, "device": progress,
	"path": progress, "dir": progress, "file": progress, "filename": progress, "rank": progress, "len": progress, "seed": progress, "name": progress,
	"loader": progress, "dataloader": progress, "dataset": progress, "samples": progress, "patience": progress, "counter": progress, "checkpoint": progress,
	"ckpt": progress, "args": progress, "cfg": progress, "config": progress, "sys": progress, "os": progress, "math": progress, "np": progress, "torch": progress,
	"size": progress, "sz": progress, "bsz": progress, "gpu": progress, "id": progress, "count": progress, "num": progress, "best": quality, "world": progress, "shape": progress,
	"model": progress, "parameters": progress, "exception": progress, "e": progress,
}

// topicsOfText tells what the words of a name or text are about. A word for held-out data turns the loss after it into
// a result: val_loss, "Validation loss".
func topicsOfText(text string) (out topics) {
	held := false
	last := ""
	for word := range story.Words(text) {
		t := topicWords[word]
		switch {
		case story.NamesPart(word):
			held = true
		case word == "train" || word == "training" || word == "tr":
			held = false
		case word == "rate" && (last == "learning" || last == "learn"):
			out |= rate
		case held && t&(trainLoss|quality) != 0:
			out, held = out|evaluated, false
		default:
			out |= t
		}
		last = word
	}
	if held {
		out |= evaluated
	}
	return out
}

// maxTopic bounds how many names what is reported is followed through.
const maxTopic = 4

// topics tells what a report is about. Each is looked into once.
func (e *Entry) topics(r *report) topics {
	if !r.told {
		r.about, r.told = e.findTopics(*r), true
	}
	return r.about
}

func (e *Entry) findTopics(r report) (out topics) {
	if !r.hasNames() {
		return 0 // a fixed text tells nothing of how it goes
	}
	for _, arg := range r.values {
		if arg.Name != "" && arg.Kind != Literal {
			out |= topicsOfText(arg.Name) &^ progress
		}
		out |= e.topicsOf(r.fn, arg.Value, maxTopic)
	}
	out |= e.inside(r)
	if RoleOfName(lastPart(r.fn.Name)) != "" && out&(trainLoss|quality) != 0 {
		out = out&^(trainLoss|quality) | evaluated
	}
	return out
}

// inside tells what the calls and lookups in the arguments of a report are about.
func (e *Entry) inside(r report) (out topics) {
	span := r.call().Span
	for i := startingIn(span, r.fn.Calls, func(c Call) int { return c.Span.Start }); i < len(r.fn.Calls); i++ {
		c := &r.fn.Calls[i]
		if c.Span.Start >= span.End {
			break
		}
		if span.contains(c.Span) && c != r.call() {
			out |= topicsOfText(lastPart(c.Callee)) & (metrics | rate)
		}
	}
	for _, l := range r.fn.Lookups[startingIn(span, r.fn.Lookups, func(l Lookup) int { return l.Span.Start }):] {
		if l.Span.Start >= span.End {
			break
		}
		if span.contains(l.Span) {
			out |= topicsOfText(l.Key) & (metrics | rate)
		}
	}
	return out
}

// startingIn returns the index of the first of things in source order that starts in a span or after it.
func startingIn[T any](span Span, all []T, start func(T) int) int {
	i, _ := slices.BinarySearchFunc(all, span.Start, func(one T, at int) int { return cmp.Compare(start(one), at) })
	return i
}

// topicsOf tells what a value is about.
func (e *Entry) topicsOf(fn *function, v Value, depth int) (out topics) {
	switch v.Kind {
	case Literal:
		return topicsOfText(v.Text) & (metrics | rate | gradient)
	case Dict:
		for _, pair := range v.Keys() {
			if t := topicsOfText(pair.Key) &^ progress; t != 0 {
				out |= t
			} else {
				out |= e.topicsOf(fn, pair.Value, depth)
			}
		}
		return out
	case Sequence:
		for _, item := range v.Items() {
			out |= e.topicsOf(fn, item, depth)
		}
		return out
	case Format:
		out = topicsOfText(v.Text) & (metrics | rate | gradient)
	case CallTo:
		if slices.Contains(measures, lastPart(v.Text)) {
			return progress
		}
		if t := topicsOfText(lastPart(v.Text)) & (metrics | rate | gradient); t != 0 {
			return t
		}
		out = e.returned(fn, v, depth)
	}
	for _, name := range v.Names() {
		out |= e.topicsOfName(fn, name, depth)
	}
	return out
}

// measures are functions whose results are sizes and times, whatever they are given.
var measures = []string{"len", "time", "perf_counter", "monotonic", "strftime", "now", "get_rank", "get_world_size", "gethostname"}

// returned tells what the result of a project function is about.
func (e *Entry) returned(fn *function, v Value, depth int) (out topics) {
	if site, ok := fn.callIn(v.Text, Span{}); ok && depth > 0 {
		for _, callee := range fn.targets[site.index].functions {
			for _, result := range callee.Returns {
				out |= e.topicsOf(callee, result, depth-1)
			}
		}
	}
	return out
}

// topicsOfName tells what a name is about: by its words, or by what it is given. A parameter that is reported as it is
// belongs to the report of the caller.
func (e *Entry) topicsOfName(fn *function, name string, depth int) topics {
	return once(&e.topicsKnown, topicQuestion{fn, name, depth}, func() topics { return e.findTopicsOfName(fn, name, depth) })
}

// A topicQuestion asks what a name of a function is about, followed through so many others.
type topicQuestion struct {
	fn    *function
	name  string
	depth int
}

func (e *Entry) findTopicsOfName(fn *function, name string, depth int) topics {
	out := topicsOfText(name)
	if out != 0 || depth == 0 {
		return out
	}
	if slices.Contains(fn.Parameters, name) && name != "self" {
		if len(e.callers[fn]) == 0 || depth < maxTopic {
			return opaque
		}
		return 0
	}
	found := false
	for _, owner := range fn.owners(name) {
		for about := range e.given(owner, name, depth-1) {
			found = true
			out |= about
		}
	}
	if !found {
		return opaque
	}
	return out
}

// owners returns the functions that may give a name of the function its value.
func (fn *function) owners(name string) []*function {
	class, ok := ownerPart(fn.Name)
	if !ok || !strings.HasPrefix(name, "self.") {
		return []*function{fn, fn.module.body}
	}
	return fn.module.setters(attribute{class, name})
}

// given yields what a function gives a name is about: what it assigns, puts into it, or loops over.
func (e *Entry) given(fn *function, name string, depth int) iter.Seq[topics] {
	return func(yield func(topics) bool) {
		for _, a := range fn.assignsTo(name) {
			at := slices.IndexFunc(a.Targets, func(t string) bool { return isPartOf(t, name) })
			if !yield(e.topicsOf(fn, a.Value, depth) | topicsOfText(a.Targets[at][len(name):])&metrics) {
				return
			}
		}
		for _, c := range fn.fills(name) {
			for _, arg := range c.Args {
				if !yield(topicsOfText(arg.Name)&metrics | e.topicsOf(fn, arg.Value, depth)) {
					return
				}
			}
		}
		for _, l := range fn.Loops {
			if slices.Contains(l.Targets, name) && !yield(e.topicsOf(fn, l.Over, depth)) {
				return
			}
		}
	}
}

// assignsTo returns the assignments that give a name or an item of it a value, in source order.
func (fn *function) assignsTo(name string) []*Assign {
	if fn.assigned == nil {
		fn.assigned = map[string][]*Assign{}
		for i := range fn.Assigns {
			a := &fn.Assigns[i]
			for j, target := range a.Targets {
				isFirst := !slices.ContainsFunc(a.Targets[:j], func(t string) bool { return isPartOf(t, base(target)) })
				if isFirst {
					fn.assigned[base(target)] = append(fn.assigned[base(target)], a)
				}
			}
		}
	}
	return fn.assigned[name]
}

// fills returns the calls that put something into what a name holds, in source order.
func (fn *function) fills(name string) []*Call {
	if fn.filled == nil {
		fn.filled = map[string][]*Call{}
		for i := range fn.Calls {
			if c := &fn.Calls[i]; c.Receiver != "" && slices.Contains(fillers, lastPart(c.Callee)) {
				fn.filled[c.Receiver] = append(fn.filled[c.Receiver], c)
			}
		}
	}
	return fn.filled[name]
}

// base returns the name that a target is an item of, or the target.
func base(target string) string {
	name, _, _ := strings.Cut(target, "[")
	return name
}

// isPartOf reports whether a target is the name or an item of it.
func isPartOf(target, name string) bool {
	rest, ok := strings.CutPrefix(target, name)
	return ok && (rest == "" || rest[0] == '[')
}

// fillers are methods that put something into what they are called on.
var fillers = []string{"append", "extend", "update", "add", "insert", "setdefault", "push"}
