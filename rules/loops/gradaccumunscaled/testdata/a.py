import torch


def train(model, optimizer, scheduler, loader, args):
    for step, x in enumerate(loader):
        loss = model(x)
        loss.backward()  # want `the gradients of args\.accumulate batches are summed`
        if (step + 1) % args.accumulate == 0 or step + 1 == len(loader):
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()


def amp(model, optimizer, scaler, loader):
    for step, x in enumerate(loader):
        loss = model(x)
        scaler.scale(loss).backward()  # want "gradients of 4 batches"
        if step % 4 == 0:
            scaler.step(optimizer)
            scaler.update()
            optimizer.zero_grad()


def divided(model, optimizer, loader, accumulate):
    for step, x in enumerate(loader):
        loss = model(x)
        loss /= accumulate
        loss.backward()
        if step % accumulate == 0:
            optimizer.step()
            optimizer.zero_grad()


def weighted(model, optimizer, loader, accumulate):
    weight = 1 / accumulate
    for step, x in enumerate(loader):
        loss = model(x) * weight
        loss.backward()
        if step % accumulate == 0:
            optimizer.step()
            optimizer.zero_grad()


def by_a_callee(model, optimizer, loader, accumulate):
    for step, x in enumerate(loader):
        loss = model(x, accumulate)
        loss.backward()
        if step % accumulate == 0:
            optimizer.step()
            optimizer.zero_grad()


def by_accelerate(model, optimizer, accelerator, loader, accumulate):
    for step, x in enumerate(loader):
        loss = model(x)
        accelerator.backward(loss)
        if step % accumulate == 0:
            optimizer.step()
            optimizer.zero_grad()


def critic(g, d, optimizer_g, optimizer_d, loader, n_critic):
    for step, x in enumerate(loader):
        optimizer_d.zero_grad()
        d(x).backward()
        optimizer_d.step()
        if step % n_critic == 0:
            optimizer_g.zero_grad()
            g(x).backward()
            optimizer_g.step()


def every_batch(model, optimizer, loader):
    for step, x in enumerate(loader):
        optimizer.zero_grad()
        loss = model(x)
        loss.backward()
        optimizer.step()
        if step % 100 == 0:
            print(loss)
