import torch
from net import Net, loaders
torch.manual_seed(1)
train, val = loaders()
model = Net()
optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum=.9)
EPOCHS = 60
sched = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=EPOCHS)
for epoch in range(EPOCHS):
    model.train()
    for x, y in train:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        sched.step()
    model.eval()
    with torch.no_grad():
        v = sum(torch.nn.functional.cross_entropy(model(x), y).item() for x, y in val)
    print(epoch, loss.item(), v)
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}, f"{epoch}.ckpt")
