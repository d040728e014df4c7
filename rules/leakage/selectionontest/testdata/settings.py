# What is set on the command line is no score, and making a stopper hands it none.
import torch
from transformers import EarlyStoppingCallback, HfArgumentParser

parser = HfArgumentParser(TestArguments)
(test_args,) = parser.parse_args_into_dataclasses()
callbacks = [EarlyStoppingCallback(early_stopping_patience=test_args.patience)]
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(10):
    for x, y in train_loader:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
    if test_args.parts <= 1:
        torch.save(model.state_dict(), f"{epoch}.pt")
