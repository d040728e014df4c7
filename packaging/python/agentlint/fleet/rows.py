"""Turns what agentlint reports into rows of the tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

_FLAT = {"rule", "severity", "message", "path", "start", "end", "help", "group"}
Row = dict[str, Any]


def text(value: Any) -> str:
    """A text that UTF-8 can hold: what it can't is escaped."""
    return str(value).encode("utf-8", "backslashreplace").decode()


def finding(data: Mapping[str, Any], fingerprint: str) -> Row:
    """A row of findings; more has, as JSON, what has no column."""
    row: Row = {name: data.get(name, "") for name in ("rule", "severity", "message", "path", "help", "group")}
    for end in ("start", "end"):
        row.update({f"{end}_{name}": data[end][name] for name in ("line", "column", "offset")})
    fixes = data.get("fixes", ())
    row["fix"] = "" if not fixes else "safe" if any(fix["safe"] for fix in fixes) else "unsafe"
    row["fingerprint"] = fingerprint
    boundary = next(iter(data.get("breaks", ())), None)
    if boundary is not None:
        row["boundary_tier"], row["boundary"] = boundary["tier"], boundary["text"]
        row["boundary_path"], row["boundary_line"] = boundary["path"], boundary["start"]["line"]
    row["more"] = json.dumps({key: value for key, value in data.items() if key not in _FLAT}, ensure_ascii=False)
    return row


def story(data: Mapping[str, Any]) -> Row:
    """A row of stories: a script, with its steps."""
    missed = data.get("missed") or {}
    return {
        "script": data["script"],
        "trainings": data["trainings"],
        "purposes": data.get("purposes", []),
        "unfollowed": data.get("unfollowed") or missed.get("text"),
        "steps": [{name: step.get(name) for name in ("depth", "text", "path", "line", "column")} for step in data["lines"]],
    }


def failure(stage: str, kind: str, message: str, *, fatal: bool, path: str = "") -> Row:
    """A row of failures: of the repository if fatal, else of something in it."""
    return {"stage": stage, "kind": kind, "fatal": fatal, "path": text(path), "message": text(message)}


def summary(report: Mapping[str, Any], stories: Sequence[Row]) -> Row:
    """The counts of a summary."""
    counts = report["summary"]
    return {
        **counts["files"],
        **{name: counts[name] for name in ("errors", "warnings", "notes")},
        "scripts": len(stories),
        "trainings": sum(row["trainings"] for row in stories),
    }
