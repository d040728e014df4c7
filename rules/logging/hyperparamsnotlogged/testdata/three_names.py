import torch
lr = 0.1
batch_size = 32
num_epochs = 5
print(f'lr={lr}, batch size={batch_size}, epochs={num_epochs}')
model = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(model.parameters(), lr=lr)
for epoch in range(num_epochs):
    for x, y in get(batch_size):
        opt.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        opt.step()
        print(loss.item())
