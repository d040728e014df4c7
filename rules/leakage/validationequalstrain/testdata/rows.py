import jax
import jax.numpy as jnp
import numpy as np
import optax
from flax import nnx

rows = np.load("rows.npy")
cut = len(rows) * 4 // 5
train, val = rows[:cut], rows[cut:]


def loss_fn(model, x):
    return jnp.mean((model(x[:, :-1]) - x[:, -1:]) ** 2)


@nnx.jit
def step(model, optimizer, x):
    loss, grads = nnx.value_and_grad(loss_fn)(model, x)
    optimizer.update(model, grads)
    return loss


def evaluate(model, data):
    return np.mean([loss_fn(model, jnp.asarray(data[i : i + 64])) for i in range(0, len(data), 64)])


model = nnx.Linear(7, 1, rngs=nnx.Rngs(0))
optimizer = nnx.Optimizer(model, optax.adam(1e-3), wrt=nnx.Param)
for epoch in range(10):
    for i in range(0, len(train), 64):
        step(model, optimizer, jnp.asarray(train[i : i + 64]))
    val_loss = evaluate(model, train)  # want "validation uses the training data, so it can't show overfitting"
    print(epoch, val_loss)
print(evaluate(model, val))
