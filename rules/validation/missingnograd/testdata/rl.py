import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, random_split
from torchvision import datasets, transforms


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(784, 64)
        self.drop = nn.Dropout(0.5)
        self.b = nn.Linear(64, 10)

    def forward(self, x):
        return self.b(self.drop(F.relu(self.a(x.flatten(1)))))


data = datasets.MNIST("d", train=True, transform=transforms.ToTensor())
tr, va = random_split(data, [50000, 10000])
train_loader, val_loader = DataLoader(tr, 32, shuffle=True), DataLoader(va, 32)

import gymnasium as gym
env = gym.make("CartPole-v1")
policy = Net()
opt = torch.optim.SGD(policy.parameters(), lr=0.1)
for episode in range(5):
    obs, _ = env.reset()
    done = False
    log_probs = []
    while not done:
        with torch.no_grad():
            probe = policy(torch.as_tensor(obs))
        dist = torch.distributions.Categorical(logits=policy(torch.as_tensor(obs)))
        action = dist.sample()
        log_probs.append(dist.log_prob(action))
        obs, reward, done, _, _ = env.step(action.item())
    opt.zero_grad()
    (-torch.stack(log_probs).sum()).backward()
    opt.step()
