"""Checks one repository: all that a worker does."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import agentlint
from agentlint.fleet import checkout, git, limits, rows
from agentlint.fleet.errors import Failed
from agentlint.fleet.settings import Settings
from agentlint.fleet.source import Repository

OUTPUT = 64 << 20
"""Bytes that a report may have; a worker takes some ten times as much to read it."""


class Inspection:
    """The check of one repository within its limits."""

    def __init__(self, repository: Repository, settings: Settings, scratch: Path) -> None:
        self.repository = repository
        self.settings = settings
        self.scratch = scratch
        self.started = time.monotonic()
        self.deadline = self.started + settings.timeout
        self.origin = checkout.Origin("folder")
        self.commit = repository.commit
        self.tables: dict[str, list[rows.Row]] = {"findings": [], "stories": [], "failures": [], "summaries": []}

    def run(self, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], output: int = 0) -> limits.Done:
        """Runs a command within what is left of the repository's limits."""
        may = limits.Limits(self.settings.memory, output or self.settings.most_bytes)
        return limits.run(command, cwd=cwd, env=env, scratch=self.scratch, deadline=self.deadline, limits=may)

    def check(self, known: str) -> bool:
        """Fills the tables; False if the repository is what it was when it had this fingerprint."""
        try:
            self.origin = checkout.look(self.run, self.repository, self.deadline, self.scratch, known)
            if known and self.origin.fingerprint == known:
                return False
            counts = self._judge()
            self._sum("checked" if counts["checked"] or counts["failed"] else "empty", counts)
        except Failed as error:
            self.fail(error)
        except Exception as error:  # whatever it is, it costs only this repository
            self.fail(Failed("internal", type(error).__name__, str(error)[:200]))
        return True

    def state(self) -> dict[str, Any]:
        """What a later run has to know, and what is not the same each time."""
        failed = self.tables["summaries"][0]["status"] == "failed"
        return {
            "name": self.repository.name,
            "key": self.settings.key(self.repository),
            "fingerprint": self.origin.fingerprint or self.commit,
            "limits": self.settings.limits() if failed or self.tables["failures"] else "",
            "failed": failed,
            "seconds": round(time.monotonic() - self.started, 3),
        }

    def fail(self, error: Failed) -> None:
        """Makes the repository one that could not be checked, and of which there is nothing but the reason."""
        self.tables = {name: [] for name in self.tables}
        self.tables["failures"].append(rows.failure(error.stage, error.kind, error.message, fatal=True))
        self._sum("failed", {})

    def _sum(self, status: str, counts: rows.Row) -> None:
        row = {"kind": self.origin.kind, "status": status, "agentlint": self.settings.version, **counts}
        self.tables["summaries"] = [row]

    def _judge(self) -> rows.Row:
        caps = checkout.Caps(self.settings.most_bytes, self.settings.most_entries)
        tree = checkout.make(self.run, self.repository, self.origin, self.scratch, caps)
        self.commit = tree.commit
        if tree.left_out:
            message = f"{tree.left_out} links out of the archive, devices or the like are left out"
            self.tables["failures"].append(rows.failure("unpack", "left-out", message, fatal=False))
        report = self._report(tree.folder)
        if self.settings.stories and report["summary"]["files"]["checked"]:
            self._trace(tree.folder)
        return rows.summary(report, self.tables["stories"])

    def _report(self, folder: Path) -> Mapping[str, Any]:
        sarif = self.scratch / "sarif"
        formats = ["--format=json", f"--format=sarif={sarif}", "--fail-on=never", "--no-cache"]
        done = self._agentlint([*formats, *self.settings.flags, "--", "./..."], folder)
        report: Mapping[str, Any] | None = _load(done) if done.code in (0, 2) and not done.reason else None
        if report is None:
            raise _ended("check", done)
        prints = _fingerprints(sarif)
        if len(prints) != len(report["findings"]):
            prints = [""] * len(report["findings"])
        self.tables["findings"] = [rows.finding(one, mark) for one, mark in zip(report["findings"], prints, strict=True)]
        self.tables["failures"] += [
            rows.failure("check", one["kind"], one["message"], fatal=False, path=one["path"])
            for one in report.get("notices", ())
        ]
        return report

    def _trace(self, folder: Path) -> None:
        """The stories; a repository whose stories take too long keeps its findings."""
        done = self._agentlint(["trace", "--format=json", "."], folder)
        told = _load(done) if done.code == 0 else None
        if told is None:
            error = _ended("trace", done)
            self.tables["failures"].append(rows.failure(error.stage, error.kind, error.message, fatal=False))
            return
        self.tables["stories"] = [rows.story(one) for one in told]

    def _agentlint(self, arguments: Sequence[str], folder: Path) -> limits.Done:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("AGENTLINT_", "GIT_"))}
        env.update(GOMAXPROCS="1", GOMEMLIMIT=str(self.settings.memory * 3 // 4), AGENTLINT_NO_CACHE="1")
        return self.run([agentlint.program(), *arguments], cwd=folder, env=env, output=OUTPUT)


def inspect(repository: Repository, settings: Settings, known: str, root: Path) -> Inspection | None:
    """Checks a repository, with a folder of its own under root; None if it is what it was."""
    scratch = Path(tempfile.mkdtemp(dir=root))
    try:
        inspection = Inspection(repository, settings, scratch)
        return inspection if inspection.check(known) else None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _load(done: limits.Done) -> Any:
    try:
        return json.loads(done.stdout.read_bytes())
    except (ValueError, RecursionError):
        return None


def _fingerprints(path: Path) -> list[str]:
    """Those of all findings, in the order of the report."""
    try:
        results = json.loads(path.read_bytes())["runs"][0]["results"]
    except (OSError, ValueError, LookupError):
        return []
    return [result.get("partialFingerprints", {}).get("primaryLocationLineHash", "") for result in results]


def _ended(stage: str, done: limits.Done) -> Failed:
    if done.reason:
        return git.limit(stage, done)
    said = next((line for line in done.stderr.splitlines() if line.strip()), f"agentlint ended with {done.code}")
    return Failed(stage, "agentlint", said.removeprefix("agentlint: ")[:500])
