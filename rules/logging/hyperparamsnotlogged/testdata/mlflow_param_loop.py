import torch, mlflow

def main(args):
    with mlflow.start_run():
        for k, v in vars(args).items():
            mlflow.log_param(k, v)
        run(args)

def run(args):
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.AdamW(model.parameters(), lr=0.001)
    for epoch in range(3):
        for i, (x, y) in enumerate(get()):
            loss = torch.nn.functional.mse_loss(model(x), y)
            opt.zero_grad()
            loss.backward()
            opt.step()
            mlflow.log_metric('loss', loss.item())
if __name__ == '__main__':
    main(parse())
