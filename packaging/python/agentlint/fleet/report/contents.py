"""What a report contains: sections with tables, the same in each format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from agentlint.fleet.report.results import Results, Rows

MOST = 50
"""Rows of a table in a report; the Parquet files have them all."""

_SEVERITIES = """count(*) FILTER (severity = 'error'), count(*) FILTER (severity = 'warning'),
    count(*) FILTER (severity = 'note'), count(DISTINCT repository)"""


class Ours(str):
    """A text of agentlint itself, not of a repository."""


@dataclass(frozen=True)
class Section:
    """A heading, what it says, and a table."""

    title: str
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: Rows = field(default_factory=list)
    left: int = 0
    """Rows that are not shown."""


def sections(results: Results) -> list[Section]:
    """All sections of a report."""
    found = [_overview(results)]
    if results.against is not None:
        found += [_trend(results), _changes(results, "New findings", "findings", "earlier_findings")]
        found.append(_changes(results, "Findings that are gone", "earlier_findings", "findings"))
    found += [_rules(results), _boundaries(results)]
    if results.one("SELECT count(*) FROM summaries WHERE team <> ''")[0]:
        found.append(_teams(results))
    return [*found, _repositories(results), _failures(results)]


def _overview(results: Results) -> Section:
    total, checked, empty, failed, files, trainings = results.one(
        """SELECT count(*), count(*) FILTER (status = 'checked'), count(*) FILTER (status = 'empty'),
           count(*) FILTER (status = 'failed'), coalesce(sum(checked), 0), coalesce(sum(trainings), 0) FROM summaries"""
    )
    errors, warnings, notes, _ = results.one(f"SELECT {_SEVERITIES} FROM findings")
    text = f"agentlint {results.manifest['versions']['agentlint']}"
    if not results.manifest["complete"]:
        text += f"; the run was interrupted, {results.manifest['missing']} repositories are missing"
    rows: Rows = [
        ("repositories", total), ("with something to check", checked), ("without", empty), ("that failed", failed),
        ("files checked", files), ("trainings followed", trainings),
        ("errors", errors), ("warnings", warnings), ("notes", notes),
    ]  # fmt: skip
    return Section("Overview", text, ("what", "number"), [(Ours(name), number) for name, number in rows])


def _trend(results: Results) -> Section:
    rows = results.rows(
        """WITH now AS (SELECT rule, count(*) n, count(DISTINCT repository) r FROM findings GROUP BY rule),
                before AS (SELECT rule, count(*) n, count(DISTINCT repository) r FROM earlier_findings GROUP BY rule)
           SELECT coalesce(now.rule, before.rule), coalesce(before.n, 0), coalesce(now.n, 0),
                  coalesce(now.n, 0) - coalesce(before.n, 0) AS change, coalesce(before.r, 0), coalesce(now.r, 0)
           FROM now FULL JOIN before USING (rule) WHERE coalesce(now.n, 0) <> coalesce(before.n, 0)
           ORDER BY abs(change) DESC, 1"""
    )
    return _section(
        "Trend by rule", "Rules with another number of findings than in the earlier run.",
        ("rule", "findings before", "now", "change", "repositories before", "now"), rows,
    )  # fmt: skip


def _changes(results: Results, title: str, these: str, others: str) -> Section:
    """Findings are the same if repository, rule, path and the text of their line are, of as many as there are of these."""
    rows = results.rows(
        f"""WITH numbered AS (SELECT *, row_number() OVER (
                PARTITION BY repository, rule, path, fingerprint ORDER BY start_offset) AS nth FROM {these}),
            known AS (SELECT repository, rule, path, fingerprint, count(*) AS n FROM {others} GROUP BY ALL)
            SELECT severity, repository, rule, path || ':' || start_line, message
            FROM numbered LEFT JOIN known USING (repository, rule, path, fingerprint)
            WHERE nth > coalesce(known.n, 0)
            ORDER BY list_position(['error', 'warning', 'note'], severity), repository, path, start_offset, rule"""
    )
    return _section(title, f"{len(rows)} in all.", ("severity", "repository", "rule", "place", "message"), rows)


def _rules(results: Results) -> Section:
    rows = results.rows(f"SELECT rule, {_SEVERITIES} FROM findings GROUP BY rule ORDER BY 5 DESC, 2 DESC, 3 DESC, 4 DESC, 1")
    rows = [(*row, Ours(results.rules.get(row[0], {}).get("summary", ""))) for row in rows]
    return _section("By rule", "", ("rule", "errors", "warnings", "notes", "repositories", "what it reports"), rows)


def _boundaries(results: Results) -> Section:
    rows = results.rows(
        """SELECT boundary_tier, boundary, count(*), count(DISTINCT repository), string_agg(DISTINCT rule, ', ' ORDER BY rule)
           FROM findings WHERE boundary IS NOT NULL GROUP BY ALL ORDER BY 4 DESC, 3 DESC, 1, 2"""
    )
    text = "Bullets of the repositories' own definitions that findings break."
    return _section("By boundary", text, ("tier", "boundary", "findings", "repositories", "rules"), rows)


def _teams(results: Results) -> Section:
    rows = results.rows(
        """SELECT team, any_value(total), count(*) FILTER (severity = 'error'), count(*) FILTER (severity = 'warning'),
                  count(*) FILTER (severity = 'note'), any_value(failed)
           FROM (SELECT team, count(*) total, count(*) FILTER (status = 'failed') failed FROM summaries GROUP BY team)
           LEFT JOIN findings USING (team) GROUP BY team ORDER BY 3 DESC, 4 DESC, 1"""
    )
    return _section("By team", "", ("team", "repositories", "errors", "warnings", "notes", "failed"), rows)


def _repositories(results: Results) -> Section:
    rows = results.rows(
        """SELECT repository, team, commit, checked, scripts, trainings, errors, warnings, notes FROM summaries
           WHERE status <> 'failed' ORDER BY errors DESC, warnings DESC, notes DESC, repository"""
    )
    columns = ("repository", "team", "commit", "files", "scripts", "trainings", "errors", "warnings", "notes")
    return _section("By repository", "", columns, rows)


def _failures(results: Results) -> Section:
    rows = results.rows("SELECT repository, team, stage, kind, message FROM failures WHERE fatal ORDER BY kind, repository")
    return _section("Repositories that could not be checked", "", ("repository", "team", "stage", "kind", "reason"), rows)


def _section(title: str, text: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Section:
    if not rows and not text.endswith("in all."):
        text = f"{text} None.".strip()
    return Section(title, text, columns, rows[:MOST], max(0, len(rows) - MOST))
