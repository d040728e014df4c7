import torch as th

try:
    step()
except RuntimeError as e:
    if "out of memory" in str(e):  # want "catch torch.OutOfMemoryError instead"
        skip()
    else:
        raise

try:
    step()
except Exception as error:
    if rank == 0 and "CUDA out of memory" in repr(error).lower() or "Out Of Memory" in error.args[0]:  # want "catch" "catch"
        skip()

try:
    step()
except RuntimeError as e:
    message = str(e)
    if "out of memory" in message.lower():  # want "catch"
        skip()

# Negatives.
try:
    step()
except RuntimeError as e:
    if "out of memory" in str(e) or "CUDNN_STATUS_NOT_SUPPORTED" in str(e):
        skip()

try:
    step()
except RuntimeError as e:
    if "shape" in str(e):
        skip()

try:
    step()
except RuntimeError as e:
    if "out of memory" in log:
        skip()

try:
    step()
except th.OutOfMemoryError:
    skip()


def is_oom(e):
    return "out of memory" in str(e)
