import torch, logging
logger = logging.getLogger()

def main(args):
    logger.info(f'Saving to {args.output_dir}')
    logger.info('Loading data from %s', args.data)
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=args.lr)
    for epoch in range(args.epochs):  # want "hyperparameters are not logged before training"
        for i, (x, y) in enumerate(get(args)):
            loss = torch.nn.functional.mse_loss(model(x), y)
            opt.zero_grad()
            loss.backward()
            opt.step()
            logger.info('loss %s', loss.item())
if __name__ == '__main__':
    main(parse())
