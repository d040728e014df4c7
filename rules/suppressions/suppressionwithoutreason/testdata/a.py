import torch

x = torch.rand(1)  # agentlint: ignore[bare-except] # want "no reason given"
# agentlint: disable[bare-except] -- # want "no reason given"
# agentlint: enable[bare-except]
y = 1  # agentlint: ignore[bare-except] until=2030-01-01 # want "no reason given"
y = 1  # agentlint: ignore[bare-except] until=2030-01-01 -- a reason, see issue #12
y = 1  # agentlint: ignore
