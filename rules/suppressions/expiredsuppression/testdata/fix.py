import torch

x = 1  # agentlint: ignore[bare-except] until=2026-01-14 -- see the ticket
# agentlint: ignore[bare-except] until=2026-01-14 -- see the ticket
y = 2 \
    # agentlint: ignore[bare-except] until=2026-01-14 -- see the ticket

# more on it: agentlint: ignore[bare-except] until=2026-01-14 -- see the ticket
