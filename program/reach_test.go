package program

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/program/framework"
)

// archive writes n files of a pattern, in which %d is a file's number and %[2]d that of the next one, and more behind them.
func archive(n int, name, file, more string) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "-- "+name+" --\n", i)
		fmt.Fprintf(&out, file, i, (i+1)%n)
	}
	return out.String() + more
}

// connected is a package of n modules, each of which imports the package that imports them all. One draws numbers outside
// of what any script runs.
func connected(n int, file string) string {
	var root strings.Builder
	root.WriteString("-- pkg/__init__.py --\nimport torch\n")
	for i := range n {
		fmt.Fprintf(&root, "from pkg import m%d\n", i)
	}
	return archive(n, "pkg/m%d.py", "import torch\nimport pkg\nfrom pkg.data import part\n"+file, root.String()+
		"-- pkg/data.py --\nimport pkg\nimport torch\ndef part(data):\n    return torch.utils.data.random_split(data, [1, 2])\n")
}

const trainer = `
class Trainer:
    def train(self):
        for epoch in range(9):
            self.train_epoch()

    def train_epoch(self):
        for x in self.loader:
            self.model(x).backward()
            self.optimizer.step()
`

// TestScriptsThatAreFollowed counts the scripts that are followed to judge a package, which must not grow with it.
func TestScriptsThatAreFollowed(t *testing.T) {
	tests := []struct {
		name  string
		files func(n int) string
		want  int
	}{
		{"nothing trains", func(n int) string {
			return connected(n, "class C%d:\n    def run(self, x):\n        return part(pkg.m%d.C(x))\n")
		}, 0},
		{"nothing trains or seeds, and all of them draw", func(n int) string {
			return connected(n, "def f%d(x):\n    return pkg.m%d.g(x)\npart(1)\n")
		}, 0},
		{"all of them draw, and all may seed", func(n int) string {
			return connected(n, "torch.manual_seed(%d)\npart(%d)\n")
		}, 1},
		{"a ring, and one of it trains", func(n int) string {
			return archive(n, "m%d.py", "import torch\nimport m%[2]d\ndef f%[1]d(x):\n    return m%[2]d.f%[2]d(x)\n",
				"-- n.py --\nimport m0\n"+loop+"\nfit(a, b, c)\n")
		}, 1},
		{"all of them reach the same training", func(n int) string {
			return archive(n, "s%d.py", "import torch\nfrom lib import fit\nfit(a%d, b, c%d)\n", "-- lib.py --\nimport torch\n"+loop)
		}, 1},
		{"all of them reach a training that is placed on a caller's loop", func(n int) string {
			return archive(n, "s%d.py", "import torch\nfrom lib import Trainer\nTrainer(%d, %d).train()\n", "-- lib.py --\nimport torch\n"+trainer)
		}, 1},
		{"all of them give a trainer to the same function", func(n int) string {
			return archive(n, "s%d.py", "import lightning\nfrom lib import run\nrun(lightning.Trainer(%d), %d)\n",
				"-- lib.py --\nimport lightning\ndef run(trainer, model):\n    trainer.fit(model)\n")
		}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, n := range []int{50, 100} {
				p := link(t, tt.files(n))
				p.UnseededSplits()
				if p.follows > tt.want {
					t.Errorf("%d scripts of %d are followed, want at most %d", p.follows, n, tt.want)
				}
			}
		})
	}
}

// TestAPlaceBesideTheLoopOfAScript holds that the loop around a call in a script is not taken for that of those who import it.
func TestAPlaceBesideTheLoopOfAScript(t *testing.T) {
	p := link(t, "-- lib.py --\nimport torch\n"+loop+"\nif __name__ == '__main__':\n    for epoch in range(3):\n        fit(a, b, c)\n"+
		"-- train.py --\nimport torch\nimport lib\nlib.fit(a, b, c)\n")
	var got []string
	for _, e := range p.entries {
		got = append(got, e.File.Path)
	}
	if diff := cmp.Diff([]string{"lib.py", "train.py"}, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
}

// TestNothingIsLostOfScriptsThatAreNotFollowed follows all scripts of small programs, made by chance of what may lead to
// trainings, and compares.
func TestNothingIsLostOfScriptsThatAreNotFollowed(t *testing.T) {
	trainings := 0
	for seed := range uint64(400) {
		files := chance(rand.New(rand.NewPCG(seed, 1)), "a.fit(b)", "for x in xs:\n    a(x).backward()\n    o.step()")
		p := link(t, files)
		want, got := p.trainingsOfAll(), describe(p.entries)
		trainings += len(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-all scripts +those that are followed):\n%s\n%s", diff, files)
		}
	}
	if trainings < 400 {
		t.Errorf("the programs have only %d trainings", trainings)
	}
}

