import torch, gym
env = gym.make("CartPole-v1")
env.seed(0)
net = torch.nn.Linear(4, 2); opt = torch.optim.Adam(net.parameters())
for ep in range(100):  # want "torch (is|are) not seeded"
    loss = net(env.reset()).sum()
    opt.zero_grad(); loss.backward(); opt.step()
