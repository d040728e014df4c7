import torch

def train_batch(model, batch, optimizer):
    model(batch).backward()
    optimizer.step()

for batch in loader:
    try:
        train_batch(model, batch, optimizer)
    except Exception:  # want "lets the training go on"
        pass

for batch in loader:
    try:
        model(batch).backward()
        optimizer.step()
    except Exception as error:  # want "lets the training go on"
        print(error)

for batch in loader:
    try:
        model(batch).backward()
        optimizer.step()
    except:  # want "lets the training go on"
        continue
