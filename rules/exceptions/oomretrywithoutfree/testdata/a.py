import gc

import torch

for batch in loader:
    try:
        step(batch)
    except torch.cuda.OutOfMemoryError:  # want "the loop continues after running out of memory without freeing any: the next step runs out, too"
        print("skipped")

for batch in loader:
    try:
        optimizer.zero_grad()
        step(batch)
    except RuntimeError as e:
        if rank == 0 and "out of memory" in str(e):  # want "the loop continues after running out of memory without freeing any: the next step runs out, too"
            skipped += 1
        else:
            raise

while True:
    try:
        step(batch)
        break
    except torch.OutOfMemoryError:  # want "the loop continues after running out of memory without freeing any: the next step runs out, too"
        batch_size //= 2

# Freed.
for batch in loader:
    try:
        step(batch)
    except torch.cuda.OutOfMemoryError:
        torch.cuda.empty_cache()
    try:
        step(batch)
    except torch.OutOfMemoryError:
        del batch

while True:
    oom = False
    try:
        step(batch)
    except torch.OutOfMemoryError:
        oom = True
    if oom:
        gc.collect()

for batch in loader:
    try:
        step(batch)
    except torch.OutOfMemoryError:
        release_memory()

# Does not go on.
for batch in loader:
    try:
        step(batch)
    except torch.OutOfMemoryError:
        print("too large")
        raise
    try:
        step(batch)
    except torch.OutOfMemoryError:
        break

try:
    step(batch)
except torch.OutOfMemoryError:
    print("too large")

for batch in loader:
    try:
        step(batch)
    except ValueError:
        continue
