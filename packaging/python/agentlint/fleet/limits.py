"""Runs a program with limits on time, memory and the size of files, and ends all that it has started."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# The limits that a shell sets, so that no code runs between fork and exec, which is not safe among threads. What a system
# does not have, it does without. Go reserves far more addresses than it uses, so these have room beyond the memory.
_LAUNCH = """
ulimit -f "$1" 2>/dev/null
ulimit -d "$2" 2>/dev/null
ulimit -v "$3" 2>/dev/null
ulimit -t "$4" 2>/dev/null
ulimit -c 0 2>/dev/null
shift 4
exec "$@"
"""
_ADDRESSES = 4 << 30
_MEMORY_SIGNS = ("out of memory", "cannot allocate memory", "pthread_create failed", "MemoryError", "Out of memory")
Reason = Literal["", "timeout", "memory", "size", "killed"]


@dataclass(frozen=True)
class Limits:
    """What a program may use."""

    memory: int
    """Bytes of memory of each process."""
    file: int
    """Bytes of each file that it writes, including its output."""


@dataclass(frozen=True)
class Done:
    """How a program has ended."""

    code: int
    reason: Reason
    """Which limit ended it, if one did."""
    stdout: Path
    stderr: str


def run(
    command: Sequence[str], *, cwd: str | Path, env: Mapping[str, str], scratch: Path, deadline: float, limits: Limits
) -> Done:
    """Runs a command in a session of its own until it ends or time.monotonic is deadline; its output is in a file of scratch."""
    left = max(deadline - time.monotonic(), 0.1)
    launch = [limits.file // 512, limits.memory // 1024, (limits.memory + _ADDRESSES) // 1024, int(left) + 2]
    out, err = scratch / "stdout", scratch / "stderr"
    with open(out, "wb") as stdout, open(err, "wb") as stderr:
        child = subprocess.Popen(
            ["/bin/sh", "-c", _LAUNCH, "sh", *map(str, launch), *command],
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
        )
    late = True
    try:
        late = not _ends(child, left)
    finally:
        with contextlib.suppress(OSError):  # what it has started and left running, too
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    text = _tail(err)
    return Done(child.returncode, _reason(child.returncode, late, text, out, limits), out, text)


def _ends(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Waits for the end of a process, which stays to be reaped."""
    try:
        handle = os.pidfd_open(child.pid)
    except (AttributeError, OSError):
        return _ends_slowly(child, seconds)
    try:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        return bool(poll.poll(seconds * 1000))
    finally:
        os.close(handle)


def _ends_slowly(child: subprocess.Popen[bytes], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        time.sleep(0.01)
    return False


def _reason(code: int, late: bool, stderr: str, out: Path, limits: Limits) -> Reason:
    if late or code == -signal.SIGXCPU:
        return "timeout"
    if code == -signal.SIGXFSZ or "file size limit exceeded" in stderr or out.stat().st_size >= limits.file // 512 * 512:
        return "size"
    if code == 0:
        return ""
    if any(sign in stderr for sign in _MEMORY_SIGNS):
        return "memory"
    return "killed" if code < 0 else ""


def _tail(path: Path, most: int = 4000) -> str:
    """The beginning of what a program has said, which names the cause."""
    with open(path, "rb") as file:
        return file.read(most).decode("utf-8", "replace")
