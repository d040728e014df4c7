import torch, csv
model = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(model.parameters(), lr=0.001)
with open('log.csv', 'w') as f:
    w = csv.writer(f)
    for epoch in range(3):
        for i, (x, y) in enumerate(get()):
            loss = torch.nn.functional.mse_loss(model(x), y)
            opt.zero_grad()
            loss.backward()
            opt.step()
            w.writerow([epoch, i, loss.item()])
