import torch

flip = torch.nn.Sequential(lambda x: x + torch.randn_like(x))
if args.resume:
    model = torch.nn.Linear(1, 1)
else:
    torch.manual_seed(0)
    model = torch.nn.Linear(1, 1)
for x in loader:
    model(x).backward()
    optimizer.step()
