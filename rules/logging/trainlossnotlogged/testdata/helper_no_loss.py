import torch, logging
logger = logging.getLogger('x')

def main(config):
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.Adam(model.parameters(), lr=config['lr'])
    for epoch in range(config['epochs']):  # want "the training loss is not logged"
        logger.info('Starting epoch %d', epoch)
        for step, (x, y) in enumerate(get()):
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            opt.step()
if __name__ == '__main__':
    main({'lr': 0.1, 'epochs': 2})
