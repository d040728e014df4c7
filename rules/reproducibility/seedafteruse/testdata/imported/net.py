from torch import nn

model = nn.Linear(3, 2)
