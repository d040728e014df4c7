import torch
from torch.utils.data import DataLoader
from torchvision.datasets import MNIST
from torchvision.transforms import ToTensor
class Experiment:
    def __init__(self):
        torch.manual_seed(0)
        self.net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(784, 10))
        self.tr = DataLoader(MNIST("d", True, ToTensor()), 64, shuffle=True)
        self.ev = DataLoader(MNIST("d", False, ToTensor()), 512)
        self.opt = torch.optim.Adam(self.net.parameters())
        self.top = 0.0
    def acc(self):
        self.net.eval()
        with torch.inference_mode():
            return sum((self.net(x).argmax(1) == y).sum().item() for x, y in self.ev) / len(self.ev.dataset)
    def go(self, n):
        for e in range(n):
            self.net.train()
            for x, y in self.tr:
                self.opt.zero_grad()
                torch.nn.functional.cross_entropy(self.net(x), y).backward()
                self.opt.step()
            s = self.acc()
            print(e, s)
            if s > self.top:
                self.top = s
                torch.save(self.net.state_dict(), "top.pt")
Experiment().go(30)
