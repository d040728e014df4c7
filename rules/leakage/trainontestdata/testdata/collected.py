import pandas as pd
df_all = pd.read_csv("a.csv")
dftrain = df_all.loc[df_all.dataset == "train", :].reset_index()
dftest = df_all.loc[df_all.dataset == "test", :].reset_index()
datalists = []
for df in [dftrain, dftest]:
    datalist = []
    for row in range(df.shape[0]):
        d = {}
        d["label"] = df.loc[row, "cell_type"]
        datalist.append(d)
    datalists.append(datalist)
datalist_train, datalist_test = datalists
print(datalist_train, datalist_test)
import torch
from torch.utils.data import DataLoader
from monai.data import Dataset
train_ds = Dataset(datalist_train)
train_loader = DataLoader(train_ds, batch_size=8, shuffle=True)
test_loader = DataLoader(Dataset(datalist_test), batch_size=8)
model = torch.nn.Linear(2, 2)
opt = torch.optim.Adam(model.parameters())
for epoch in range(100):
    model.train()
    for b in train_loader:
        opt.zero_grad()
        loss = model(b["image"]).sum()
        loss.backward()
        opt.step()
model.eval()
with torch.no_grad():
    for b in test_loader:
        print(model(b["image"]))
