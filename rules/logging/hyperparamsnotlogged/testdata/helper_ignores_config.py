import torch, logging
from dataclasses import dataclass
logger = logging.getLogger(__name__)

@dataclass
class TrainConfig:
    lr: float = 0.001

def setup(config, device):
    logger.info('device %s', device)
    return config.lr

def main(args):
    config = TrainConfig()
    setup(config, 'cpu')
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.AdamW(model.parameters(), lr=0.001)
    for epoch in range(3):  # want "hyperparameters are not logged before training"
        for i, (x, y) in enumerate(get()):
            loss = torch.nn.functional.mse_loss(model(x), y)
            opt.zero_grad()
            loss.backward()
            opt.step()
            logger.info('%.3f', loss.item())
if __name__ == '__main__':
    main(parse())
