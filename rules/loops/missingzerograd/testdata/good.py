import torch
import torch.distributed.autograd as dist_autograd
from torch import nn, optim
from torch.distributed.optim import DistributedOptimizer


def at_the_end(model, optimizer, loader):
    for x, y in loader:
        model(x, y).backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)


def of_the_model(model, optimizer, loader):
    for x, y in loader:
        model.zero_grad()
        model(x, y).backward()
        optimizer.step()


def by_hand(model, optimizer, loader):
    for x, y in loader:
        for p in model.parameters():
            p.grad = None
        model(x, y).backward()
        optimizer.step()


def by_hand_in_place(model, optimizer, loader):
    for x, y in loader:
        for p in model.parameters():
            if p.grad is not None:
                p.grad.detach_()
                p.grad.zero_()
        model(x, y).backward()
        optimizer.step()


def accumulate(model, optimizer, loader):
    for i, (x, y) in enumerate(loader):
        (model(x, y) / 4).backward()
        if (i + 1) % 4 == 0:
            optimizer.step()
            optimizer.zero_grad()


def clear(optimizer):
    optimizer.zero_grad()


def in_a_callee(model, optimizer, loader):
    for x, y in loader:
        clear(optimizer)
        model(x, y).backward()
        optimizer.step()


def one_step(model, optimizer, x):
    model(x).backward()
    optimizer.step()


def in_a_caller(model, optimizer, loader):
    for x in loader:
        optimizer.zero_grad()
        one_step(model, optimizer, x)


def with_closure(model, loader):
    optimizer = optim.LBFGS(model.parameters())
    for x in loader:
        def closure():
            optimizer.zero_grad()
            loss = model(x)
            loss.backward()
            return loss
        optimizer.step(closure)


def given_closure(model, optimizer, closure, loader):
    for x in loader:
        model(x).backward()
        optimizer.step(closure)


def rpc(model, loader):
    optimizer = DistributedOptimizer(optim.SGD, model.parameter_rrefs())
    for x in loader:
        with dist_autograd.context() as context_id:
            dist_autograd.backward(context_id, [model(x)])
            optimizer.step(context_id)


def input_gradients(model, image):
    for _ in range(10):
        model(image).backward()
        image.data += 0.01 * image.grad
        image.grad.zero_()


def engine_clears(engine, loader):
    for x in loader:
        engine.backward(engine(x))
        engine.step()


def scaled(model, optimizer, loss_scaler, loader):
    for x in loader:
        loss_scaler(model(x), optimizer, clip_grad=1.0)


def out_of_sight(model, optimizer, loader):
    for x in loader:
        model(x).backward()
        take_step(optimizer)
        optimizer.step()


def all_of_them(model, optimizers, optimizer, loader):
    for x in loader:
        for o in optimizers:
            o.zero_grad()
        model(x).backward()
        optimizer.step()


def meta(model, optimizer, tasks):
    for task in tasks:
        model(task).backward()
        for p, g in zip(model.parameters(), task.gradients):
            p.grad = g
        optimizer.step()


def averaged(model, optimizer, local_sgd, loader):
    for x in loader:
        model(x).backward()
        optimizer.step()
        optimizer.zero_grad()
        local_sgd.step()


def once(model, optimizer, x):
    model(x).backward()
    optimizer.step()
