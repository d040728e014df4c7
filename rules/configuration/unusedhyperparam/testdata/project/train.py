import torch
from options import ModelConfig, get_args
from torch import nn

args = get_args()
print(args)
config = ModelConfig()
model = nn.Linear(config.width, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
for epoch in range(args.num_epochs):
    for x, y in load_batches(getattr(args, "save")):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
