import torch

# agentlint: ignore # want "names no rule, so it suppresses nothing; write ignore\\[rule, …\\]"
x = 1
y = torch.rand(x)  # agentlint: ignore[] -- later # want "names no rule"
# agentlint: disable[*] -- all of it # want "write disable"
# agentlint: file-ignore[all] -- all of it # want "write file-ignore"
# agentlint: disable[bare-except] -- named
# agentlint: enable[bare-except]
# agentlint: ignoring this is no directive
text = "# agentlint: ignore"
# agentlint: see the documentation
