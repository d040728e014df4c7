import argparse
import torch
from project.config import cfg
from project.data import load

parser = argparse.ArgumentParser()
parser.add_argument("--config-file", default="")
args = parser.parse_args()
cfg.merge_from_file(args.config_file)
cfg.freeze()
print(cfg)
torch.manual_seed(1)
model = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(model.parameters(), lr=cfg.SOLVER.LR)
for epoch in range(cfg.EPOCHS):
    for x, y in load():
        loss = torch.nn.functional.mse_loss(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        print(loss.item())
    torch.save(model.state_dict(), f"m_{epoch}.pt")
