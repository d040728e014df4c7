# The seed is set when config is imported, before the model is.
import config
import net
import torch

torch.manual_seed(config.SEED)
for x in loader:
    net.model(x).backward()
    optimizer.step()
