# options: {hooks: 2, callbacks: 2}
class A(Callback):  # want "the callback A has 3 hooks, over 2"
    def on_a(self): self.x()
    def on_b(self): self.x()
    def on_c(self): self.x()

class B(lightning.Callback):
    def on_a(self): self.x()
    def on_b(self): self.x()
    def on_c(self): pass
    def helper(self): self.x()

class C(keras.callbacks.Callback):  # want "this is callback 3 of the file, over 2"
    def on_a(self): self.x()

class D(nn.Module, metaclass=Callback):
    def on_a(self): self.x()
    def on_b(self): self.x()
    def on_c(self): self.x()
