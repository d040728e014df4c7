import torch
lr = 0.1
epochs = 5
model = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(model.parameters(), lr=lr)
for epoch in range(epochs):  # want "hyperparameters are not logged before training"
    for i, (x, y) in enumerate(get()):
        opt.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        opt.step()
        print(f'[{epoch}/{epochs}] lr {lr} step {i} loss {loss.item()}')
