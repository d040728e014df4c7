from stable_baselines3 import PPO

model = PPO("MlpPolicy", "CartPole-v1", seed=0, verbose=1)
model.learn(total_timesteps=1_000_000)  # want "nothing is saved before training ends"
model.save("cartpole")
