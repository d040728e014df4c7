import torch, torchvision
from torchvision import transforms as T
from torch.utils.data import DataLoader, random_split
base = torchvision.datasets.CIFAR10("d", transform=T.Compose([T.RandomCrop(32, 4), T.RandomHorizontalFlip(), T.ToTensor()]))
a, b = random_split(base, [45000, 5000], generator=torch.Generator().manual_seed(3))
a.dataset.transform = T.Compose([T.RandomHorizontalFlip(), T.ToTensor()])
b.dataset.transform = T.ToTensor()
tl = DataLoader(a, 128, shuffle=True)
vl = DataLoader(b, 128)
net = torchvision.models.resnet18(num_classes=10)
opt = torch.optim.SGD(net.parameters(), lr=.1)
for e in range(90):
    net.train()
    for x, y in tl:
        opt.zero_grad()
        torch.nn.functional.cross_entropy(net(x), y).backward()
        opt.step()
    net.eval()
    with torch.no_grad():
        ok = sum((net(x).argmax(1) == y).sum().item() for x, y in vl)
    print(e, ok / 5000)
    torch.save(net.state_dict(), f"m{e}.pt")
