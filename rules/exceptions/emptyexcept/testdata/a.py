import logging
import os
import queue

import optuna

logger = logging.getLogger(__name__)

try:
    step()
# want +1 "^Exception is caught"
except Exception:
    pass

for batch in loader:
    try:
        step(batch)
    # want +1 `^\(ValueError, BaseException\) is caught`
    except (ValueError, BaseException):
        continue

try:
    step()
# want +1 "^RuntimeError"
except RuntimeError as e:
    ...

try:
    step()
# want +1 "^KeyError"
except KeyError: pass

try:
    step()
# want +1 "^OSError"
except OSError:
    """Nothing to do."""

try:
    step()
# want +1 "^torch.OutOfMemoryError"
except torch.OutOfMemoryError:
    # noqa: S110
    pass

try:
    handle.close()
# want +1 "^Exception"
except Exception:
    pass

# Excused.
try:
    import wandb
except ImportError:
    pass

try:
    import apex
except Exception:
    pass

try:
    item = results.get(timeout=1)
except queue.Empty:
    pass

try:
    train()
except KeyboardInterrupt:
    pass

try:
    study.optimize(objective)
except optuna.TrialPruned:
    pass

try:
    controller.run()
except rospy.ROSInterruptException:
    pass

try:
    os.remove(path)
except FileNotFoundError:
    pass

try:
    os.makedirs(path)
except OSError:
    pass  # another rank was faster

for attempt in range(3):
    try:
        download()
        break
    except OSError:
        continue
else:
    raise RuntimeError("three attempts failed")


def fetch():
    for attempt in range(3):
        try:
            return download()
        except Exception:
            pass
    raise RuntimeError("three attempts failed")


# Other rules report these.
try:
    step()
except:
    pass

try:
    assert ready
except AssertionError:
    pass

# These do something.
try:
    step()
except Exception:
    skipped += 1

try:
    step()
except Exception:
    pass
    log()

try:
    step()
finally:
    pass
