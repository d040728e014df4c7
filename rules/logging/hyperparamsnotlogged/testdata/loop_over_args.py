import argparse, torch
args = argparse.ArgumentParser().parse_args()
for k, v in vars(args).items():
    print(k, '=', v)
model = torch.nn.Linear(2, 2)
opt = torch.optim.Adam(model.parameters(), lr=args.lr)
for epoch in range(args.epochs):
    for x, y in get():
        opt.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        opt.step()
        print(loss.item())
