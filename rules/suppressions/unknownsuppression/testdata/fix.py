import torch

# agentlint: ignore[xyzzy] -- why
x = torch.rand(1)  # agentlint: ignore[xyzzy] -- why
y = 1  # type: ignore  # agentlint: ignore[xyzzy] -- why
