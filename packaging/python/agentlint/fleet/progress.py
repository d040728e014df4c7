"""Shows how far a run is, on standard error."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class Progress:
    """Counts repositories; on a terminal a line that changes, elsewhere a line every ten seconds."""

    def __init__(self, total: int, quiet: bool, out: TextIO = sys.stderr) -> None:
        self.total, self.done, self.failed = total, 0, 0
        self._out, self._quiet = out, quiet
        self._live = out.isatty()
        self._started = self._shown = time.monotonic()

    def step(self, failed: bool) -> None:
        """One more repository."""
        self.done += 1
        self.failed += failed
        now = time.monotonic()
        if self.done == 1:
            self._started = now  # before that, Ray was started
        if now - self._shown >= (0.2 if self._live else 10):
            self._shown = now
            self._show()

    def close(self) -> None:
        """Shows the last count."""
        if self.total:
            self._show()
        if self._live and not self._quiet and self.total:
            self._out.write("\n")

    def _show(self) -> None:
        if self._quiet:
            return
        seconds = max(time.monotonic() - self._started, 0.001)
        rate = (self.done - 1) / seconds
        line = f"{self.done} of {self.total} repositories, {self.failed} failed, {max(rate, 0):.1f}/s"
        if rate > 0 and self.done < self.total:
            line += f", {_spell((self.total - self.done) / rate)} left"
        self._out.write(f"\r\x1b[K{line}" if self._live else line + "\n")
        self._out.flush()


def _spell(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
