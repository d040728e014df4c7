import torch

try:
    step()
except:  # want "catches every exception"
    pass

try:
    step()
except ValueError:
    pass
except:  # want "KeyboardInterrupt and SystemExit"
    print("failed")

try:
    step()
except:
    print("failed")
    raise

try:
    step()
except:  # want "every"
    if torch.cuda.is_available():
        raise

try:
    step()
except:  # want "every"
    raise RuntimeError("failed")

try:
    step()
except Exception:
    pass

try:
    step()
except* ValueError:
    pass

try:
    step()
finally:
    close()

try:
    step()
except:  # want "every"
    # a comment comes first
    pass
