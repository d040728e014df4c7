"""Writes sections as Markdown and HTML. Names and messages come from repositories that nobody vouches for."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from typing import Any

from agentlint.fleet.report.contents import Ours, Section

LONGEST = 300
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8884; vertical-align: top }
td.number { text-align: right; font-variant-numeric: tabular-nums }
"""


def plain(value: Any) -> str:
    """A value without characters that do something: line breaks, controls, and those that hide or reorder text."""
    text = "" if value is None else str(value)
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    return "".join(char if _is_visible(char) else char.encode("unicode_escape").decode() for char in text)


def _is_visible(char: str) -> bool:
    return char == " " or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def markdown(sections: Sequence[Section]) -> str:
    """The sections as Markdown; text from repositories is code, in which nothing is a link or a mention."""
    lines = ["# agentlint fleet"]
    for section in sections:
        lines += ["", f"## {section.title}"]
        if section.text:
            lines += ["", section.text]
        if section.rows:
            lines += ["", _line(section.columns), _line(["---"] * len(section.columns))]
            lines += [_line([_code(value) for value in row]) for row in section.rows]
        if section.left:
            lines += ["", f"{section.left} more are in the tables."]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _code(value: Any) -> str:
    if isinstance(value, (int, float)):
        return str(value)
    text = plain(value).replace("|", "\\|")
    if isinstance(value, Ours):
        return text
    text = text.replace("`", "'")
    return f"`{text}`" if text.strip() else ""


def page(sections: Sequence[Section]) -> str:
    """The sections as a page that loads nothing and runs nothing."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        f"<title>agentlint fleet</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>agentlint fleet</h1>",
    ]
    for section in sections:
        parts.append(f"<h2>{html.escape(section.title)}</h2>")
        if section.text:
            parts.append(f"<p>{html.escape(plain(section.text))}</p>")
        if section.rows:
            head = "".join(f"<th>{html.escape(name)}</th>" for name in section.columns)
            body = "\n".join(f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in section.rows)
            parts.append(f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>")
        if section.left:
            parts.append(f"<p>{section.left} more are in the tables.</p>")
    return "\n".join([*parts, "</body>\n</html>\n"])


def _cell(value: Any) -> str:
    kind = ' class="number"' if isinstance(value, (int, float)) else ""
    return f"<td{kind}>{html.escape(plain(value))}</td>"
