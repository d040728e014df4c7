import torch

def main(args):
    model = torch.nn.Linear(2, 2)
    opt = torch.optim.AdamW(model.parameters(), lr=0.001)
    params = sum((p.numel() for p in model.parameters()))
    print(f'params: {params}')
    for epoch in range(3):  # want "hyperparameters are not logged before training"
        for i, (x, y) in enumerate(get()):
            loss = torch.nn.functional.mse_loss(model(x), y)
            opt.zero_grad()
            loss.backward()
            opt.step()
            print(loss.item())
if __name__ == '__main__':
    main(parse())
