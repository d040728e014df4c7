import torch, os
from net import Net, loaders
torch.manual_seed(1)
train, val = loaders()
model = Net()
optimizer = torch.optim.Adam(model.parameters(), 1e-3)
start = 0
if os.path.exists("last.ckpt"):
    state = torch.load("last.ckpt")
    model.load_state_dict(state["model"])
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    start = state["epoch"] + 1
for epoch in range(start, 100):
    model.train()
    for x, y in train:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    model.eval()
    with torch.no_grad():
        v = sum(torch.nn.functional.cross_entropy(model(x), y).item() for x, y in val)
    print(epoch, v)
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}, "last.ckpt")
