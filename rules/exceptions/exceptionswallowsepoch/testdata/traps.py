import torch

failures = 0
for batch in loader:
    try:
        model(batch).backward()
        optimizer.step()
    except Exception:  # counted
        failures += 1
        if failures > 3:
            raise

try:
    for batch in loader:
        model(batch).backward()
        optimizer.step()
except Exception:  # saved and raised
    torch.save(model.state_dict(), "crash.pt")
    raise

for batch in loader:
    try:
        model(batch).backward()
        optimizer.step()
    except torch.OutOfMemoryError:  # what is expected
        optimizer.zero_grad()

for batch in loader:
    try:
        timing = profile(model(batch).backward())  # nothing is learned here
    except Exception:
        timing = float("nan")

for batch in loader:
    model(batch).backward()
    optimizer.step()
    try:
        writer.flush()
    except Exception:
        pass
