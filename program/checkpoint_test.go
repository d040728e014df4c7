package program

import (
	"strings"
	"testing"
)

func TestTraceSaves(t *testing.T) {
	const head = "import torch\nmodel = torch.nn.Linear(1, 1)\nopt = torch.optim.SGD(model.parameters())\n"
	const body = "for epoch in range(9):\n  for x in loader:\n    model(x).backward()\n    opt.step()\n"
	tests := []struct{ name, code, want string }{
		{"the epoch in a format", head + body + "  torch.save(model.state_dict(), 'm{}.pt'.format(epoch))\n",
			"torch.save of model in the loop, to a path that varies"},
		{"a helper's default path", "def keep(state, path='c.pt'):\n  torch.save(state, path)\n" + head + body +
			"  keep({'net': model.state_dict(), 'o': opt.state_dict()})\n",
			"torch.save of model, optimizer in the loop, to a constant path"},
		{"a running optimum without a telling name", head + "low = 9\n" + body + "  if loss < low:\n    low = loss\n    torch.save(model.state_dict(), 'm.pt')\n",
			"in the loop, on improvement, to a constant path"},
		{"the else of a patience check", head + body + "  if loss > best:\n    wait += 1\n  else:\n    best = loss\n    torch.save(model.state_dict(), 'm.pt')\n",
			"in the loop, on improvement, to a constant path"},
		{"a modulo and a rank", head + body + "  if rank % 8 == 0 and epoch % 5 == 0:\n    torch.save(model.state_dict(), args.out)\n",
			"in the loop, periodically, on one process, to a path that the run's configuration sets"},
		{"keys that are added", head + body + "  s = {'m': model.state_dict()}\n  s['epoch'] = epoch\n  s.update(sched=sched.state_dict())\n  torch.save(s, 'm.pt')\n",
			"torch.save of model, epoch, scheduler in the loop"},
		{"a file that is opened", head + body + "  with open(f'{epoch}.pt', 'wb') as f:\n    torch.save(model.state_dict(), f)\n",
			"in the loop, to a path that varies"},
		{"folds around the training", "for fold in range(5):\n  model = torch.nn.Linear(1, 1)\n" + indent(body) + "  torch.save(model.state_dict(), 'm.pt')\n",
			"torch.save of model outside the loop"},
		{"other things that are saved", head + body + "torch.save(losses, 'losses.pt')\n", "checkpoints: none found"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := link(t, "-- train.py --\nimport torch\n"+tt.code)
			if got := outline(p.Trace("train.py"), 0); !strings.Contains(got, tt.want) {
				t.Errorf("no %q in\n%s", tt.want, got)
			}
		})
	}
}

// indent moves code into the body of a statement.
func indent(code string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(code, "\n"), "\n", "\n  ") + "\n"
}
