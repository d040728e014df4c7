import torch

class AverageMeter:

    def __init__(self, name):
        self.name = name
        self.sum = 0
        self.count = 0

    def update(self, val, n=1):
        self.sum += val * n
        self.count += n

    def __str__(self):
        return f'{self.name} {self.sum / self.count}'

class ProgressMeter:

    def __init__(self, n, meters):
        self.meters = meters

    def display(self, i):
        entries = [str(i)]
        entries += [str(m) for m in self.meters]
        print('\t'.join(entries))

def train(loader, model, opt, args):
    losses = AverageMeter('Loss')
    progress = ProgressMeter(len(loader), [losses])
    for i, (x, y) in enumerate(loader):
        loss = torch.nn.functional.mse_loss(model(x), y)
        losses.update(loss.item())
        opt.zero_grad()
        loss.backward()
        opt.step()
        if i % args.print_freq == 0:
            progress.display(i)
if __name__ == '__main__':
    args = parse()
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=args.lr)
    for epoch in range(args.epochs):
        train(get(), model, opt, args)
