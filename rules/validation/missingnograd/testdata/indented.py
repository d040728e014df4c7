# Strings, continuation lines, comments and what belongs to the loop come through a fix.
import torch
from torch import nn

a, b = build()
net = nn.Sequential(nn.Linear(10, 10), nn.Dropout(0.5), nn.Linear(10, 2))
opt = torch.optim.SGD(net.parameters(), lr=0.1)
for epoch in range(5):
    for x, y in a:
        opt.zero_grad()
        nn.functional.cross_entropy(net(x), y).backward()
        opt.step()
    net.eval()
    for x, y in b:  # want "net is evaluated with gradients recorded"
        # a comment of a tool  # noqa: E501
        out = net(
            x,
        )

        text = """first
    second
third"""
        total = out.sum() + \
            out.mean()
        print(f"""
{total}
    """, text)  # fmt: skip
    else:
        print("""over""")
    # what comes after the loop
    net.train()


def total(val_loader):
	for x, y in val_loader: print(net(x))  # want "evaluated with gradients recorded"
	losses = [
		nn.functional.cross_entropy(net(x), y)
		for x, y in val_loader  # want-unfixed "evaluated with gradients recorded"
	]; return losses


def generated(val_loader):
    for x, y in val_loader:  # want-unfixed "evaluated with gradients recorded"
        yield net(x)


def is_good(val_loader):
    if sum((net(x).argmax(1) == y).sum() for x, y in val_loader) > 5:  # want-unfixed "evaluated with gradients recorded"
        return True


print(total(b), list(generated(b)), is_good(b))
