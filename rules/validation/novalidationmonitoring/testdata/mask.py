import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim


def forward(net, graph, labels, mask):
    outputs = net(graph)
    return nn.losses.cross_entropy(outputs[mask], labels[mask]).mean(), outputs


def fit(net, graph, labels, train_mask, val_mask):
    adam = optim.Adam(1e-2)
    step = nn.value_and_grad(net, forward)
    for epoch in range(200):
        (loss, outputs), grads = step(net, graph, labels, train_mask)
        adam.update(net, grads)
        print(epoch, loss.item(), mx.mean(mx.argmax(outputs[val_mask], axis=1) == labels[val_mask]).item())


def fit_blindly(net, graph, labels, train_mask):
    adam = optim.Adam(1e-2)
    step = nn.value_and_grad(net, forward)
    for epoch in range(200):  # want "training runs without validation"
        (loss, outputs), grads = step(net, graph, labels, train_mask)
        adam.update(net, grads)
        print(epoch, loss.item(), mx.mean(outputs).item())


nodes, kinds = mx.load("nodes.npy"), mx.load("kinds.npy")
fit(nn.Linear(16, 4), nodes, kinds, mx.load("train_mask.npy"), mx.load("val_mask.npy"))
fit_blindly(nn.Linear(16, 4), nodes, kinds, mx.load("train_mask.npy"))
