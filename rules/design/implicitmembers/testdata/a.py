import dataclasses
from dataclasses import dataclass

import torch
from torch import nn
from utils import *  # want "this import hides which names it adds, and which of the file's own names it replaces"

class A:
    def __eq__(self, other):  # want "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"
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

@dataclass  # want `@dataclass gives this module __eq__ but no __hash__: parameters\(\) raises TypeError`
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

    def __del__(self):  # want "__del__ runs at an arbitrary time, or never"
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
