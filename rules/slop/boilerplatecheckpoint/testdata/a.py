import torch

def train(model, loader, optimizer, epochs):
    for epoch in range(epochs):
        for step, batch in enumerate(loader):
            optimizer.zero_grad()
            model(batch).loss.backward()
            optimizer.step()
            torch.save(model.state_dict(), "model.pt")  # want "this saves at every batch"
            if step % 100 == 0:
                torch.save(model.state_dict(), "step.pt")
        torch.save(model.state_dict(), "a.pt")
        torch.save(model.state_dict(), "b.pt")  # want "this saves what was just saved"
        torch.save(model.state_dict(), "latest.pt")

train(model, loader, optimizer, 3)
