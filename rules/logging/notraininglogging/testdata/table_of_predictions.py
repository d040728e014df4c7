import torch
import pandas as pd

layer = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(layer.parameters(), lr=0.1)
for epoch in range(100):  # want "training logs nothing"
    for x, y in get():
        loss = torch.nn.functional.mse_loss(layer(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
    torch.save(layer.state_dict(), f"m_{epoch}.pt")
with torch.no_grad():
    predicted = layer(torch.load("test.pt"))
pd.DataFrame({"id": range(len(predicted)), "score": predicted.numpy()}).to_csv("submission.csv", index=False)
