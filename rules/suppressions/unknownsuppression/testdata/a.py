import torch

x = torch.rand(1)  # agentlint: ignore[bare-exept] -- why # want `"bare-exept" names no rule and no family; did you mean "bare-except"\?`
# agentlint: ignore[E722] -- why
# want -1 `"E722" names no rule and no family$`
y = 2  # agentlint: ignore[exceptions, bare-*, exceptions/bare-*, E722] -- why # want `"E722" names`
z = 3  # agentlint: ingore[bare-except] -- why # want `there is no directive "ingore"; did you mean "ignore"\?`
