import torch
model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=.1)
try:
    for epoch in range(9):  # want "nothing is saved during training unless it fails"
        for x, y in loader:
            opt.zero_grad()
            ((model(x) - y) ** 2).mean().backward()
            opt.step()
except KeyboardInterrupt:
    torch.save(model.state_dict(), "interrupted.pt")
