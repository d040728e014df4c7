import torch

x = torch.rand(1)  # agentlint: ignore[bare-except] # want "does not say why"
# agentlint: disable[bare-except] -- # want "does not say why"
# agentlint: enable[bare-except]
y = 1  # agentlint: ignore[bare-except] until=2030-01-01 # want "does not say why"
y = 1  # agentlint: ignore[bare-except] until=2030-01-01 -- a reason, see issue #12
y = 1  # agentlint: ignore
