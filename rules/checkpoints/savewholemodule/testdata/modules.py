import torch
import torch.nn as nn
import torchvision

class Net(nn.Module):
    pass

net = Net()
torch.save(net, "net.pt")  # want "pickles all of net"
resnet = torchvision.models.resnet18()
torch.save(resnet, "resnet.pt")  # want "pickles all of resnet"

def save(model, state, path):
    model.eval()
    torch.save(model.module, path)  # want "pickles all of model.module"
    torch.save(state, path)
    torch.save(model.state_dict(), path)
    torch.save({"model": model.state_dict()}, path)

tensor = torch.zeros(3)
torch.save(tensor, "tensor.pt")
