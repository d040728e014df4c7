"""What the tests of agentlint.fleet share."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

import hostile
import pyarrow.parquet as pq

TABLES = ("findings", "stories", "failures", "summaries")


class TestCase(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)


def command(*arguments: str | Path) -> list[str]:
    """The command line of agentlint.fleet."""
    return [sys.executable, "-m", "agentlint.fleet", *map(str, arguments)]


def fleet(*arguments: str | Path, code: int = 0) -> str:
    """Runs agentlint.fleet, which must end with this code; returns what it prints."""
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(command(*arguments), capture_output=True, text=True, check=False, env=env)
    if done.returncode != code:
        raise AssertionError(f"{arguments} ended with {done.returncode}, not {code}:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a table."""
    return [row for path in sorted((out / table).glob("*/*.parquet")) for row in pq.ParquetFile(path).read().to_pylist()]


def data(out: Path) -> dict[str, str]:
    """The hashes of all that must be the same in each run."""
    files = [path for table in TABLES for path in (out / table).rglob("*") if path.is_file()]
    files += [out / "manifest.json", out / "rules.json"]
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def source(folder: Path, good: int = 6) -> Path:
    """A source with every hostile repository, every address, and some that are harmless."""
    names = hostile.build(folder / "repos")
    records = [{"repository": f"repos/{name}", "name": name, "team": "red"} for name in names]
    records += [{"repository": address, "team": "net"} for address in hostile.ADDRESSES]
    for number in range(good):
        name = f"good-{number}"
        path = folder / "repos" / name
        path.mkdir()
        (path / "train.py").write_text(hostile.TRAIN + f"print({number})\n")
        row = {"repository": f"repos/{name}", "name": name, "team": f"team {number % 2}", "tier": number}
        if number % 2:
            row["commit"] = hostile.commit(path)
        records.append(row)
    path = folder / "source.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path
