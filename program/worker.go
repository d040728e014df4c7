package program

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// A WorkerDraw is a loader with worker processes whose data set draws from a generator that every worker has a copy of.
type WorkerDraw struct {
	At   Range  // the loader
	Draw Range  // the call that draws
	Name string // its name
}

// WorkerDraws answers which loaders of PyTorch have workers that draw the same numbers, as far as code shows.
func (e *Entry) WorkerDraws() (out []WorkerDraw) {
	var draw callSite
	for _, fn := range e.all {
		if method := lastPart(fn.Name); method == "__getitem__" || method == "__getitems__" {
			if site, ok := e.copied(fn, map[*function]bool{}); ok {
				draw = site
				break
			}
		}
	}
	if draw.fn == nil {
		return nil
	}
	for site, names := range e.callsIn(loads) {
		if slices.ContainsFunc(names, isLoader) && site.call().hasWorkers() {
			out = append(out, WorkerDraw{site.at(), draw.at(), plain(draw.call().Callee)})
		}
	}
	return out
}

var loads = askNames(isLoader).question

func isLoader(name string) bool {
	return strings.HasPrefix(name, "torch.utils.data.") && strings.HasSuffix(name, ".DataLoader")
}

// hasWorkers reports whether a loader has worker processes that nothing is done about.
func (c *Call) hasWorkers() bool {
	workers, ok := c.arg("num_workers", 5)
	return ok && workers.Text != "0" && !c.Unpacks && !c.hasArg("worker_init_fn")
}

// copied finds a call, in a method or what it calls, that draws from a generator which PyTorch does not seed in workers:
// it seeds random, numpy.random and torch there (https://docs.pytorch.org/docs/stable/notes/faq.html).
func (e *Entry) copied(fn *function, seen map[*function]bool) (callSite, bool) {
	seen[fn] = true
	makesItsOwn := slices.ContainsFunc(fn.Calls, func(c Call) bool { return generators.MatchString(c.Callee) })
	for i, t := range fn.targets {
		isCopy := func(name string) bool { return inherited.MatchString(name) && !makesItsOwn }
		if isCopy(fn.Calls[i].Callee) || slices.ContainsFunc(t.external, isCopy) {
			return callSite{fn, i}, true
		}
		for _, callee := range t.functions {
			if !seen[callee] {
				if site, ok := e.copied(callee, seen); ok {
					return site, true
				}
			}
		}
	}
	return callSite{}, false
}

var (
	generators = pattern.New(`^(numpy\.random\.(default_rng|RandomState)|random\.Random)$`)
	inherited  = pattern.New(`^(numpy\.random\.(default_rng|RandomState)\(\)\..+|random\.Random\(\)\..+|imgaug\..+\(\)(\..+)?|` +
		`cv2\.(randn|randu|randShuffle))$`)
)
