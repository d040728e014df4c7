"""The command line of a run."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from agentlint.fleet import engine, settings
from agentlint.fleet.report import policy
from agentlint.fleet.run import Outcome, Request, run

_SWITCHES = ("isolated", "preview", "ignore-suppressions", "all-python", "strict", "no-ignore", "no-baseline")
_VALUES = ("select", "extend-select", "ignore", "config")


def main(arguments: Sequence[str]) -> int:
    """Runs the checks; the exit code is 0, 1 if --fail-on is met, 2 for an error, and 130 after an interrupt."""
    options = _parser().parse_args(arguments)
    chosen = _settings(options)
    if options.fail_on:
        policy.verify(options.fail_on, settings.rules())
    outcome = run(
        Request(
            source=options.source,
            out=Path(options.out),
            settings=chosen,
            cluster=engine.Cluster(options.address, options.workers, scratch=options.scratch),
            partitions=options.partitions,
            resume=options.resume,
            retry=options.retry,
            quiet=options.quiet,
        )
    )
    if not options.quiet:
        print(_spell(outcome, options.out), file=sys.stderr)
    if not outcome.complete:
        return 130
    return _judge(Path(options.out), options.fail_on) if options.fail_on else 0


def _judge(out: Path, wanted: Sequence[str]) -> int:
    from agentlint.fleet.report.results import Results  # which imports DuckDB

    return policy.judge(Results(out), wanted)


def _spell(outcome: Outcome, out: str) -> str:
    text = f"{out}: {outcome.repositories} repositories, {outcome.failed} failed"
    if outcome.kept:
        text += f", {outcome.kept} not looked at again"
    return text + (f", {outcome.missing} missing" if outcome.missing else "")


def _settings(options: argparse.Namespace) -> settings.Settings:
    flags, hashes = [], []
    for name in _SWITCHES:
        if getattr(options, name.replace("-", "_")):
            flags.append(f"--{name}")
    for name in _VALUES:
        for value in getattr(options, name.replace("-", "_")):
            if name == "config" and os.path.isfile(value):
                value = os.path.abspath(value)
                hashes.append(settings.file_hash(value))
            flags.append(f"--{name}={value}")
    settings.verify_flags(tuple(flags))
    return settings.Settings(
        flags=tuple(flags),
        stories=not options.no_stories,
        version=settings.version(),
        program=settings.program_hash(),
        configs=" ".join(hashes),
        timeout=options.timeout,
        memory=options.memory << 20,
        most_bytes=options.max_size << 20,
        most_entries=options.max_files,
    )


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return value


def _memory(text: str) -> int:
    value = int(text)
    if value < 256:
        raise argparse.ArgumentTypeError(f"{text} is less than 256, with which agentlint hardly starts")
    return value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m agentlint.fleet",
        description="Checks many repositories with agentlint, on Ray, and writes what it finds as Parquet.",
        epilog="python -m agentlint.fleet report DIR reports what a run has found.",
    )
    add = parser.add_argument
    add("source", metavar="SOURCE", help="file (.csv, .jsonl, .json, .parquet, or a list) or folder of repositories")
    add("--out", metavar="DIR", required=True, help="folder of results")
    add("--resume", action="store_true", help="continue in DIR, and redo what is missing or has changed")
    add("--retry", action="store_true", help="with --resume, also redo what has failed")
    add("--address", metavar="ADDRESS", default="", help="Ray cluster, such as auto; by default Ray runs on this machine")
    add("--workers", metavar="N", type=_positive, default=0, help="repositories at once; by default as many as cores")
    add("--timeout", metavar="SECONDS", type=float, default=600.0, help="most time for a repository (600)")
    add("--memory", metavar="MB", type=_memory, default=2048, help="most memory for a repository (2048)")
    add("--max-size", metavar="MB", type=_positive, default=2048, help="most MB that a repository unpacks to (2048)")
    add("--max-files", metavar="N", type=_positive, default=200_000, help="most files that a repository unpacks to (200000)")
    add("--scratch", metavar="DIR", default="", help="folder of each machine for what is unpacked; by default that of the system")
    add("--partitions", metavar="N", type=_positive, default=16, help="files of each table (16)")
    add("--no-stories", action="store_true", help="do not write the stories of scripts, which takes longer than checking them")
    add("--fail-on", metavar="WHAT", action="append", default=[], help=policy.HELP)
    add("--quiet", "-q", action="store_true", help="show no progress")
    flags = parser.add_argument_group("what is checked, as for agentlint")
    for name in _VALUES:
        flags.add_argument(f"--{name}", metavar=name.upper().replace("-", "_"), action="append", default=[])
    for name in _SWITCHES:
        flags.add_argument(f"--{name}", action="store_true")
    return parser
