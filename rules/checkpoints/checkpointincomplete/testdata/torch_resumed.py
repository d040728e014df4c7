import sys
import torch
start = int(sys.argv[1])
G = torch.nn.Linear(4, 1)
if start:
    G.load_state_dict(torch.load(f"G_{start}.pt", weights_only=True))
opt = torch.optim.Adam(G.parameters())
for epoch in range(start, 100):
    for x in loader:
        opt.zero_grad()
        G(x).mean().backward()
        opt.step()
    torch.save(G.state_dict(), f"G_{epoch}.pt")  # want "only the model's weights are saved"
