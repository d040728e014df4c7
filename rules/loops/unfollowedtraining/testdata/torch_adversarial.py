import sys

import torch

from ours import adjust

model = torch.nn.Linear(3, 1)
for path in sys.argv[1:]:
    x = torch.load(path).requires_grad_()
    model(x).sum().backward()
    fooled = (x + 0.1 * x.grad.sign()).detach()
    model(fooled).sum().backward()  # want "it computes gradients, but what applies them is unknown"
    adjust(model)
