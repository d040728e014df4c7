import gymnasium as gym
import torch
from torch import nn


def main(config, logger):
    env = gym.make("CartPole-v1")
    policy = nn.Linear(4, 2)
    optimizer = torch.optim.Adam(policy.parameters(), lr=config.lr)
    for episode in range(config.episodes):
        state, _ = env.reset()
        total_reward, done = 0, False
        while not done:
            probabilities = torch.distributions.Categorical(logits=policy(torch.as_tensor(state)))
            action = probabilities.sample()
            state, reward, done, _, _ = env.step(action.item())
            total_reward += reward
            loss = -probabilities.log_prob(action) * reward
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        logger.info("episode %d reward %.1f", episode, total_reward)
