from dataclasses import asdict, dataclass
import torch

@dataclass
class Args:
    lr: float = 0.1
    epochs: int = 100

def note(**meta):
    kept = {}
    kept['hp'] = meta
    print(kept)

args = Args()
note(**asdict(args))
model = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(model.parameters(), lr=args.lr)
for epoch in range(args.epochs):
    for x, y in get():
        opt.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        opt.step()
        print(loss.item())
