"""The command line of a report."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from agentlint.fleet.errors import FleetError
from agentlint.fleet.report import contents, pages, policy, sarif
from agentlint.fleet.report.results import Results


def main(arguments: Sequence[str]) -> int:
    """Writes a report; the exit code is 0, 1 if --fail-on is met, and 2 for an error."""
    options = _parser().parse_args(arguments)
    results = Results(Path(options.folder), Path(options.against) if options.against else None)
    policy.verify(options.fail_on, results.rules.values())
    if options.format == "sarif":
        if not options.out:
            raise FleetError("--format sarif writes a file for each repository; name a folder with --out")
        count = sarif.write(results, Path(options.out))
        print(f"{options.out}: {count} files", file=sys.stderr)
    else:
        found = contents.sections(results)
        text = pages.page(found) if options.format == "html" else pages.markdown(found)
        if options.out:
            new = Path(options.out + ".new")
            new.write_text(text, encoding="utf-8")
            os.replace(new, options.out)
        else:
            sys.stdout.buffer.write(text.encode())
    return policy.judge(results, options.fail_on) if options.fail_on else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m agentlint.fleet report", description="Reports what a run over many repositories has found."
    )
    add = parser.add_argument
    add("folder", metavar="DIR", help="folder of results")
    add("--against", metavar="EARLIER", help="folder of results of an earlier run, for the trend")
    add("--format", choices=("markdown", "html", "sarif"), default="markdown", help="format of the report (markdown)")
    add("--out", metavar="PATH", help="file of the report, or folder of SARIF files; by default standard output")
    add("--fail-on", metavar="WHAT", action="append", default=[], help=policy.HELP)
    return parser
