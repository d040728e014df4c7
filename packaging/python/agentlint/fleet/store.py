"""The folder of results: pieces while a run goes on, and the tables that are written from them.

A piece appears at once or not at all, and so does each file of a table. A partition is written from its earlier rows and its
pieces, which take their place; the pieces are removed only after all its tables and its state are there. So a run that is
killed at any moment loses nothing that was in a piece, and writing a partition again gives the same.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from agentlint.fleet import piece, schema
from agentlint.fleet.errors import FleetError
from agentlint.fleet.rows import text
from agentlint.fleet.settings import file_hash
from agentlint.fleet.source import Repository
from agentlint.fleet.table import write_table

MANIFEST = "manifest.json"


class Store:
    """A folder of results."""

    def __init__(self, root: Path, partitions: int) -> None:
        self.root = root
        self.partitions = partitions

    @classmethod
    def open(cls, root: Path, partitions: int, *, resume: bool) -> Store:
        """Opens or makes a folder; the number of partitions stays what it was."""
        layout = root / "_state" / "layout.json"
        if layout.exists():
            if not resume:
                raise FleetError(f"{root} has results already; add --resume to continue, or name another folder")
            found = json.loads(layout.read_text())
            if found["schema"] != schema.VERSION:
                raise FleetError(f"{root} was written by another version of agentlint.fleet; name another folder")
            return cls(root, found["partitions"])
        if root.exists() and any(root.iterdir()):
            raise FleetError(f"{root} is not empty, and not a folder of results")
        layout.parent.mkdir(parents=True, exist_ok=True)
        _write(layout, json.dumps({"schema": schema.VERSION, "partitions": partitions}).encode())
        return cls(root, partitions)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other runs away as long as this one lives."""
        import fcntl

        with open(self.root / "_state" / "lock", "wb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise FleetError(f"another run writes to {self.root}") from error
            yield

    def add(self, repository: Repository, data: bytes) -> None:
        """Keeps the piece of a repository."""
        path = self._piece(repository)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data)

    def states(self) -> dict[str, dict[str, Any]]:
        """What is known of each repository, by name: from its piece if there is one."""
        known: dict[str, dict[str, Any]] = {}
        for partition in range(self.partitions):
            known.update(self._settled(partition))
        for path in self.root.glob("_pieces/*/*.piece"):
            try:
                found = piece.state(path.read_bytes())
            except ValueError:
                path.unlink()
                continue
            known[found["name"]] = found
        return known

    def write(self, repositories: list[Repository], labels: tuple[str, ...]) -> None:
        """Writes all tables; rows of repositories that are not among these are dropped."""
        wanted: list[list[Repository]] = [[] for _ in range(self.partitions)]
        for one in repositories:
            wanted[one.partition(self.partitions)].append(one)
        for partition, members in enumerate(wanted):
            self._write(partition, members, schema.tables(labels))

    def drop_manifest(self) -> None:
        """The tables are about to change."""
        (self.root / MANIFEST).unlink(missing_ok=True)

    def write_manifest(self, facts: Mapping[str, Any], rules: list[dict[str, Any]]) -> None:
        """Writes the manifest, with the hashes of all files of tables. It comes last."""
        _write(self.root / "rules.json", json.dumps(rules, indent=1, ensure_ascii=False).encode())
        files = [path for name in schema.TABLES for path in sorted((self.root / name).glob("*/*.parquet"))]
        listed = [
            {"path": path.relative_to(self.root).as_posix(), "bytes": path.stat().st_size, "sha256": file_hash(path)}
            for path in [*files, self.root / "rules.json"]
        ]
        facts = {"schema": schema.VERSION, **facts, "partitions": self.partitions, "files": listed}
        _write(self.root / MANIFEST, (json.dumps(facts, indent=1) + "\n").encode())

    def _write(self, partition: int, members: list[Repository], forms: Mapping[str, pa.Schema]) -> None:
        pieces = {text(one.name): self._piece(one) for one in members if self._piece(one).exists()}
        settled = self._settled(partition)
        kept = {text(one.name) for one in members if one.name in settled} - pieces.keys()
        unused = set(self._piece_folder(partition).glob("*")) - set(pieces.values())
        if pieces or unused or kept != {text(name) for name in settled} or not self._same_columns(partition, forms):
            for name, form in forms.items():
                write_table(self._table(name, partition), name, form, kept, pieces)
            found = {one.name: settled[one.name] for one in members if one.name in settled}
            found.update((state["name"], state) for state in (piece.state(path.read_bytes()) for path in pieces.values()))
            _write(self._state(partition), json.dumps(found, sort_keys=True).encode())
        for path in (*pieces.values(), *unused):
            path.unlink()

    def _same_columns(self, partition: int, forms: Mapping[str, pa.Schema]) -> bool:
        import pyarrow.parquet as pq

        path = self._table("summaries", partition)
        return not path.exists() or pq.read_schema(path).equals(forms["summaries"])

    def _settled(self, partition: int) -> dict[str, dict[str, Any]]:
        try:
            found: dict[str, dict[str, Any]] = json.loads(self._state(partition).read_bytes())
            return found
        except FileNotFoundError:
            return {}

    def _state(self, partition: int) -> Path:
        return self.root / "_state" / f"{partition:03d}.json"

    def _table(self, name: str, partition: int) -> Path:
        return self.root / name / f"partition={partition:03d}" / "part.parquet"

    def _piece_folder(self, partition: int) -> Path:
        return self.root / "_pieces" / f"{partition:03d}"

    def _piece(self, repository: Repository) -> Path:
        return self._piece_folder(repository.partition(self.partitions)) / f"{repository.id}.piece"


def _write(path: Path, data: bytes) -> None:
    """Writes a file that is there as a whole or not at all."""
    new = path.with_name(path.name + ".new")
    new.write_bytes(data)
    os.replace(new, path)
