"""Policies over all repositories: --fail-on."""

from __future__ import annotations

import fnmatch
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from agentlint.fleet.errors import FleetError
from agentlint.fleet.report.pages import plain

if TYPE_CHECKING:
    from agentlint.fleet.report.results import Results

_SEVERITIES = {"error": ("error",), "warning": ("error", "warning"), "note": ("error", "warning", "note")}
_SHOWN = 5
HELP = "exit with 1 if a repository has this: a severity, a rule, a family, a glob of these, or failures; may be repeated"
"""What --fail-on does."""


def verify(wanted: Sequence[str], rules: Iterable[dict[str, Any]]) -> None:
    """Fails if something is neither a severity, nor a rule, a family or a glob that matches one."""
    known = [name for rule in rules for name in (rule["id"], rule["family"])]
    for what in wanted:
        if what not in ("never", "failures") and what not in _SEVERITIES and not fnmatch.filter(known, what):
            raise FleetError(f"--fail-on {what}: it is neither error, warning, note, failures or never, nor a rule")


def judge(results: Results, wanted: Sequence[str]) -> int:
    """The exit code: 1, with the reasons on standard error, if a repository has what is not wanted."""
    broken = False
    for what in wanted:
        if what == "never":
            continue
        names = [row[0] for row in _having(results, what)]
        if names:
            broken = True
            shown = ", ".join(plain(name) for name in names[:_SHOWN])
            more = f" and {len(names) - _SHOWN} others" if len(names) > _SHOWN else ""
            count = "1 repository" if len(names) == 1 else f"{len(names)} repositories"
            print(f"--fail-on {what}: {count}: {shown}{more}", file=sys.stderr)
    failed = results.one("SELECT count(*) FROM summaries WHERE status = 'failed'")[0] + results.manifest["missing"]
    if failed and "failures" not in wanted:
        subject = "1 repository was" if failed == 1 else f"{failed} repositories were"
        print(f"{subject} not checked, so nothing is known about them", file=sys.stderr)
    return 1 if broken else 0


def _having(results: Results, what: str) -> list[tuple[Any, ...]]:
    if what == "failures":
        return results.rows("SELECT repository FROM summaries WHERE status = 'failed' ORDER BY 1")
    if what in _SEVERITIES:
        column, values = "severity", list(_SEVERITIES[what])
    else:
        column = "rule"
        values = [name for name, rule in results.rules.items() if _matches(what, name, rule["family"])]
    return results.rows(f"SELECT DISTINCT repository FROM findings WHERE list_contains(?, {column}) ORDER BY 1", values)


def _matches(what: str, rule: str, family: str) -> bool:
    return fnmatch.fnmatchcase(rule, what) or fnmatch.fnmatchcase(family, what)
