# options: {max: 2}
import torch
from models import A, B, C

class Trainer:  # want "Trainer uses 3 other classes, over 2: A, B and C"
    def __init__(self):
        self.a = A()
        Trainer.stop(self)

    def build(self):
        return B().run(), C

    def stop(self):
        return C()

def build():
    a = A()
    return a.run(), B(), torch.nn.Linear(1, 1)

def build_all():  # want "build_all uses 3"
    return A(), B(), C()

def main():
    return A(), B(), C()

A(), B(), C()
