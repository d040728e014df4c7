import torch

for epoch in range(3):  # want "training runs without validation"
    for x in loader:
        loss = discriminator(generator(x))
        loss.backward()
        optimizer.step()
