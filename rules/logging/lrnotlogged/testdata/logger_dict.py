import logging, torch
log = logging.getLogger(__name__)
CONFIG = {'lr': 0.1, 'batch_size': 32, 'epochs': 10}

def main():
    log.info('Hyperparameters: %s', CONFIG)
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=CONFIG['lr'])
    for epoch in range(10):
        for step, (x, y) in enumerate(get()):
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            opt.step()
            if step % 10 == 0:
                log.info('step=%d loss=%.3f', step, loss.item())
if __name__ == '__main__':
    main()
