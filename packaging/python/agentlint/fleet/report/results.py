"""Opens the tables of a run for SQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from agentlint.fleet import schema
from agentlint.fleet.errors import FleetError
from agentlint.fleet.store import MANIFEST

Rows = list[tuple[Any, ...]]


class Results:
    """The tables of a run, and those of an earlier one as earlier_findings and so on."""

    def __init__(self, root: Path, against: Path | None = None) -> None:
        self.root = root
        self.manifest = _manifest(root)
        self.rules: dict[str, dict[str, Any]] = {rule["id"]: rule for rule in json.loads((root / "rules.json").read_bytes())}
        self._database = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
        self._open(root, "")
        self.against = _manifest(against) if against else None
        if against:
            self._open(against, "earlier_")

    def rows(self, query: str, *values: Any) -> Rows:
        """The rows of a query."""
        return self._database.execute(query, values).fetchall()

    def stream(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, a part at a time."""
        cursor = self._database.cursor().execute(query)
        while part := cursor.fetchmany(10_000):
            yield from part

    def one(self, query: str, *values: Any) -> tuple[Any, ...]:
        """The only row of a query."""
        return self.rows(query, *values)[0]

    def _open(self, root: Path, prefix: str) -> None:
        for name, form in schema.TABLES.items():
            files = [str(path) for path in sorted((root / name).glob("*/*.parquet"))]
            if files:
                relation = self._database.read_parquet(files, hive_partitioning=False, union_by_name=True)
            else:
                relation = self._database.from_arrow(form.empty_table())
            relation.create_view(prefix + name)


def _manifest(root: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((root / MANIFEST).read_bytes())
    except FileNotFoundError as error:
        text = "was not finished; run it again with --resume" if (root / "_state").is_dir() else "is not a folder of results"
        raise FleetError(f"{root} {text}") from error
    if found["schema"] != schema.VERSION:
        raise FleetError(f"{root} was written by another version of agentlint.fleet")
    return found
