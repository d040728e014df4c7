import torch

model = torch.nn.Linear(3, 1)
torch.save({"model": model, "epoch": 3}, "a.pt")  # want "pickles all of model"
state = {"model": model.state_dict(), "net": model}  # want "pickles all of model"
torch.save(state, "b.pt")
torch.save({"model": model.state_dict()}, "c.pt")
