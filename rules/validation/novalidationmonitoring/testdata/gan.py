import torch

for epoch in range(3):  # want "nothing is validated"
    for x in loader:
        loss = discriminator(generator(x))
        loss.backward()
        optimizer.step()
