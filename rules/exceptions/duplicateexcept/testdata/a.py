import binascii
import json
import re
import socket

import torch


class MyError(ValueError):
    pass


class Other(unknown.Error):
    pass


try:
    step()
except (ValueError, ValueError):  # want "ValueError is redundant: other exceptions in the list include it"
    step()

try:
    step()
except (Exception, TypeError, KeyError) as e:  # want "TypeError and KeyError is redundant: other exceptions in the list include it"
    step()

try:
    step()
except (IOError, EnvironmentError, OSError):  # want "^EnvironmentError and OSError"
    step()

try:
    step()
except (ModuleNotFoundError, ImportError):  # want "^ModuleNotFoundError"
    step()

try:
    step()
except (MyError, ValueError):  # want "^MyError"
    step()

try:
    step()
except (Other, BaseException):  # want "^Other"
    step()

try:
    step()
except (ValueError, binascii.Error):  # want "^binascii.Error"
    step()

try:
    step()
except RuntimeError:
    step()
except torch.cuda.OutOfMemoryError:  # want "^torch.cuda.OutOfMemoryError never gets here: an earlier clause catches RuntimeError"
    step()

try:
    step()
except OSError:
    step()
except (KeyError, socket.timeout):  # want "^socket.timeout never gets here"
    step()

try:
    step()
except MyError:
    step()
except MyError:  # want "^MyError never"
    step()

try:
    step()
except Exception:
    step()
except Exception:  # want "^Exception never"
    step()

# Negatives.
try:
    step()
except (Other, Exception):
    step()
except re.error:
    step()
except KeyboardInterrupt:
    step()

try:
    step()
except json.JSONDecodeError:
    step()
except ValueError:
    step()
except LookupError:
    step()

try:
    step()
except (KeyError, IndexError, unknown.Error, other.Error):
    try:
        step()
    except KeyError:
        step()
except:
    step()
