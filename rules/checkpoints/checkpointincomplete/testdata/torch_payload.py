import torch
from torch import nn
from dataclasses import dataclass, asdict
@dataclass
class Config:
    lr: float = 1e-3
    epochs: int = 10
def save_checkpoint(path, model, optimizer, epoch, cfg, extra=None):
    payload = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch, "config": asdict(cfg)}
    if extra:
        payload.update(extra)
    torch.save(payload, path)  # want "the checkpoint lacks the scheduler"
def main():
    cfg = Config()
    model = nn.Linear(1, 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=cfg.lr)
    warm = torch.optim.lr_scheduler.LinearLR(optimizer)
    cos = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 10)
    scheduler = torch.optim.lr_scheduler.SequentialLR(optimizer, [warm, cos], [2])
    best = 0
    for epoch in range(cfg.epochs):
        for x, y in loader:
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
            scheduler.step()
        acc = evaluate(model)
        if acc > best:
            best = acc
            save_checkpoint("best.pt", model, optimizer, epoch, cfg, {"acc": acc})
        save_checkpoint(f"epoch{epoch}.pt", model, optimizer, epoch, cfg)
main()
