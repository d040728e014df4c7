package program

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

// link parses and links the files of an archive.
func link(t testing.TB, archive string) *Program {
	t.Helper()
	parser := python.NewParser()
	var files []*Facts
	for _, f := range txtar.Parse([]byte(archive)).Files {
		src := source.New(f.Name, f.Data)
		files = append(files, Extract(parser.Parse(src, src.Text, nil)))
	}
	slices.SortFunc(files, func(a, b *Facts) int { return strings.Compare(a.Path, b.Path) })
	return Link(files, nil)
}

// outline prints a belief as the trace command does, without columns.
func outline(b Belief, depth int) string {
	where := ""
	if b.At.File != nil {
		where = " @" + b.At.File.Path
	}
	out := fmt.Sprintf("%s%s%s\n", strings.Repeat("  ", depth), b.Text, where)
	for _, c := range b.Children {
		out += outline(c, depth+1)
	}
	return out
}

// lines returns the lines of an outline that hold one of the words.
func lines(outline string, words ...string) (out []string) {
	for line := range strings.Lines(outline) {
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(line, w) }) {
			out = append(out, strings.TrimSpace(line))
		}
	}
	return out
}

const loop = `
def fit(model, loader, optimizer):
    for x, y in loader:
        model(x, y).backward()
        optimizer.step()
`

func TestTrace(t *testing.T) {
	tests := []struct{ name, files, file, want string }{
		{
			"a seed behind an alias, a package and a relative import",
			"-- train.py --\nfrom lib import prepare as p\nimport torch\np()\nfor x in y:\n  f(x).backward()\n  o.step()\n" +
				"-- lib/__init__.py --\nfrom .deep.rng import everything as prepare\n" +
				"-- lib/deep/rng.py --\nfrom torch import manual_seed\ndef everything():\n  manual_seed(1)\n",
			"train.py", "torch is seeded @lib/deep/rng.py",
		},
		{
			"a src layout",
			"-- scripts/train.py --\nfrom pkg.rng import seed\nimport torch\nseed()\nfor x in y:\n  f(x).backward()\n  o.step()\n" +
				"-- src/pkg/rng.py --\nimport torch\ndef seed():\n  torch.manual_seed(1)\n",
			"scripts/train.py", "torch is seeded @src/pkg/rng.py",
		},
		{
			"a star import",
			"-- train.py --\nfrom helpers import *\nimport torch\nfix()\nfor x in y:\n  f(x).backward()\n  o.step()\n" +
				"-- helpers.py --\nimport torch\ndef fix():\n  torch.manual_seed(1)\n",
			"train.py", "torch is seeded @helpers.py",
		},
		{
			"an inherited method",
			"-- train.py --\nfrom base import Base\nclass T(Base):\n  def step(self): pass\nT().run()\n" +
				"-- base.py --\nimport torch\nclass Base:\n  def run(self):\n    torch.manual_seed(1)\n" +
				"    for x in self.data:\n      self.loss(x).backward()\n      self.optimizer.step()\n",
			"train.py", "torch is seeded @base.py",
		},
		{
			"imports in a circle",
			"-- a.py --\nimport torch\nimport b\ndef seed():\n  torch.manual_seed(1)\nif __name__ == '__main__':\n  b.train()\n" +
				"-- b.py --\nimport a\ndef train():\n  a.seed()\n  for x in y:\n    f(x).backward()\n    o.step()\n",
			"a.py", "torch is seeded @a.py",
		},
		{
			"a seeding function that nobody calls",
			"-- train.py --\nimport torch\ndef seed():\n  torch.manual_seed(1)\nfor x in y:\n  f(x).backward()\n  o.step()\n",
			"train.py", "torch is drawn from and not seeded",
		},
		{
			"a seed that only the imported script sets when it is run itself",
			"-- train.py --\nimport torch\nimport other\nfor x in y:\n  f(x).backward()\n  o.step()\n" +
				"-- other.py --\nimport torch\nif __name__ == '__main__':\n  torch.manual_seed(1)\n",
			"train.py", "torch is drawn from and not seeded",
		},
		{
			"a library",
			"-- lib.py --\nimport torch\n" + loop,
			"lib.py", "a library: fit has a training loop, but nothing here starts it",
		},
		{
			"no training",
			"-- eval.py --\nimport torch\nprint(torch.load('x'))\n",
			"eval.py", "no training is reached from here",
		},
		{
			"a spawned worker",
			"-- train.py --\nimport torch\nimport torch.multiprocessing as mp\ndef work(rank):\n  torch.manual_seed(rank)\n" +
				"  for x in y:\n    f(x).backward()\n    o.step()\nmp.spawn(work)\n",
			"train.py", "torch is seeded @train.py",
		},
		{
			"a subclass of a framework's trainer",
			"-- train.py --\nfrom transformers import Trainer\nclass Mine(Trainer):\n  pass\nMine(model).train()\n",
			"train.py", "trains with the loop of hf-trainer @train.py",
		},
		{
			"a framework under another name",
			"-- train.py --\nimport pytorch_lightning as pl\ntrainer = pl.Trainer()\ntrainer.fit(m)\n",
			"train.py", "trains with the loop of lightning @train.py",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := outline(link(t, tt.files).Trace(tt.file), 0)
			if found := lines(got, tt.want); len(found) == 0 {
				t.Errorf("the trace lacks %q:\n%s", tt.want, got)
			}
		})
	}
}

func TestTrainingIsPlacedOnTheEpochLoop(t *testing.T) {
	p := link(t, "-- train.py --\nimport torch\n"+loop+"\ndef main():\n    for lr in rates:\n        for epoch in range(3):\n            fit(m, l, o)\n\nmain()\n")
	if len(p.entries) != 1 || len(p.entries[0].Trainings) != 1 {
		t.Fatalf("want one training, got %+v", p.entries)
	}
	at := p.entries[0].Trainings[0].At
	want := "for epoch in range(3)"
	text := "import torch\n" + loop + "\ndef main():\n    for lr in rates:\n        for epoch in range(3):\n            fit(m, l, o)\n\nmain()\n"
	if diff := cmp.Diff(want, text[at.Span.Start:at.Span.End]); diff != "" {
		t.Errorf("the training is placed elsewhere (-want +got):\n%s", diff)
	}
}

func TestRoleOfName(t *testing.T) {
	for name, want := range map[string]Role{
		"val_loader": Validation, "valLoss": Validation, "XTest": Test, "data/valid.csv": Validation, "x_test": Test,
		"eval": Validation, "dev_set": Validation, "testloader": Test, "holdout": Validation,
		"value": "", "dev": "", "valid_mask": "", "validate_args": "", "latest": "", "contest": "", "device": "", "is_valid": "",
		"interval": "", "retrieval": "", "cv2": "",
	} {
		if got := RoleOfName(name); got != want {
			t.Errorf("RoleOfName(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestImportsThatNeverEnd(t *testing.T) {
	p := link(t, "-- a/__init__.py --\nfrom b import x\n-- b/__init__.py --\nfrom a import x\n-- train.py --\nfrom a import x\nfrom b import *\nimport torch\nx()\ny()\n")
	if len(p.entries) != 0 {
		t.Errorf("there is no training here, got %d", len(p.entries))
	}
}
