import math

import torch


def constant():
    try:
        return load()
    # want +1 "Exception is caught, unreported and replaced by a constant"
    except Exception:
        return None


def nothing():
    try:
        return load()
    # want +1 "^Exception"
    except Exception as e:
        return


def infinite():
    try:
        return load()
    # want +1 `^\(RuntimeError, OSError\)`
    except (RuntimeError, OSError):
        return float("inf"), -1, math.nan, [], {"loss": 0.0}


for batch in loader:
    try:
        step(batch)
    # want +1 "^torch.OutOfMemoryError"
    except torch.OutOfMemoryError:
        failed += 1
        continue

while True:
    try:
        step()
    # want +1 "^Exception"
    except Exception:
        ok = good = False
        break

try:
    writable(path)
# want +1 "^OSError"
except OSError:
    ok = False


# Excused.
def excused():
    try:
        import apex
    except Exception:
        apex = None
    try:
        item = next(batches)
    except StopIteration:
        item = None
    try:
        mode = stat(path)
    except OSError:
        mode = None  # it is on another machine
    for attempt in range(3):
        try:
            return download()
        except OSError:
            failures += 1
    raise RuntimeError("three attempts failed")


# The constant is the answer.
try:
    lr = float(text)
except ValueError:
    lr = 1e-4

try:
    lr = config["lr"]
except (KeyError, AttributeError):
    lr = None


# Something is done.
def done():
    try:
        return load()
    except Exception as e:
        return str(e)
    try:
        return load()
    except OSError:
        return backup()
    try:
        return load()
    except KeyError:
        return default
    try:
        return load()
    except OSError:
        x = f"{path} is missing"
    try:
        return load()
    except Exception:
        failed = True
        raise
    try:
        return load()
    except OSError:
        print("failed")
        return None


# Other rules report these.
try:
    step()
except:
    x = 1

try:
    step()
except OSError:
    pass
