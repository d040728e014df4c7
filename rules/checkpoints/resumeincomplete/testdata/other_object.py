import torch
class Trainer:
    def __init__(self, model):
        self.model = model
        self.optimizer = torch.optim.Adam(model.parameters())
    def fit(self, start):
        for epoch in range(start, 50):
            self.optimizer.zero_grad()
            self.model(torch.rand(8, 4)).mean().backward()
            self.optimizer.step()
            torch.save({"epoch": epoch, "model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()}, f"c{epoch}.pt")
model = torch.nn.Linear(4, 1)
resume, start = None, 0
try:
    resume = torch.load("c.pt", weights_only=True)
    model.load_state_dict(resume["model"])
    start = resume["epoch"] + 1
except OSError as e:
    print("from scratch", e)
trainer = Trainer(model)
if resume:
    trainer.optimizer.load_state_dict(resume["optimizer"])
trainer.fit(start)
