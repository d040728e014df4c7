import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim


def error(model, x):
    return (model(x) ** 2).mean()


def fit(model, train, rest):
    adam = optim.Adam(1e-3)
    step = nn.value_and_grad(model, error)
    for _ in range(100):
        _, grads = step(model, train)
        adam.update(model, grads)
    print(error(model, rest))


rows = mx.load("rows.npy")
fit(nn.Linear(8, 1), rows[:900], rows[800:])  # want "shares rows with the training part"
others = mx.load("others.npy")
fit(nn.Linear(8, 1), others[:800], others[800:])


def small(data, few):
    train, rest = data[:800], data[800:]
    if few:
        train, rest = train[:10], rest[:10]
    fit(nn.Linear(8, 1), train, rest)
    model = nn.Linear(8, 1)
    fit(model, train, train)


small(mx.load("more.npy"), mx.load("few.npy"))
