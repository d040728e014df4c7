import torch
model = torch.nn.Linear(1, 1)
opt = torch.optim.AdamW(model.parameters())
start = 0
if args.resume:
    ck = torch.load(args.resume, weights_only=True)  # want "the checkpoint holds the epoch, but"
    model.load_state_dict(ck["model"])
    opt.load_state_dict(ck["optimizer"])
    start = int(ck["epoch"]) + 1
    print(f"resuming at epoch {start}")
for epoch in range(9):
    for x, y in loader:
        opt.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        opt.step()
    torch.save({"model": model.state_dict(), "optimizer": opt.state_dict(), "epoch": epoch}, f"{epoch}.pt")
