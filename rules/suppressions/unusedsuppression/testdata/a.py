import torch

def load(path):
    try:
        return torch.load(path, weights_only=True)
    except:  # agentlint: ignore[bare-except, mutable-default-arg] -- why # want "mutable-default-arg has no finding here"
        return None

# agentlint: ignore[bare-except] -- the next statement, with all that is in it
def save(path):
    try:
        torch.save({}, path)
    except:
        return None

# agentlint: disable[bare-except] -- why
try:
    load("x")
except:
    x = 1
# agentlint: enable[bare-except]

# agentlint: enable[bare-except] # want "bare-except is enabled without being disabled"

def first(
    columns=[],  # agentlint: ignore[mutable-default-arg] -- the whole header
    rows={},
):
    try:
        load("x")
    except:  # noqa: E722
        return columns, rows

x = 1  # agentlint: ignore[bare-except] -- why # want "bare-except has no finding here to suppress"
text = """
# agentlint: ignore[bare-except] -- no comment
"""
# agentlint: file-ignore[duplicate-except] -- why # want "duplicate-except has no finding"
