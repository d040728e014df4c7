import numpy as np
import torch

torch.manual_seed(0)
state = np.random.get_state()
np.random.shuffle(a)
np.random.set_state(state)
np.random.shuffle(b)
for x in loader:
    model(x).backward()
    optimizer.step()
