"""Trains the churn classifier without faults: seeded by a helper, validated, logged, and saved so that it can go on."""

import logging
import os
from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split

from helpers.rng import fix_everything as fix

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Config:
    """What a run can be told."""

    seed: int = 42
    epochs: int = 20
    batch_size: int = 64
    lr: float = 1e-3
    save_every: int = 5
    log_every: int = 50


def load() -> TensorDataset:
    read = [torch.load(f"data/{name}.pt", weights_only=True) for name in ("features", "labels")]
    return TensorDataset(*read)


def train_epoch(model: nn.Module, loader: DataLoader, optimizer: torch.optim.Optimizer, config: Config) -> None:
    model.train()
    for step, (features, label) in enumerate(loader):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(features), label)
        loss.backward()
        optimizer.step()
        if step % config.log_every == 0:
            log.info("step %d: training loss %.4f", step, loss.item())


@torch.inference_mode()
def validate(model: nn.Module, loader: DataLoader) -> float:
    model.eval()
    losses = [nn.functional.cross_entropy(model(features), label).item() for features, label in loader]
    return sum(losses) / len(losses)


def save(model: nn.Module, optimizer: torch.optim.Optimizer, epoch: int, best: float, config: Config) -> None:
    state = {
        "epoch": epoch,
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "best": best,
        "config": asdict(config),
    }
    torch.save(state, f"checkpoints/epoch-{epoch:03}.pt")


def resume(path: str, model: nn.Module, optimizer: torch.optim.Optimizer) -> tuple[int, float]:
    if not os.path.exists(path):
        return 0, float("inf")
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return state["epoch"] + 1, state["best"]


def main() -> None:
    config = Config()
    log.info("config: %s", config)
    fix(config.seed)
    os.makedirs("checkpoints", exist_ok=True)
    train_set, val_set = random_split(load(), [0.8, 0.2])
    train_loader = DataLoader(train_set, batch_size=config.batch_size, shuffle=True)
    val_loader = DataLoader(val_set, batch_size=config.batch_size)
    model = nn.Sequential(nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 2))
    optimizer = torch.optim.AdamW(model.parameters(), lr=config.lr)
    epoch, best = resume("checkpoints/resume.pt", model, optimizer)
    try:
        for epoch in range(epoch, config.epochs):
            train_epoch(model, train_loader, optimizer, config)
            val_loss = validate(model, val_loader)
            log.info("epoch %d: validation loss %.4f", epoch, val_loss)
            if val_loss < best:
                best = val_loss
                torch.save(model.state_dict(), "checkpoints/best.pt")
            if epoch % config.save_every == 0:
                save(model, optimizer, epoch, best, config)
    except KeyboardInterrupt:
        save(model, optimizer, epoch, best, config)
        raise


if __name__ == "__main__":
    main()
