"""The columns of each table; docs/fleet.md describes them."""

from __future__ import annotations

import pyarrow as pa

VERSION = 1

_OF = [("repository", pa.string()), ("team", pa.string()), ("commit", pa.string())]

FINDINGS = pa.schema([
    *_OF,
    ("rule", pa.string()), ("severity", pa.string()), ("message", pa.string()), ("path", pa.string()),
    ("start_line", pa.int64()), ("start_column", pa.int64()), ("start_offset", pa.int64()),
    ("end_line", pa.int64()), ("end_column", pa.int64()), ("end_offset", pa.int64()),
    ("help", pa.string()), ("group", pa.string()), ("fix", pa.string()), ("fingerprint", pa.string()),
    ("boundary_tier", pa.string()), ("boundary", pa.string()), ("boundary_path", pa.string()), ("boundary_line", pa.int64()),
    ("more", pa.string()),
])  # fmt: skip

_STEP = pa.struct([
    ("depth", pa.int64()), ("text", pa.string()), ("path", pa.string()), ("line", pa.int64()), ("column", pa.int64()),
])  # fmt: skip
STORIES = pa.schema([
    *_OF, ("script", pa.string()), ("trainings", pa.int64()), ("purposes", pa.list_(pa.string())),
    ("unfollowed", pa.string()), ("steps", pa.list_(_STEP)),
])  # fmt: skip

FAILURES = pa.schema([
    *_OF, ("stage", pa.string()), ("kind", pa.string()), ("fatal", pa.bool_()), ("path", pa.string()), ("message", pa.string()),
])  # fmt: skip

_COUNTS = ("checked", "skipped", "failed", "errors", "warnings", "notes", "scripts", "trainings")
SUMMARIES = pa.schema([
    *_OF, ("kind", pa.string()), ("status", pa.string()), *((name, pa.int64()) for name in _COUNTS), ("agentlint", pa.string()),
])  # fmt: skip

TABLES = {"findings": FINDINGS, "stories": STORIES, "failures": FAILURES, "summaries": SUMMARIES}
"""In the order in which they are written: the summary of a repository comes last."""


def tables(labels: tuple[str, ...]) -> dict[str, pa.Schema]:
    """The schema of each table if the source has these further columns."""
    carried = pa.schema([pa.field(name, pa.string()) for name in labels])
    return {**TABLES, "summaries": pa.unify_schemas([SUMMARIES, carried])}
