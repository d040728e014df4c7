"""What decides what a run finds, and how much each repository may use."""

from __future__ import annotations

import functools
import hashlib
import json
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import agentlint
from agentlint.fleet import schema
from agentlint.fleet.errors import FleetError
from agentlint.fleet.source import Repository


@dataclass(frozen=True)
class Settings:
    """The settings of a run; the same settings, program and repositories give the same tables."""

    flags: tuple[str, ...]
    """For agentlint, such as --isolated."""
    stories: bool
    version: str
    program: str
    """The hash of the program."""
    configs: str
    """The hash of the settings files that flags name."""
    timeout: float
    memory: int
    most_bytes: int
    most_entries: int

    def to_json(self) -> dict[str, Any]:
        """For a worker, and for the manifest."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Settings:
        """What to_json gave."""
        return cls(**{**data, "flags": tuple(data["flags"])})

    def key(self, repository: Repository) -> str:
        """Changes whenever a repository has to be checked again though it is the same."""
        what = (self.flags, self.stories, self.version, self.program, self.configs, schema.VERSION, repository.to_json())
        return _hash(what)

    def limits(self) -> str:
        """Changes with the limits, which matter for a repository that has reached one."""
        return _hash((self.timeout, self.memory, self.most_bytes, self.most_entries))


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


@functools.cache
def version() -> str:
    """The version of the installed program."""
    done = subprocess.run([agentlint.program(), "version"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise FleetError(f"agentlint version: {done.stderr.strip()}")
    return done.stdout.splitlines()[0].removeprefix("agentlint version ").strip()


def program_hash() -> str:
    """The hash of the installed program, which tells apart builds that have no version."""
    return file_hash(agentlint.program())


def file_hash(path: str | Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def verify_flags(flags: tuple[str, ...]) -> None:
    """Fails if agentlint does not understand the flags, before each repository does."""
    with tempfile.TemporaryDirectory() as empty:
        command = [agentlint.program(), "--format=json", "--fail-on=never", "--no-cache", *flags, "--", "./..."]
        done = subprocess.run(command, cwd=empty, capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        raise FleetError((done.stderr.strip() or "agentlint does not run").removeprefix("agentlint: "))


def rules() -> list[dict[str, Any]]:
    """All rules, as agentlint describes them."""
    done = subprocess.run([agentlint.program(), "rules", "--format=json"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise FleetError(f"agentlint rules: {done.stderr.strip()}")
    return list(json.loads(done.stdout))
