import torch

def load(path):
    try:
        return torch.load(path, weights_only=True)
    except:  # agentlint: ignore[bare-except] until=2026-01-14 -- yesterday # want "this expired after 2026-01-14 and no longer suppresses anything"
        return None

try:
    load("x")
except:  # agentlint: ignore[bare-except] until=2026-01-15 -- today
    pass
x = 1  # agentlint: ignore[bare-except] until=soon -- no date # want `"soon" is not a date in the form YYYY-MM-DD, so this suppresses nothing`
x = 1  # agentlint: ignore[bare-except] until=2026-02-30 -- no date # want `"2026-02-30" is not a date in the form YYYY-MM-DD, so this suppresses nothing`
