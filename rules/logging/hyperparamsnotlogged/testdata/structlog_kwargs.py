import structlog, torch
log = structlog.get_logger()

def main(args):
    log.info('hyperparameters', **vars(args))
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.AdamW(model.parameters(), lr=0.001)
    for epoch in range(3):
        for i, (x, y) in enumerate(get()):
            loss = torch.nn.functional.mse_loss(model(x), y)
            opt.zero_grad()
            loss.backward()
            opt.step()
            log.info('step', loss=loss.item())
if __name__ == '__main__':
    main(parse())
