package gradient

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/agentlint/agentlint/program/story/storytest"
)

// TestTurns shows what a turn of a training loop is believed to do to gradients.
func TestTurns(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"here", `
for x in loader:
    optimizer.zero_grad()
    model(x).backward()
    optimizer.step()
`, "clear optimizer, backward, step optimizer"},
		{"in a callee", `
def update(loss, opt):
    loss.backward()
    opt.step()

sgd = torch.optim.SGD(model.parameters())
for x in loader:
    update(model(x), sgd)
    sgd.zero_grad()
`, "backward, step sgd, clear sgd"},
		{"in methods", `
class Trainer:
    def __init__(self):
        self.optimizer = torch.optim.SGD(model.parameters())

    def step(self, x):
        model(x).backward()
        self.optimizer.step()

trainer = Trainer()
for x in loader:
    trainer.optimizer.zero_grad()
    trainer.step(x)
`, "clear self.optimizer, backward, step self.optimizer"},
		{"in a closure, before the step that it is given to", `
for x in loader:
    def closure():
        optimizer.zero_grad()
        loss = model(x)
        loss.backward()
        return loss
    optimizer.step(closure)
    print(x)
`, "clear optimizer, backward, step optimizer"},
		{"through a scaler", `
scaler = torch.amp.GradScaler()
for x in loader:
    scaler.scale(model(x)).backward()
    scaler.unscale_(optimizer)
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    scaler.step(optimizer)
    scaler.update()
    scheduler.step()
    for p in model.parameters():
        p.grad = None
`, "backward, unscale scaler, clip, step optimizer, rescale scaler, schedule scheduler, clear"},
		{"of a name that something in the project has too", `
class Environment:
    def step(self, action):
        return action

environment = Environment()
for x in loader:
    model(x).backward()
    optimizer.step()
    environment.step(1)
    optimizer.zero_grad()
`, "backward, step optimizer, clear optimizer"},
		{"of another's step", `
for x in loader:
    model(x).backward()
    local_sgd.step()
    noise_scheduler.step(x, 10)
    p.grad *= 2
`, "backward"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := storytest.Tell(&txtar.Archive{Files: []txtar.File{{Name: "train.py", Data: []byte("import torch\n" + tt.code)}}})
			var got []string
			for _, p := range passes(s) {
				for _, a := range p.acts {
					if p.loop >= 0 && p.outer.loop < 0 {
						of := ""
						if a.kind != "backward" && a.kind != "clip" && len(s.Record.Heap.All(a.of)) > 0 {
							of = " " + calledIn(s, a.of)
						}
						got = append(got, string(a.kind)+of)
					}
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("a turn (-want +got):\n%s", diff)
			}
		})
	}
}
