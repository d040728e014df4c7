import jax, optax
from flax import nnx
import orbax.checkpoint as ocp
class M(nnx.Module):
    def __init__(self, rngs):
        self.l = nnx.Linear(2, 1, rngs=rngs)
    def __call__(self, x):
        return self.l(x)
model = M(nnx.Rngs(0))
optimizer = nnx.Optimizer(model, optax.adam(1e-3))
@nnx.jit
def step(model, optimizer, x, y):
    def loss_fn(m):
        return ((m(x) - y) ** 2).mean()
    loss, g = nnx.value_and_grad(loss_fn)(model)
    optimizer.update(g)
    return loss
ckptr = ocp.StandardCheckpointer()
for epoch in range(10):
    for x, y in loader:
        step(model, optimizer, x, y)
    _, state = nnx.split(model)
    ckptr.save(f"/tmp/c/{epoch}", state)  # want "lacks the optimizer"
