"""What can go wrong: for the whole run, and for a single repository."""

from __future__ import annotations


class FleetError(RuntimeError):
    """The command could not do what was asked; its message is for the user."""


class Failed(Exception):
    """A repository could not be checked; this becomes its row in the table of failures."""

    def __init__(self, stage: str, kind: str, message: str) -> None:
        super().__init__(message)
        self.stage = stage
        self.kind = kind
        self.message = message
