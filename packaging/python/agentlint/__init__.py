"""agentlint from Python: what the program reports, as typed objects.

>>> report = check("train.py", select=["missing-seed"])
>>> [finding.rule for finding in report.findings]
['missing-seed']
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, TypeVar, Union

__all__ = ["AgentlintError", "Edit", "Finding", "Fix", "Notice", "Position", "Related", "Report", "check", "program"]

Severity = Literal["error", "warning", "note"]
_T = TypeVar("_T")
Path = Union[str, "os.PathLike[str]"]


class AgentlintError(RuntimeError):
    """agentlint could not do what was asked: a bad option, a path that can't be read, or nothing to check."""


@dataclass(frozen=True)
class Position:
    """A place in a file. Lines and columns count from 1, columns in code points; the offset counts UTF-8 bytes from 0."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True)
class Related:
    """A second place that explains a finding."""

    message: str
    path: str
    start: Position
    end: Position


@dataclass(frozen=True)
class Edit:
    """Replaces the bytes from start to end of the finding's file."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Fix:
    """What would mend a finding: all edits, or none."""

    message: str
    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Finding:
    """What a rule says of a place. The end is exclusive."""

    rule: str
    severity: Severity
    message: str
    path: str
    start: Position
    end: Position
    help: str = ""
    group: str = ""
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """All that the JSON report has of it."""


@dataclass(frozen=True)
class Notice:
    """What agentlint says of a file that it could not check, or not wholly."""

    kind: Literal["skipped", "failed"]
    path: str
    message: str


@dataclass(frozen=True)
class Report:
    """What a run reports."""

    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    summary: Mapping[str, Any]
    version: str
    raw: Mapping[str, Any] = field(repr=False, compare=False)
    """The whole JSON report, of which `agentlint --format json` has the schema."""

    @property
    def failed(self) -> bool:
        """Whether there are errors or warnings."""
        return any(finding.severity != "note" for finding in self.findings)


def program() -> str:
    """The path of the program: the one of this environment, else that on the PATH."""
    name = "agentlint" + (sysconfig.get_config_var("EXE") or "")
    folders = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", scheme=_user_scheme())]
    target = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # pip install --target puts it beside
    folders.append(os.path.join(target, "Scripts" if os.name == "nt" else "bin"))
    for folder in folders:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
    path = shutil.which("agentlint")
    if path is None:
        raise AgentlintError(f"there is no program agentlint in {', '.join(folders)} or on the PATH")
    return path


def check(
    paths: Path | Iterable[Path] = "./...",
    *,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    config: str | Iterable[str] = (),
    cwd: Path | None = None,
    timeout: float | None = None,
    **options: bool | str | int,
) -> Report:
    """Checks files and folders, and gives what was found.

    paths are as on the command line: files, folders, or "folder/...". select and ignore are names of rules, families or globs.
    config is a file of settings, or KEY=VALUE. cwd is the folder to run in, timeout in seconds. Every other option is a flag of
    the command line, with "_" for "-": isolated=True, all_python=True, since="main".

    Raises AgentlintError if agentlint could not do what was asked, and subprocess.TimeoutExpired.
    """
    command = [program(), "--format", "json", "--fail-on", "never"]
    for flag, values in (("--select", select), ("--ignore", ignore), ("--config", config)):
        command += [f"{flag}={value}" for value in _each(values)]
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            command.append(flag)
        elif value is not False:
            command.append(f"{flag}={value}")
    command += ["--", *(os.fspath(path) for path in _each(paths))]
    environment = {name: value for name, value in os.environ.items() if name != "AGENTLINT_FORMAT"}
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=cwd, timeout=timeout, check=False, env=environment
    )
    if done.returncode != 0:
        raise AgentlintError(done.stderr.strip() or f"agentlint ended with {done.returncode}")
    return _report(json.loads(done.stdout))


def _each(values: Any) -> list[Any]:
    return [values] if isinstance(values, (str, os.PathLike)) else list(values)


def _user_scheme() -> str:
    if sys.version_info >= (3, 10):
        return sysconfig.get_preferred_scheme("user")
    return "nt_user" if os.name == "nt" else "posix_user"


def _pick(kind: type[_T], data: Mapping[str, Any]) -> _T:
    """An object of what it has fields for; a later agentlint may report more."""
    return kind(**{each.name: data[each.name] for each in fields(kind) if each.name in data})  # type: ignore[arg-type]


def _report(data: Mapping[str, Any]) -> Report:
    return Report(
        findings=tuple(_finding(each) for each in data["findings"]),
        notices=tuple(_pick(Notice, each) for each in data.get("notices", ())),
        summary=data["summary"],
        version=data["tool"].get("version", ""),
        raw=data,
    )


def _finding(data: Mapping[str, Any]) -> Finding:
    return Finding(
        rule=data["rule"],
        severity=data["severity"],
        message=data["message"],
        path=data["path"],
        start=_pick(Position, data["start"]),
        end=_pick(Position, data["end"]),
        help=data.get("help", ""),
        group=data.get("group", ""),
        related=tuple(
            Related(
                each["message"], each["path"], _pick(Position, each["start"]), _pick(Position, each["end"])
            )
            for each in data.get("related", ())
        ),
        fixes=tuple(
            Fix(each["message"], each["safe"], tuple(_pick(Edit, edit) for edit in each["edits"]))
            for each in data.get("fixes", ())
        ),
        raw=data,
    )
