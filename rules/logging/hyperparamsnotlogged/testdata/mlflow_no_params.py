import mlflow, torch

def main():
    with mlflow.start_run():
        model = torch.nn.Linear(2, 2)
        opt = torch.optim.Adam(model.parameters(), lr=0.001)
        for epoch in range(3):  # want "hyperparameters are not logged before training"
            running = 0.0
            for i, (x, y) in enumerate(get()):
                opt.zero_grad()
                loss = torch.nn.functional.mse_loss(model(x), y)
                loss.backward()
                opt.step()
                running += loss.item()
            mlflow.log_metric('train_loss', running, step=epoch)
if __name__ == '__main__':
    main()
