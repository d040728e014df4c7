import torch

def train_batch(model, batch, optimizer):
    model(batch).backward()
    optimizer.step()

for batch in loader:
    try:
        train_batch(model, batch, optimizer)
    except Exception:  # want "training continues even if every step fails"
        pass

for batch in loader:
    try:
        model(batch).backward()
        optimizer.step()
    except Exception as error:  # want "training continues even if every step fails"
        print(error)

for batch in loader:
    try:
        model(batch).backward()
        optimizer.step()
    except:  # want "training continues even if every step fails"
        continue
