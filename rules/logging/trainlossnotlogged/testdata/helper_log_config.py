import torch, logging
logger = logging.getLogger('x')

def log_hyperparameters(c):
    for key, value in c.items():
        logger.info('%s: %s', key, value)

def report(step, values):
    logger.info('%d %s', step, values)

def main(config):
    log_hyperparameters(config)
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.Adam(model.parameters(), lr=config['lr'])
    for epoch in range(config['epochs']):
        for step, (x, y) in enumerate(get()):
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            opt.step()
            report(step, {'loss': loss.item()})
if __name__ == '__main__':
    main({'lr': 0.1, 'epochs': 2})
