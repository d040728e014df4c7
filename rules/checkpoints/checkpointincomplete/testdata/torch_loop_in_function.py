import torch, argparse, os
from models import build_model
from data import get_loaders
from utils import create_optimizer, AverageMeter
def train_one_epoch(model, loader, optimizer, scaler, device):
    model.train()
    for x, y in loader:
        optimizer.zero_grad()
        with torch.cuda.amp.autocast():
            loss = torch.nn.functional.cross_entropy(model(x), y)
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
def main(args):
    model = build_model(args).to(args.device)
    optimizer = create_optimizer(args, model)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, args.epochs)
    scaler = torch.cuda.amp.GradScaler()
    train_loader, val_loader = get_loaders(args)
    for epoch in range(args.epochs):
        train_one_epoch(model, train_loader, optimizer, scaler, args.device)
        scheduler.step()
        if (epoch + 1) % args.save_every == 0 or epoch == args.epochs - 1:
            torch.save({"model": model.state_dict(), "args": vars(args), "epoch": epoch}, os.path.join(args.out, f"ckpt_{epoch}.pth"))  # want "lacks the optimizer"
if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--epochs", type=int, default=10)
    main(p.parse_args())
