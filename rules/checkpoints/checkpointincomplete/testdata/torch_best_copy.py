import copy
import torch
def fit(model, opt, sched, epochs):
    best, best_state = float("inf"), None
    for epoch in range(epochs):
        for x, y in loader:
            opt.zero_grad()
            ((model(x) - y) ** 2).mean().backward()
            opt.step()
        sched.step()
        loss = judge(model)
        if loss < best:
            best = loss
            best_state = copy.deepcopy(model.state_dict())
            torch.save(best_state, "best.pth")  # want "only the model's weights are saved: a resumed run lacks the optimizer, the scheduler, the epoch and"
    model.load_state_dict(best_state)
m = torch.nn.Linear(1, 1)
o = torch.optim.SGD(m.parameters(), lr=0.1, momentum=0.9)
fit(m, o, torch.optim.lr_scheduler.StepLR(o, 7), 25)
