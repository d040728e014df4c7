import torch
from accelerate import Accelerator


class Finetuner:
    def __init__(self, model, loader, folder):
        self.accelerator = Accelerator()
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        self.model, self.optimizer, self.loader = self.accelerator.prepare(model, optimizer, loader)
        self.folder = folder

    def go_on(self, number):
        self.accelerator.load_state(f"{self.folder}/{number}")
        return number + 1

    def fit(self, done, epochs):
        while done < epochs:
            for x, y in self.loader:
                self.optimizer.zero_grad()
                self.accelerator.backward(((self.model(x) - y) ** 2).mean())
                self.optimizer.step()
            self.accelerator.save_state(f"{self.folder}/{done}")
            done += 1


tuner = Finetuner(torch.nn.Linear(1, 1), loader, "out")
start = 0
if args.resume is not None:
    start = tuner.go_on(args.resume)
tuner.fit(start, args.epochs)
