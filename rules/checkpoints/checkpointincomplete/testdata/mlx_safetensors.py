import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim
from mlx.utils import tree_flatten
class M(nn.Module):
    def __init__(self):
        super().__init__()
        self.l = nn.Linear(1, 1)
    def __call__(self, x):
        return self.l(x)
def loss_fn(model, x, y):
    return nn.losses.cross_entropy(model(x), y, reduction="mean")
model = M()
optimizer = optim.AdamW(learning_rate=1e-3)
loss_and_grad = nn.value_and_grad(model, loss_fn)
for epoch in range(10):
    for x, y in batches():
        loss, grads = loss_and_grad(model, x, y)
        optimizer.update(model, grads)
        mx.eval(model.parameters(), optimizer.state)
    mx.save_safetensors(f"w{epoch}.safetensors", dict(tree_flatten(model.parameters())))  # want "only the model.s weights"
