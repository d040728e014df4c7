import torch
# agentlint: ignore[bare-except] -- why
x = 1  # agentlint: ignore[bare-except] -- why
