"""Reads which repositories a run is about: a table, a list or a folder."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from agentlint.fleet.errors import FleetError

ARCHIVES = (".tar.gz", ".tgz", ".zip")
_KNOWN = ("name", "repository", "commit", "team")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*::?//|[A-Za-z][A-Za-z0-9+.-]*::|[^/\\]+@[^/\\:]+:|[^/\\:@]{2,}:(?![/\\])")


@dataclass(frozen=True)
class Repository:
    """One row of the source."""

    name: str
    """What tables call it; unique in a run."""
    location: str
    """An absolute path, or an address for git."""
    commit: str = ""
    team: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    """All other columns of the source, in its order."""

    @property
    def is_url(self) -> bool:
        """Whether git has to fetch it from an address."""
        return is_url(self.location)

    @property
    def id(self) -> str:
        """A name for files, which depends on nothing but the name of the repository."""
        return hashlib.sha256(self.name.encode("utf-8", "surrogatepass")).hexdigest()

    def partition(self, partitions: int) -> int:
        """The partition that its rows are in: the same in each run."""
        return int(self.id[:8], 16) % partitions

    def to_json(self) -> dict[str, Any]:
        """For a worker."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Repository:
        """What to_json gave."""
        return cls(**{**data, "labels": tuple((key, value) for key, value in data["labels"])})


def is_url(text: str) -> bool:
    """Whether git would take the text for an address, not a path: scheme://…, helper::… or host:path."""
    return _URL.match(text) is not None


def read(source: str) -> list[Repository]:
    """The repositories of a source, sorted by name. Relative paths in a file are relative to its folder."""
    path = Path(source)
    if not path.exists():
        raise FleetError(f"{source}: no such file or folder")
    if path.is_dir():
        rows: Iterable[Mapping[str, Any]] = _folder(path)
        base = Path()
    else:
        base = path.resolve().parent
        try:
            rows = list(_rows(path))
        except (OSError, ValueError, csv.Error) as error:
            raise FleetError(f"{source}: {error}") from error
    found: dict[str, Repository] = {}
    for number, row in enumerate(rows, 1):
        one = _repository(row, base, f"{source}: repository {number}")
        if found.setdefault(one.name, one) != one:
            raise FleetError(
                f"{source}: {one.name!r} is listed twice with different values; tell them apart in a column name"
            )
    if not found:
        raise FleetError(f"{source}: no repository in it")
    return [found[name] for name in sorted(found)]


def _folder(folder: Path) -> Iterator[Mapping[str, Any]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir() or entry.name.endswith(ARCHIVES):
                yield {"name": entry.name, "repository": os.path.abspath(entry.path)}


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    kind = path.suffix.lower()
    if kind == ".parquet":
        import pyarrow.parquet as pq

        yield from pq.read_table(path).to_pylist()
        return
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        if kind == ".csv":
            yield from csv.DictReader(file, restkey="", strict=True)
        elif kind in (".jsonl", ".ndjson"):
            yield from (json.loads(line) for line in file if line.strip())
        elif kind == ".json":
            yield from json.load(file)
        else:
            for line in file.read().splitlines():
                if line.strip() and not line.startswith("#"):
                    yield {"repository": line.strip()}


def _repository(row: Mapping[str, Any], base: Path, where: str) -> Repository:
    if not isinstance(row, Mapping):
        raise FleetError(f"{where} is not an object with keys")
    values = {str(key): _text(value) for key, value in row.items() if key}
    location = values.get("repository", "")
    if not location:
        raise FleetError(f"{where} has no value for repository")
    return Repository(
        name=values.get("name") or location,
        location=location if is_url(location) else os.path.abspath(base / location),
        commit=values.get("commit", ""),
        team=values.get("team", ""),
        labels=tuple((key, value) for key, value in values.items() if key not in _KNOWN),
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True)
    return str(value)
