import torch, wandb

def main(args):
    wandb.init(project='x')
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.Adam(model.parameters())
    for epoch in range(5):  # want "hyperparameters are not logged before training"
        for x, y in get():
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            opt.step()
            wandb.log({'loss': loss.item(), 'lr': opt.param_groups[0]['lr']})
if __name__ == '__main__':
    main(parse())
