import torch

image = torch.load("image.pt").requires_grad_()
optimizer = torch.optim.LBFGS([image])
for step in range(300):
    image.pow(2).sum().backward()
    optimizer.step()
