from stable_baselines3 import PPO
from stable_baselines3.common.callbacks import CheckpointCallback

model = PPO("MlpPolicy", "CartPole-v1", seed=0, verbose=1)
model.learn(total_timesteps=1_000_000, callback=CheckpointCallback(save_freq=10_000, save_path="models"))
model.save("cartpole")
