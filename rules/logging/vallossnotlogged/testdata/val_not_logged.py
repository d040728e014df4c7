import torch, logging
logger = logging.getLogger()

def validate(model, loader):
    model.eval()
    total = 0
    with torch.no_grad():
        for x, y in loader:
            total += torch.nn.functional.mse_loss(model(x), y).item()
    return total

def main():
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.AdamW(model.parameters(), lr=0.001)
    best = 9000000000.0
    for epoch in range(3):  # want "validation results are not logged"
        model.train()
        for x, y in get():
            loss = torch.nn.functional.mse_loss(model(x), y)
            opt.zero_grad()
            loss.backward()
            opt.step()
            logger.info('loss %.3f', loss.item())
        val_loss = validate(model, val())
        if val_loss < best:
            best = val_loss
            torch.save(model.state_dict(), 'best.pt')
if __name__ == '__main__':
    main()
