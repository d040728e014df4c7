import hydra, torch, logging
log = logging.getLogger(__name__)

@hydra.main(config_path='conf', config_name='config')
def main(cfg):
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.Adam(model.parameters(), lr=cfg.lr)
    for epoch in range(cfg.epochs):
        for x, y in get():
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            opt.step()
            log.info(f'loss {loss.item()}')
if __name__ == '__main__':
    main()
