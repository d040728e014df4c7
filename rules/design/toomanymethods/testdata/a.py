# options: {max: 2}
class A:  # want "^A has 3 methods, over 2"
    def a(self): pass

    def _b(self): pass

    @property
    def c(self): pass

    @c.setter
    def c(self, value): pass

class B:
    def __init__(self): pass

    def __len__(self): pass

    def a(self): pass

    def b(self): pass

    @overload
    def b(self, x): ...

class C(nn.Module):
    def forward(self): pass

    def training_step(self): pass

    def on_epoch_end(self): pass

    def a(self): pass

def f():
    class D:  # want "^f.<locals>.D has 3 methods"
        def a(self): pass

        async def b(self): pass

        @staticmethod
        def c(): pass
