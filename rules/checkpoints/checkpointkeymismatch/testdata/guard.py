import torch
model = torch.nn.Linear(1, 1)
opt = torch.optim.AdamW(model.parameters())
sched = torch.optim.lr_scheduler.StepLR(opt, 3)
start = 0
if args.resume:
    ck = torch.load(args.resume, weights_only=True)
    model.load_state_dict(ck["model"])
    if "optimizer_state_dict" in ck:
        opt.load_state_dict(ck["optimizer_state_dict"])  # want "did you mean .optimizer_state_dit."
    if "ema" in ck:
        ema.load_state_dict(ck["ema"])
    try:
        sched.load_state_dict(ck["lr_schedule"])  # want "did you mean .s."
    except KeyError:
        pass
    start = ck.get("iteration", 0)
for epoch in range(start, 9):
    for x, y in loader:
        opt.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        opt.step()
    sched.step()
    torch.save({"model": model.state_dict(), "optimizer_state_dit": opt.state_dict(), "s": sched.state_dict()}, f"{epoch}.pt")
