"""Gives the site the pages that are not in docs, and mends links for where pages are there.

The page of a rule is rules/RULE, which is where the program says that it is. Links to files that are no pages lead to the
repository, if release.env names one, and are text otherwise.
"""

import os
import posixpath
import re
from pathlib import Path

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {"README.md": "index.md", "CHANGELOG.md": "changelog.md", "SECURITY.md": "security.md"}
LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
FENCE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|`[^`\n]*`)", re.MULTILINE | re.DOTALL)


def _pages():
    """Where each Markdown file of the repository is on the site, both with slashes."""
    pages = dict(TEXTS)
    for path in sorted((ROOT / "docs").glob("*.md")):
        pages[f"docs/{path.name}"] = path.name
    for path in sorted((ROOT / "rules").glob("*/*/*.md")):
        if path.stem == path.parent.name:
            rule = path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ").strip()
            pages[path.relative_to(ROOT).as_posix()] = f"rules/{rule}.md"
    return pages


PAGES = _pages()
SOURCES = {page: source for source, page in PAGES.items()}


def _precision():
    """The table of the reviewed findings of each rule."""
    rows = ["# Precision", "", "Results of reviewing findings of each rule in their source; the page of each rule has them, too.", ""]
    rows += ["| rule | reviewed |", "| --- | --- |"]
    for source, page in sorted(PAGES.items(), key=lambda pair: pair[1]):
        if not page.startswith("rules/"):
            continue
        text = (ROOT / source).read_text(encoding="utf-8")
        read = re.search(r": (\d+ reviewed in .*)\.$", text, re.MULTILINE)
        if read:
            rows.append(f"| [{Path(page).stem}]({page}) | {read[1]} |")
    return "\n".join(rows) + "\n"


def on_files(files, config):
    """Adds the pages that docs does not have."""
    for source, page in PAGES.items():
        if not source.startswith("docs/"):
            files.append(File.generated(config, page, content=(ROOT / source).read_text(encoding="utf-8")))
    files.append(File.generated(config, "precision.md", content=_precision()))
    playground = (ROOT / "packaging" / "playground" / "page.md").read_text(encoding="utf-8")
    files.append(File.generated(config, "playground.md", content=playground))
    return files


def on_page_markdown(markdown, page, config, files):
    """Mends the links of a page, except in code."""
    here = page.file.src_uri
    source = SOURCES.get(here)
    if source is None:
        return markdown
    parts = FENCE.split(markdown)
    parts[::2] = [LINK.sub(lambda link: _link(link, source, here), part) for part in parts[::2]]
    return "".join(parts)


def _link(link, source, here):
    text, target = link.groups()
    if re.match(r"[a-z]+:|#", target):
        return link[0]
    path, _, fragment = target.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    if path in PAGES:
        to = posixpath.relpath(PAGES[path], posixpath.dirname(here) or ".")
        return f"[{text}]({to}{'#' + fragment if fragment else ''})"
    repository = os.environ.get("AGENTLINT_REPOSITORY")
    if repository and (ROOT / path).exists():
        return f"[{text}](https://github.com/{repository}/blob/HEAD/{path})"
    return text
