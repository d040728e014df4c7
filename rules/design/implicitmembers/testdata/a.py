import dataclasses
from dataclasses import dataclass

import torch
from torch import nn
from utils import *  # want "nobody can see which names"

class A:
    def __eq__(self, other):  # want "can't be hashed"
        return True

    def other(self):
        return 1

class B:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1

class C:
    __hash__ = None

    def __eq__(self, other):
        return True

@dataclass
class D:
    x: int

    def __eq__(self, other):
        return True

@dataclass  # want "gives this module an __eq__"
class E(nn.Module):
    x: int

@dataclasses.dataclass(eq=False)
class F(torch.nn.Module):
    x: int

@dataclass
class G(Unknown):
    x: int

class H:
    def __getattr__(self, name):  # want "every attribute of self.module"
        return getattr(self.module, name)

    def __del__(self):  # want "when Python likes"
        self.close()

class I:
    def __getattr__(self, name):
        if name in self.x:
            return self.x[name]
        raise AttributeError(name)

    def __del__(self):
        pass

class J(H):
    def __del__(self):
        self.close()
