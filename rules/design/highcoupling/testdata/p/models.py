import torch

class A(torch.nn.Module):
    def run(self): return 1

class B:
    def run(self): return 1

class C: ...
