"""Writes SARIF for each repository, as code scanning reads it."""

from __future__ import annotations

import itertools
import json
import re
import urllib.parse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agentlint.fleet.report.results import Results, Rows

MOST = 25_000
"""Results of a file; GitHub rejects files with more."""
_QUERY = """
SELECT s.repository, s.commit, f.rule, f.severity, f.message, f.path, f.start_line, f.start_column, f.end_line, f.end_column,
       f.fingerprint
FROM summaries s LEFT JOIN findings f USING (repository) WHERE s.status <> 'failed'
ORDER BY s.repository, list_position(['error', 'warning', 'note'], f.severity), f.path, f.start_offset, f.rule
"""


def write(results: Results, folder: Path) -> int:
    """Writes a file for each repository that was checked, and index.json, which says of which; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    index: list[dict[str, str]] = []
    for (name, commit), rows in itertools.groupby(results.stream(_QUERY), key=lambda row: row[:2]):
        path = folder / f"{len(index) + 1:06d}-{_slug(name)}.sarif"
        found = [row[2:] for row in itertools.islice(rows, MOST) if row[2] is not None]
        path.write_text(json.dumps(_log(results, found), ensure_ascii=False), encoding="utf-8")
        index.append({"repository": name, "commit": commit, "file": path.name})
    (folder / "index.json").write_text(json.dumps(index, indent=1, ensure_ascii=False), encoding="utf-8")
    return len(index)


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name)[-60:].strip("-.") or "repository"


def _log(results: Results, rows: Rows) -> dict[str, Any]:
    rules = sorted({row[0] for row in rows})
    version = results.manifest["versions"]["agentlint"]
    run = {
        "tool": {"driver": {"name": "agentlint", "version": version, "rules": [_rule(results.rules, rule) for rule in rules]}},
        "automationDetails": {"id": "agentlint/"},
        "columnKind": "unicodeCodePoints",
        "results": [_result(row, rules.index(row[0])) for row in rows],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _rule(known: Mapping[str, Mapping[str, Any]], name: str) -> dict[str, Any]:
    rule = known.get(name, {})
    summary = rule.get("summary") or name
    return {
        "id": name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": rule.get("help") or summary},
        "defaultConfiguration": {"level": rule.get("severity", "warning")},
    }


def _result(row: tuple[Any, ...], index: int) -> dict[str, Any]:
    rule, severity, message, path, line, column, end_line, end_column, fingerprint = row
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": index,
        "level": severity,
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": urllib.parse.quote(path)},
                    "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
                }
            }
        ],
    }
    if fingerprint:
        result["partialFingerprints"] = {"primaryLocationLineHash": fingerprint}
    return result
