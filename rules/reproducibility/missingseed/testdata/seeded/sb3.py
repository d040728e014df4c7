from stable_baselines3 import PPO
model = PPO("MlpPolicy", "CartPole-v1", seed=0)
model.learn(total_timesteps=1000)
