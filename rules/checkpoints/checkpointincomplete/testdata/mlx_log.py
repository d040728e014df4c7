import json

import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim


def nll(net, x, y):
    return nn.losses.cross_entropy(net(x), y).mean()


mx.random.seed(0)
net = nn.Linear(4, 4)
adam = optim.AdamW(learning_rate=1e-3)
step = nn.value_and_grad(net, nll)
with open("log.jsonl", "a") as log:
    for k, (x, y) in enumerate(batches):
        loss, gradients = step(net, x, y)
        adam.update(net, gradients)
        mx.eval(net.state, adam.state)
        log.write(json.dumps({"k": k, "loss": loss.item()}) + "\n")
        if k % 500 == 0:
            net.save_weights(f"net_{k}.safetensors")  # want "lacks the optimizer"
