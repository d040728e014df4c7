import mlflow, torch

def main():
    params = {'lr': 0.1, 'epochs': 3}
    with mlflow.start_run():
        mlflow.log_params(params)
        model = torch.nn.Linear(2, 2)
        opt = torch.optim.Adam(model.parameters(), lr=params['lr'])
        for epoch in range(params['epochs']):
            for i, (x, y) in enumerate(get()):
                opt.zero_grad()
                loss = torch.nn.functional.mse_loss(model(x), y)
                loss.backward()
                opt.step()
                mlflow.log_metric('loss', loss.item(), step=i)
            mlflow.log_metric('lr', opt.param_groups[0]['lr'])
if __name__ == '__main__':
    main()
