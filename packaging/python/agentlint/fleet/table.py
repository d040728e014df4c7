"""Writes a partition of a table, so that its bytes depend on nothing but its rows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from agentlint.fleet import piece

ROWS = 16_384
"""Rows of a row group."""


def write_table(path: Path, name: str, form: pa.Schema, kept: set[str], pieces: Mapping[str, Path]) -> None:
    """Writes the earlier rows of the repositories that are kept, and those of pieces, by the name of the repository."""
    new = path.with_name(path.name + ".new")
    writer: pq.ParquetWriter | None = None
    for group in _groups(_parts(path, name, form, kept, pieces)):
        if writer is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            writer = pq.ParquetWriter(new, form, compression="zstd", version="2.6", store_schema=False)
        writer.write_table(group.combine_chunks(), row_group_size=ROWS)
    if writer is None:
        path.unlink(missing_ok=True)
        return
    writer.close()
    os.replace(new, path)


def _parts(
    path: Path, name: str, form: pa.Schema, kept: set[str], pieces: Mapping[str, Path]
) -> Iterator[pa.Table]:
    """The rows of one repository after the other."""
    earlier = _runs(path, form) if kept else {}
    for repository in sorted(kept | pieces.keys()):
        if repository in pieces:
            found = piece.table(pieces[repository], name)
            if found is not None:
                yield _cast(found, form)
        elif repository in earlier:
            yield earlier[repository]


def _runs(path: Path, form: pa.Schema) -> dict[str, pa.Table]:
    """The rows in a file that is sorted by repository, without a copy of them."""
    if not path.exists():
        return {}
    table = _cast(pq.ParquetFile(path).read(), form)
    runs: dict[str, pa.Table] = {}
    start = 0
    for name, count in _counts(table):
        runs[name] = table.slice(start, count)
        start += count
    return runs


def _counts(table: pa.Table) -> Iterator[tuple[str, int]]:
    ends = pc.run_end_encode(table.column("repository").combine_chunks())
    before = 0
    for name, end in zip(ends.values.to_pylist(), ends.run_ends.to_pylist(), strict=True):
        yield name, end - before
        before = end


def _cast(table: pa.Table, form: pa.Schema) -> pa.Table:
    """The table with the columns of a schema; a column that the source has no longer is dropped, a new one is empty."""
    columns = [
        table.column(field.name).cast(field.type) if field.name in table.schema.names else pa.nulls(len(table), field.type)
        for field in form
    ]
    return pa.Table.from_arrays(columns, schema=form)


def _groups(parts: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Cuts rows into groups of ROWS, wherever a repository ends."""
    waiting: list[pa.Table] = []
    count = 0
    for part in parts:
        waiting.append(part)
        count += len(part)
        if count >= ROWS:
            table = pa.concat_tables(waiting)
            whole = count // ROWS * ROWS
            for start in range(0, whole, ROWS):
                yield table.slice(start, ROWS)
            waiting = [table.slice(whole)]
            count -= whole
    if count:
        yield pa.concat_tables(waiting)
