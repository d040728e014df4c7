import gymnasium as gym
from stable_baselines3 import PPO
model = PPO("MlpPolicy", "CartPole-v1")
model.learn(total_timesteps=1000)  # want "torch (is|are) not seeded"
