import torch
from sklearn.preprocessing import MinMaxScaler
from torch.utils.data import DataLoader, TensorDataset

scaler = MinMaxScaler()
x = torch.tensor(scaler.fit_transform(frame[columns]))
loader = DataLoader(TensorDataset(x, y), batch_size=32)
model = torch.nn.Linear(4, 1)
opt = torch.optim.Adam(model.parameters())
for epoch in range(10):
    for a, b in loader:
        opt.zero_grad()
        torch.nn.functional.mse_loss(model(a), b).backward()
        opt.step()
torch.save(model.state_dict(), "model.pt")  # want "without the MinMaxScaler"
