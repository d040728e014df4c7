import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim


def net():
    return nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 1))


def error(model, x, y):
    return nn.losses.mse_loss(model(x), y)


def fit(model, x, y, back):
    adam = optim.Adam(1e-3)
    step = nn.value_and_grad(model, error)
    model.train()
    for _ in range(100):
        _, grads = step(model, x[:80], y[:80])
        adam.update(model, grads)
        model.eval()  # want `training continues in eval mode after this unless train\(\) is called`
        print(error(model, x[80:], y[80:]))


def fit_again(model, x, y):
    adam = optim.Adam(1e-3)
    step = nn.value_and_grad(model, error)
    for _ in range(100):
        model.train()
        _, grads = step(model, x[:80], y[:80])
        adam.update(model, grads)
        model.eval()
        print(error(model, x[80:], y[80:]))


rows, targets = mx.load("rows.npz"), mx.load("targets.npz")
fit(net(), rows, targets, False)
fit_again(net(), rows, targets)
