import torch, logging, sys
logger = logging.getLogger(__name__)

def main(args):
    logger.info('Training with lr=%g, batch_size=%d, epochs=%d', 0.001, 32, 3)
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.AdamW(model.parameters(), lr=0.001)
    for epoch in range(3):
        for i, (x, y) in enumerate(get()):
            loss = torch.nn.functional.mse_loss(model(x), y)
            opt.zero_grad()
            loss.backward()
            opt.step()
            logger.info('%.3f', loss.item())
if __name__ == '__main__':
    main(parse())