// trainingsOfAll is what findEntries finds, from every script and every call.
func (p *Program) trainingsOfAll() []string {
	for _, fn := range p.functions {
		fn.trainers = nil
		for i := range fn.Calls {
			fn.trainers = append(fn.trainers, i)
		}
	}
	placed := map[Range]bool{}
	var entries []*Entry
	for _, m := range p.order {
		e := p.follow(m)
		if e.findTrainings(placed); len(e.Trainings) > 0 {
			entries = append(entries, e)
		}
		for _, training := range e.Trainings {
			placed[training.At] = true
		}
	}
	return describe(entries)
}

func describe(entries []*Entry) (out []string) {
	for _, e := range entries {
		for _, t := range e.Trainings {
			out = append(out, fmt.Sprintf("%s trains in %s at %d with %q", e.File.Path, t.At.File.Path, t.At.Span.Start, t.By))
		}
	}
	return out
}

// TestNothingIsSeededByScriptsThatAreNotFollowed asks all scripts of such programs what they seed, and compares.
func TestNothingIsSeededByScriptsThatAreNotFollowed(t *testing.T) {
	seeded, unseeded := 0, 0
	for seed := range uint64(400) {
		files := chance(rand.New(rand.NewPCG(seed, 2)), "torch.manual_seed(1)", "torch.utils.data.random_split(a, b)", "pass", "pass")
		p := link(t, files)
		for _, fn := range p.functions {
			for i := range fn.targets {
				site := callSite{fn, i}
				if lastPart(site.call().Callee) != "random_split" {
					continue
				}
				want := p.isSeededByAny(framework.Torch, site)
				if got := p.isSeeded(framework.Torch, site); got != want {
					t.Fatalf("%s at %d is seeded: %v, want %v\n%s", fn.module.facts.Path, site.call().Span.Start, got, want, files)
				}
				if want {
					seeded++
				} else {
					unseeded++
				}
			}
		}
	}
	if seeded < 50 || unseeded < 50 {
		t.Errorf("only %d draws are seeded and %d are not", seeded, unseeded)
	}
}

// isSeededByAny is what isSeeded answers where nothing trains, from every script.
func (p *Program) isSeededByAny(d framework.Domain, site callSite) bool {
	return slices.ContainsFunc(p.order, func(m *module) bool {
		e := p.followAll(m)
		return slices.Contains(e.reached, site.fn) && e.seededAt(d, site.call())
	})
}

// chance writes a program of a few modules whose functions do some of what is given and call each other, with and without
// loops around, from classes, as arguments and only as scripts.
func chance(r *rand.Rand, leaves ...string) string {
	const modules, functions = 3, 2
	var out strings.Builder
	write := func(indent string) {
		m, f := r.IntN(modules), r.IntN(functions)
		calls := append([]string{
			fmt.Sprintf("for e in es:\n    m%d.f%d(a)", m, f),
			fmt.Sprintf("m%d.C().g%d(lightning.Trainer())", m, f),
			fmt.Sprintf("run(m%d.f%d)", m, f),
			fmt.Sprintf("m%d.f%d(lightning.Trainer())", m, f),
			fmt.Sprintf("m%d.f%d(b)", m, f),
		}, leaves...)
		out.WriteString(indent + strings.ReplaceAll(calls[r.IntN(len(calls))], "\n", "\n"+indent) + "\n")
	}
	for m := range modules {
		fmt.Fprintf(&out, "-- m%d.py --\nimport torch\nimport lightning\n", m)
		for range 2 * modules {
			fmt.Fprintf(&out, "import m%d\n", r.IntN(modules))
		}
		for f := range functions {
			fmt.Fprintf(&out, "def f%d(a):\n", f)
			write("    ")
			write("    ")
		}
		out.WriteString("class C:\n")
		for f := range functions {
			fmt.Fprintf(&out, "    def g%d(self, a):\n", f)
			write("        ")
			fmt.Fprintf(&out, "        self.g%d(a)\n", r.IntN(functions))
		}
		indent := ""
		if r.IntN(2) == 0 {
			out.WriteString("if __name__ == '__main__':\n")
			indent = "    "
		}
		write(indent)
	}
	return out.String()
}
