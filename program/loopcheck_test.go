package program

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTurn shows what a turn of a training loop is believed to do, as its own function would write it.
func TestTurn(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"here", `
for x in loader:
    optimizer.zero_grad()
    model(x).backward()
    optimizer.step()
`, "clear optimizer, backward, step optimizer"},
		{"in a callee, by its parameters", `
def update(loss, opt):
    loss.backward()
    opt.step()

for x in loader:
    update(model(x), sgd)
    sgd.zero_grad()
`, "backward, step sgd, clear sgd"},
		{"in methods", `
class Trainer:
    def step(self, x):
        self.model(x).backward()
        self.optimizer.step()

trainer = Trainer()
for x in loader:
    trainer.optimizer.zero_grad()
    trainer.step(x)
`, "clear trainer.optimizer, backward, step trainer.optimizer"},
		{"in a closure, before the step that it is given to", `
for x in loader:
    def closure():
        optimizer.zero_grad()
        loss = model(x)
        loss.backward()
        return loss
    optimizer.step(closure)
`, "clear optimizer, backward loss, step optimizer"},
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

for x in loader:
    model(x).backward()
    optimizer.step()
    environment.step(1)
    optimizer.zero_grad()
`, "backward, step optimizer, clear optimizer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := link(t, "-- train.py --\nimport torch\n"+tt.code)
			if len(p.entries) != 1 || len(p.entries[0].Trainings) != 1 {
				t.Fatalf("not one training: %s", outline(p.Trace("train.py"), 0))
			}
			var got []string
			for _, b := range p.entries[0].traceTurn(&p.entries[0].Trainings[0]).Children {
				got = append(got, b.Text)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("a turn (-want +got):\n%s", diff)
			}
		})
	}
}
