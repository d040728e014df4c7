import torch

def train_epoch(model, loader, opt, crit):
    total = 0
    for x, y in loader:
        opt.zero_grad()
        loss = crit(model(x), y)
        loss.backward()
        opt.step()
        total += loss.item()
    return total / len(loader)

def main():
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(10):  # want "the training loss is logged at most once per epoch"
        avg = train_epoch(model, get(), opt, torch.nn.MSELoss())
        print('Epoch', epoch, avg)
if __name__ == '__main__':
    main()
