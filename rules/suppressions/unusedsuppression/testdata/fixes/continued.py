import torch

x = 1 \
    # agentlint: ignore[bare-except] -- why

y = x + \
    2  # agentlint: ignore[bare-except] -- why
z = 1; w = 2  # agentlint: ignore[bare-except] -- why
