import torch
model = torch.nn.Linear(4, 1)
opt = torch.optim.Adam(model.parameters())
best = 9.0
for epoch in range(100):
    for x in loader:
        opt.zero_grad()
        model(x).mean().backward()
        opt.step()
    loss = judge(model)
    if loss < best:
        best = loss
        torch.save(model.state_dict(), "model.pt")  # want "only the model's weights are saved"
model.load_state_dict(torch.load("model.pt", weights_only=True))
