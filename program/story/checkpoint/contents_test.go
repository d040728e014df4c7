package checkpoint

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/storytest"
)

func TestContents(t *testing.T) {
	const head = "import torch\nmodel = torch.nn.Linear(1, 1)\nopt = torch.optim.SGD(model.parameters())\n"
	const body = "for epoch in range(9):\n  for x in loader:\n    model(x).backward()\n    opt.step()\n"
	tests := []struct{ name, code, want string }{
		{"the epoch in a format", head + body + "  torch.save(model.state_dict(), 'm{}.pt'.format(epoch))\n", "torch.save [model epoch] in the loop 0 path 2"},
		{"a helper's default path", "def keep(state, path='c.pt'):\n  torch.save(state, path)\n" + head + body +
			"  keep({'net': model.state_dict(), 'o': opt.state_dict()})\n", "torch.save [model optimizer] [net o] in the loop 0 path 0"},
		{"a running optimum without a telling name", head + "low = 9\n" + body + "  loss = judge(model)\n  if loss < low:\n    low = loss\n    torch.save(model.state_dict(), 'm.pt')\n",
			"torch.save [model] in the loop 1 path 0"},
		{"a modulo and a rank", head + body + "  if rank % 8 == 0 and epoch % 5 == 0:\n    torch.save(model.state_dict(), args.out)\n",
			"torch.save [model] in the loop 24 path 1"},
		{"keys that are added", head + body + "  s = {'m': model.state_dict()}\n  s['epoch'] = epoch\n  s.update(sched=sched.state_dict())\n  torch.save(s, 'm.pt')\n",
			"torch.save [epoch model scheduler] [epoch m sched] in the loop 0 path 0"},
		{"a file that is opened", head + body + "  with open(f'{epoch}.pt', 'wb') as f:\n    torch.save(model.state_dict(), f)\n", "torch.save [model epoch] in the loop 0 path 2"},
		{"folds around the training", "import torch\nfor fold in range(5):\n  model = torch.nn.Linear(1, 1)\n  opt = torch.optim.SGD(model.parameters())\n  for epoch in range(9):\n    for x in loader:\n" +
			"      model(x).backward()\n      opt.step()\n  torch.save(model.state_dict(), 'm.pt')\n", "torch.save [model] outside the loop 0 path 0"},
		{"other things that are saved", head + body + "losses = [1.0]\ntorch.save(losses, 'losses.pt')\n", ""},
		{"a function that is not here", head + body + "  torch.save(pack(model, opt), 'm.pt')\n", "torch.save [model optimizer] and more in the loop 0 path 0"},
		{"what the optimizer is called by in a tuple", head + body + "  torch.save((model, opt), 'm.pt')\n", "torch.save [model optimizer] in the loop 0 path 0"},
		{"a copy that is called the best", "import copy\n" + head + body + "  best_state = copy.deepcopy(model.state_dict())\n  torch.save({'best': best_state}, 'm.pt')\n",
			"torch.save [model] [best] in the loop 0 path 0"},
		{"weights that are moved one by one", head + body + "  best_w = {k: v.cpu() for k, v in model.state_dict().items()}\n  torch.save(best_w, 'm.pt')\n", "torch.save [model] in the loop 0 path 0"},
		{"states by names that are computed", head + body + "  torch.save({n: globals()[n].state_dict() for n in ('model', 'opt')}, 'm.pt')\n", "torch.save [] and more in the loop 0 path 0"},
		{"states of the attributes that a list names", "class T:\n  def state(self): return {n: getattr(self, n).state_dict() for n in ('model', 'opt')}\n" + head + body +
			"  torch.save({'state': T().state(), 'net': model.state_dict()}, 'm.pt')\n", "torch.save [model] [net state] and more in the loop 0 path 0"},
		{"the state of a sharded optimizer", "import torch\nfrom torch.distributed.fsdp import FullyShardedDataParallel as FSDP\n" + head + body +
			"  torch.save({'model': model.state_dict(), 'o': FSDP.optim_state_dict(model, opt)}, 'm.pt')\n", "torch.save [model optimizer] [model o] in the loop 0 path 0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := storytest.Tell(txtar.Parse([]byte("-- train.py --\n" + tt.code)))
			var got []string
			for i := range s.Trainings {
				saves := Of(s, &s.Trainings[i])
				for j := range saves.All {
					got = append(got, outline(s, &saves.All[j], &s.Trainings[i]))
				}
			}
			if text := strings.Join(got, "\n"); text != tt.want {
				t.Errorf("%q, not %q", text, tt.want)
			}
		})
	}
}

func outline(s *story.Story, c *Checkpoint, t *story.Training) string {
	held, text := ContentsOf(s, c, t), c.Step.Name
	text += fmt.Sprint(" ", held.Parts)
	if len(held.Keys) > 0 {
		text += fmt.Sprint(" ", held.Keys)
	}
	if held.Open {
		text += " and more"
	}
	where := "outside the loop"
	if c.InLoop {
		where = "in the loop"
	}
	return fmt.Sprintf("%s %s %d path %d", text, where, c.When, c.Path.Stability)
}
