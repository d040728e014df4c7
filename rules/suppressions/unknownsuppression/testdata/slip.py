import torch

x = 1  # agentlint: ignore[bare-exept] -- the reason
y = 2  # agentlint: ignore[of-a-later-release] -- the reason
z = 3  # agentlint: ignore[xyzzy, bare-except] -- the reason
