# How much each pixel matters to a network, and what fools it: no weights change.
import sys

import torch
from torchvision.models import resnet18
from tqdm import tqdm

from ours import update_display

model = resnet18(weights="DEFAULT").eval()


def saliency(paths):
    with tqdm(total=len(paths)) as bar:
        for path in paths:
            x = torch.load(path).requires_grad_()
            model(x).max().backward()
            torch.save(x.grad.abs(), path + ".map")
            bar.update(1)
            update_display(path)


def functional(paths):
    for path in paths:
        x = torch.load(path)
        x.requires_grad = True
        (grad,) = torch.autograd.grad(model(x).max(), x)
        print(grad.abs().max())


def attack(paths, eps):
    for path in paths:
        x = torch.load(path)
        x.requires_grad_(True)
        torch.nn.functional.cross_entropy(model(x), torch.zeros(1)).backward()
        torch.save(x + eps * x.grad.sign(), path + ".fooled")


saliency(sys.argv[1:])
functional(sys.argv[1:])
attack(sys.argv[1:], 0.1)
