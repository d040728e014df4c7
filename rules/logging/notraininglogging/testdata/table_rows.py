import torch
import pandas as pd

results = pd.DataFrame([], columns=["Epoch", "Loss"])
layer = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(layer.parameters(), lr=0.1)
for epoch in range(100):
    for x, y in get():
        loss = torch.nn.functional.mse_loss(layer(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        results.loc[len(results)] = [epoch, loss.item()]
    torch.save(layer.state_dict(), f"m_{epoch}.pt")
    results.to_csv("r.csv")
