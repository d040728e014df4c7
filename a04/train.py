import numpy as np, torch
def noise(n):
    np.random.seed(7)
    return np.random.randn(n)
def go(model, data, epochs=30):
    opt = torch.optim.AdamW(model.parameters(), lr=1e-4)
    for e in range(epochs):
        for x, y in data:
            x = x + torch.as_tensor(noise(x.shape[-1]), dtype=x.dtype)
            loss = ((model(x) - y) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
    torch.save(model.state_dict(), "w.pt")
if __name__ == "__main__":
    torch.manual_seed(0)
    from data import loader
    go(torch.nn.Linear(8, 1), loader())
