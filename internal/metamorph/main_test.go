package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// trains is a program that every change but inline may be made to, and in which several rules find something.
const trains = `import torch
from torch import nn


def evaluate(model, loader):
    total = 0.0
    for x, y in loader:
        total += nn.functional.cross_entropy(model(x), y).item()
    return total


model = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
train_loader, val_loader = build_loaders()
for epoch in range(5):
    for x, y in train_loader:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    val_loss = evaluate(model, val_loader)
    print(epoch, loss.item(), val_loss)
`

// TestChanges shows what each change makes of a program, and that the same is found in it.
func TestChanges(t *testing.T) {
	python := startOrSkip(t)
	for name, shows := range map[string]string{
		"same":     "total = 0.0",
		"names":    "for v",
		"function": "def work1():",
		"method":   "class Work1:",
		"main":     "def main():",
		"module":   "from moved import evaluate",
		"inline":   "total_1 = 0.0",
		"while":    "while epoch < 5:",
		"notebook": `"cell_type": "code"`,
	} {
		t.Run(name, func(t *testing.T) {
			changed, err := python.write(trains, name)
			if err != nil || changed.Skip != "" {
				t.Fatalf("not changed: %s %v", changed.Skip, err)
			}
			all := ""
			for _, text := range changed.Files {
				all += text
			}
			if !strings.Contains(all, shows) {
				t.Errorf("no %q in\n%s", shows, all)
			}
			before, err := find(t.Context(), map[string]string{"train.py": trains})
			if err != nil {
				t.Fatal(err)
			}
			after, err := find(t.Context(), changed.Files)
			if err != nil {
				t.Fatal(err)
			}
			if len(before) < 3 {
				t.Errorf("only %d findings", len(before))
			}
			if all := differences(places(before, nil), places(after, changed.Lines), ignored[name]); len(all) > 0 {
				t.Errorf("it is not the same that is found: %v", all)
			}
		})
	}
}

// TestNames shows which names become opaque: those of classes stay, and what has one name keeps one.
func TestNames(t *testing.T) {
	python := startOrSkip(t)
	changed, err := python.write("class Net:\n    pass\ndef f(a):\n    x = Net()\n    return a, x\ndef g(a):\n    x = Net()\n    return a, x\n", "names")
	if err != nil {
		t.Fatal(err)
	}
	got := changed.Files["train.py"]
	if !strings.Contains(got, "class Net:") || strings.Count(got, "v1x = Net()") != 2 {
		t.Errorf("got\n%s", got)
	}
}

// TestLeft shows that a change is not made where there is nothing to change.
func TestLeft(t *testing.T) {
	python := startOrSkip(t)
	for _, name := range []string{"function", "method", "module", "inline", "while"} {
		changed, err := python.write("x = 1\n", name)
		if err != nil {
			t.Fatal(err)
		}
		if changed.Skip == "" {
			t.Errorf("%s is made: %v", name, changed.Files)
		}
	}
}

// TestRun shows the table of a run.
func TestRun(t *testing.T) {
	startOrSkip(t)
	path := filepath.Join(t.TempDir(), "train.py")
	if err := os.WriteFile(path, []byte(trains), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := run(t.Context(), &out, []string{path}, []string{"same", "while"}, false); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "while             1      1  100.0%") {
		t.Errorf("got\n%s", out.String())
	}
}

// startOrSkip starts python3, without which nothing can be shown.
func startOrSkip(t *testing.T) writer {
	t.Helper()
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("python3 changes programs, and is not here")
	}
	python, err := startWriter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(python.Close)
	return python
}
