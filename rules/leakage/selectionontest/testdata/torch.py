import torch

for epoch in range(3):
    for x, y in train_loader:
        loss(model(x), y).backward()
        optimizer.step()
    test_loss = evaluate(model)
    if test_loss < best_loss:  # want "model selection uses the test part, so the test score is biased"
        best_loss = test_loss
        torch.save(model.state_dict(), "best.pt")
    if test_loss < best_loss:
        print("new best")
    if train_loss < best_loss:
        torch.save(model.state_dict(), "best.pt")
