import torch, os
class Trainer:
    def __init__(self, model, out):
        self.model = model
        self.opt = torch.optim.AdamW(model.parameters())
        self.out = out
        self.epoch = 0
    def save(self):
        torch.save({"model": self.model.state_dict(), "opt": self.opt.state_dict(), "epoch": self.epoch}, os.path.join(self.out, "ckpt.pt"))  # want "every checkpoint overwrites the previous one"
    def fit(self, loader):
        for self.epoch in range(10):
            for x in loader:
                self.opt.zero_grad()
                self.model(x).sum().backward()
                self.opt.step()
            self.save()
Trainer(torch.nn.Linear(1, 1), "out").fit(loader)
