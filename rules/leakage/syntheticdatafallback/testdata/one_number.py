from pathlib import Path

import torch


def noise(ratio):
    return torch.rand(1).item() if ratio is None else ratio


def rows():
    return torch.rand(100, 8)


def sample(path):
    try:
        text = Path(path).read_text()
    except FileNotFoundError:
        text = f"{noise(None)}"
    return text


def table(path):
    try:
        text = Path(path).read_bytes()
    except FileNotFoundError:
        text = torch.rand(100, 8)  # want "torch.rand makes up data"
    return text


torch.manual_seed(0)
model = torch.nn.Linear(8, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for x in [sample("a.txt"), table("b.bin")]:
    opt.zero_grad()
    model(x).mean().backward()
    opt.step()
