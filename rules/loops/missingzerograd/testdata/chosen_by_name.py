import torch
from torch import nn
from opts import loader, args


class EmptyStepper:
    def __init__(self, *args, **kwargs):
        pass

    def step(self, *args, **kwargs):
        pass


def get_optimizer(optimizer):
    return getattr(torch.optim, optimizer)


def get_scheduler(scheduler):
    if scheduler is None:
        return EmptyStepper
    return getattr(torch.optim.lr_scheduler, scheduler)


torch.manual_seed(0)
model = nn.Linear(4, 1)
opt = get_optimizer(args.optimizer)(model.parameters(), args.lr, betas=args.betas)
scheduler = get_scheduler(args.scheduler)(opt, step_size=args.lr_step, gamma=args.gamma)
for e in range(args.epochs):
    for i, (seq, im) in enumerate(iter(loader)):
        opt.zero_grad()
        for j in range(0, len(im), 4):
            loss = model.data_parallel(im[j:j + 4]).mean()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
        opt.step()
        scheduler.step()
