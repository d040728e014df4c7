import mlx.nn as nn
import mlx.optimizers as optim
import numpy as np

np.random.seed(0)
net = nn.Linear(2, 2)
adam = optim.Adam(learning_rate=0.1)
step = nn.value_and_grad(net, lambda net, x, y: nn.losses.cross_entropy(net(x), y).mean())
for x, y in batches():  # want `mlx is not seeded before training; call mlx\.core\.random\.seed`
    loss, gradients = step(net, x, y)
    adam.update(net, gradients)
