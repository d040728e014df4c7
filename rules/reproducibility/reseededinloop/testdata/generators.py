import random

import numpy as np
import torch

model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
own = np.random.default_rng(args.seed)
for epoch in range(5):
    mixer = random.Random(args.seed)  # want "random.Random sets the same state in every iteration"
    rows = list(train_rows)
    mixer.shuffle(rows)
    for x, y in rows:
        opt.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        opt.step()

for epoch in range(5):
    mixer = np.random.default_rng(args.seed + epoch)
    picker = np.random.default_rng(args.seed)
    few = picker.choice(len(val_rows), 10)
    shown = picker.permutation(val_rows)
    for i in mixer.permutation(len(train_rows)):
        x, y = train_rows[i]
        opt.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        opt.step()
    with torch.no_grad():
        print([model(val_rows[i][0]) for i in few], shown)
