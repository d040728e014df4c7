"""The rows of one repository as bytes: what a worker sends, and what is kept until the tables are written.

A piece is a ZIP file, so that one that was not written to its end is recognised as damaged.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from typing import Any

import pyarrow as pa

from agentlint.fleet import schema
from agentlint.fleet.rows import text
from agentlint.fleet.work import Inspection


def pack(done: Inspection) -> bytes:
    """The piece of a repository."""
    repository = done.repository
    of = {"repository": text(repository.name), "team": text(repository.team), "commit": text(done.commit)}
    labels = {name: text(value) for name, value in repository.labels}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("state.json", json.dumps(done.state()))
        for name, form in schema.tables(tuple(labels)).items():
            if found := done.tables[name]:
                rows = [{**row, **of, **(labels if name == "summaries" else {})} for row in found]
                archive.writestr(name, _to_bytes(pa.Table.from_pylist(rows, form)))
    return out.getvalue()


def state(data: bytes) -> dict[str, Any]:
    """What a piece says of its repository; ValueError if it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.testzip() is not None:
                raise ValueError("damaged")
            found: dict[str, Any] = json.loads(archive.read("state.json"))
            return found
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise ValueError("damaged") from error


def table(path: str | os.PathLike[str], name: str) -> pa.Table | None:
    """One table of the piece in a file, None if that has no rows."""
    with zipfile.ZipFile(path) as archive:
        if name not in archive.namelist():
            return None
        return pa.ipc.open_stream(archive.read(name)).read_all()


def _to_bytes(table: pa.Table) -> bytes:
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as stream:
        stream.write_table(table)
    return out.getvalue()
