import random

import torch
from torch import nn


def set_seed(seed):
    random.seed(seed)  # want `random\.seed sets the same state in every iteration, so all draw the same numbers`
    torch.manual_seed(seed)  # want `torch\.manual_seed sets the same state in every iteration, so all draw the same numbers`


def epochs(model, optimizer, loader, seed):
    for epoch in range(5):
        set_seed(seed)
        for x in loader:
            optimizer.zero_grad()
            model(x).backward()
            optimizer.step()


def restored(model, optimizer, loader):
    state = torch.get_rng_state()
    for x in loader:
        torch.set_rng_state(state)  # want "torch.set_rng_state sets the same state"
        optimizer.zero_grad()
        model(x).backward()
        optimizer.step()


def option(model, optimizer, loader, args):
    for x in loader:
        if args.deterministic:
            torch.manual_seed(args.seed)  # want "torch.manual_seed"
        optimizer.zero_grad()
        model(x).backward()
        optimizer.step()
