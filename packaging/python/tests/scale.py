"""Measures agentlint.fleet over many repositories.

scale.py build FOLDER N CORPUS…     makes them of the folders of real repositories: as folders, as git repositories at a commit,
                                    and as archives; fifty are hostile
scale.py loop FOLDER N              times the loop of a shell
scale.py measure FOLDER WORKERS…    times runs of so many workers, and prints a hash of what they write
scale.py kill FOLDER WORKERS TIMES  kills a run so often, and resumes it
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import fleet
import hostile

HOSTILE = 50
LIMITS = ("--max-size", "64", "--max-files", "5000", "--timeout", "120")


def build(root: Path, count: int, corpora: list[Path]) -> None:
    """Makes the repositories and their source."""
    repos = root / "repos"
    names = hostile.build(repos)
    records = [{"repository": f"repos/{name}", "name": name, "team": "hostile"} for name in names]
    records += [{"repository": address, "name": address, "team": "hostile"} for address in hostile.ADDRESSES]
    for number in range(HOSTILE - len(records)):
        name = f"again-{number}-bomb.tar.gz"
        shutil.copy(repos / "bomb.tar.gz", repos / name)
        records.append({"repository": f"repos/{name}", "name": name, "team": "hostile"})
    folders = [folder for corpus in corpora for folder in _folders(corpus)]
    random.Random(1).shuffle(folders)
    for number in range(count - len(records)):
        records.append(_make(repos, number, folders[number % len(folders)]))
    (root / "source.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    print(f"{len(records)} repositories, of {len(folders)} folders")


def _folders(corpus: Path) -> Iterator[Path]:
    """Folders with code or definitions, and not too much of them."""
    for folder, names, files in os.walk(corpus):
        names[:] = sorted(name for name in names if name != ".git")
        if any(name.endswith((".py", ".md")) for name in files):
            if sum(len(found) for _, _, found in os.walk(folder)) <= 60:
                yield Path(folder)


def _make(repos: Path, number: int, origin: Path) -> dict[str, str]:
    name = f"r{number:05d}"
    path = repos / name
    shutil.copytree(origin, path, symlinks=True, ignore=shutil.ignore_patterns(".git"))
    record = {"repository": f"repos/{name}", "name": name, "team": f"team-{number % 7}"}
    if number % 10 in (1, 2, 3):
        record["commit"] = hostile.commit(path)
    elif number % 10 == 4:
        with tarfile.open(repos / f"{name}.tar.gz", "w:gz", compresslevel=1) as archive:
            archive.add(path, name)
        shutil.rmtree(path)
        record["repository"] += ".tar.gz"
    return record


LOOP = """
cd "$1"
for folder in */; do
  cd "$1/$folder" && %s agentlint --format json --fail-on never --no-cache ./... && %s agentlint trace --format json .
done >/dev/null 2>&1
"""


def loop(root: Path, most: int) -> None:
    """Times a loop over so many of the repositories that are folders and not hostile: it knows neither archives nor commits."""
    good = root / "good"
    if not good.exists():
        good.mkdir()
        for line in (root / "source.jsonl").read_text().splitlines():
            record = json.loads(line)
            if record["team"] != "hostile" and not record["repository"].endswith(".tar.gz") and most:
                most -= 1
                (good / record["name"]).symlink_to(root / record["repository"])
    path = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
    count = len(list(good.iterdir()))
    for what, prefix in (("one core", "GOMAXPROCS=1"), ("all cores", "")):
        time_ = timed(["sh", "-c", LOOP % (prefix, prefix), "sh", str(good)], env={**os.environ, "PATH": path})
        print(f"loop, agentlint on {what}: {count} in {time_}, {count / time_.seconds:.2f}/s", flush=True)


def measure(root: Path, workers: list[int]) -> None:
    """Times runs of so many workers, and compares their results."""
    total = len((root / "source.jsonl").read_text().splitlines())
    for number in workers:
        out = root / f"out-{number}"
        shutil.rmtree(out, ignore_errors=True)
        time_ = timed(run(root, out, number))
        print(f"{number} workers: {total} in {time_}, {total / time_.seconds:.2f}/s, "
              f"busy {_busy(out):.0f} s, {_digest(out)}", flush=True)  # fmt: skip
    print(f"resumed with nothing to do: {timed(run(root, out, workers[-1]))}, {_digest(out)}")
    for table in fleet.TABLES:
        files = list((out / table).glob("*/*.parquet"))
        print(f"{table}: {len(fleet.rows(out, table))} rows, {sum(path.stat().st_size for path in files)} bytes", flush=True)


def kill(root: Path, workers: int, times: int) -> None:
    """Kills a run at random moments, and resumes it until it ends."""
    out = root / "out-killed"
    shutil.rmtree(out, ignore_errors=True)
    count = 0
    for _ in range(times):
        child = subprocess.Popen(run(root, out, workers), stderr=subprocess.DEVNULL)
        try:
            child.wait(random.uniform(10, 40))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            count += 1
            print(f"killed with {len(list(out.glob('_pieces/*/*.piece')))} pieces", flush=True)
    subprocess.run(run(root, out, workers), check=True)
    print(f"killed {count} times, {workers} workers: {_digest(out)}", flush=True)


def run(root: Path, out: Path, workers: int) -> list[str]:
    """The command of a run."""
    return fleet.command(root / "source.jsonl", "--out", out, "--resume", "--quiet", "--workers", str(workers), *LIMITS)


@dataclass(frozen=True)
class Time:
    """What a command takes."""

    seconds: float
    cpu: float
    memory: int
    """The most bytes of it and all that it has started, at one moment."""

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s, {self.cpu:.0f} s of CPU, {self.memory >> 20} MB"


def timed(command: list[str], env: dict[str, str] | None = None) -> Time:
    """Runs a command."""
    started, peak, done = time.monotonic(), [0], threading.Event()
    child = subprocess.Popen(command, env=env)

    def watch() -> None:
        while not done.wait(2):
            peak[0] = max(peak[0], _memory(child.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    done.set()
    watcher.join()
    if child.returncode not in (0, 1, 2):
        raise SystemExit(f"{command} ended with {child.returncode}")
    return Time(time.monotonic() - started, usage.ru_utime + usage.ru_stime, peak[0])


def _memory(root: int) -> int:
    """The private and shared memory (PSS) of a process and all below it."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    total = 0
    for process in parents:
        above = process
        while above in parents and above != root:
            above = parents[above]
        if above == root:
            try:
                text = Path(f"/proc/{process}/smaps_rollup").read_text()
                total += int(text.partition("\nPss:")[2].split()[0]) * 1024
            except (OSError, IndexError):
                continue
    return total


def _busy(out: Path) -> float:
    """Seconds that workers spent on repositories."""
    return sum(facts["seconds"] for path in out.glob("_state/[0-9]*.json") for facts in json.loads(path.read_text()).values())


def _digest(out: Path) -> str:
    return hashlib.sha256(json.dumps(fleet.data(out), sort_keys=True).encode()).hexdigest()


def main(what: str, folder: str, *more: str) -> None:
    """Does what the command line says."""
    root = Path(folder).resolve()
    if what == "build":
        build(root, int(more[0]), [Path(path) for path in more[1:]])
    elif what == "loop":
        loop(root, int(more[0]))
    elif what == "kill":
        kill(root, int(more[0]), int(more[1]))
    else:
        measure(root, [int(number) for number in more])


if __name__ == "__main__":
    main(*sys.argv[1:])
