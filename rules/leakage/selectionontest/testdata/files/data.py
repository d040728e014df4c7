from torch.utils.data import DataLoader, random_split
from torchvision import datasets


def loaders(root):
    whole = datasets.MNIST(root, train=True)
    part, held = random_split(whole, [50000, 10000])
    return {"train": DataLoader(part, shuffle=True), "select": DataLoader(held), "report": DataLoader(datasets.MNIST(root, train=False))}
