"""Runs the checks on Ray Data. Nothing else here imports Ray."""

from __future__ import annotations

import json
import logging
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, cast

import pyarrow as pa

from agentlint import AgentlintError
from agentlint.fleet import piece
from agentlint.fleet.errors import Failed, FleetError
from agentlint.fleet.settings import Settings, version
from agentlint.fleet.source import Repository
from agentlint.fleet.work import Inspection, inspect

_BLOCK = 8
"""Repositories of a task: what is lost at most of each worker if the run is killed."""
_TRIES = 3
GIVEN_UP = Failed("internal", "lost", "its worker ended each time")
_STORE = 256 << 20
"""Bytes of shared memory for a local Ray, through which nothing but rows goes."""


@dataclass(frozen=True)
class Task:
    """A repository that a worker has to look at."""

    repository: Repository
    known: str
    """The fingerprint of an earlier run whose rows still count if the repository has the same now."""

    def encode(self) -> str:
        """As a text without any character that UTF-8 lacks."""
        return json.dumps({"repository": self.repository.to_json(), "known": self.known})

    @classmethod
    def decode(cls, data: str) -> Task:
        """What encode gave."""
        found = json.loads(data)
        return cls(Repository.from_json(found["repository"]), found["known"])


@dataclass(frozen=True)
class Cluster:
    """Where the checks run."""

    address: str = ""
    workers: int = 0
    run: str = ""
    """A name for this run, of its scratch folders."""
    scratch: str = ""


def run(tasks: Sequence[Task], settings: Settings, cluster: Cluster, take: Callable[[Task, bytes], None]) -> None:
    """Has each task done by a worker, and takes its piece, which is empty if nothing has changed, in no particular order."""
    _connect(cluster)
    import ray
    import ray.data

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1  # a block whose worker ends each time is given up, and the run goes on
    for handler in logging.getLogger("ray.data").handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setLevel(logging.CRITICAL)
    try:
        workers = _workers(cluster, settings, ray.cluster_resources())  # type: ignore[no-untyped-call]
        size = max(1, min(_BLOCK, len(tasks) // (workers * 16)))
        rows = [(index, task.encode()) for index, task in enumerate(tasks)]
        rows.sort(key=lambda row: tasks[row[0]].repository.id)  # so that those next to each other are unlike
        blocks = [
            pa.table({"index": [row[0] for row in part], "task": [row[1] for row in part]}) for part in _cut(rows, size)
        ]
        done = ray.data.from_arrow(blocks).map_batches(
            work,  # type: ignore[arg-type]
            batch_size=None,
            batch_format="pyarrow",
            fn_kwargs={"settings": settings.to_json(), "run_name": cluster.run, "scratch": cluster.scratch},
            compute=ray.data.TaskPoolStrategy(size=workers),
            num_cpus=1,
            memory=settings.memory,
        )
        for batch in done.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
            for row in cast("pa.Table", batch).to_pylist():
                if row["error"]:
                    raise FleetError(row["error"])
                take(tasks[row["index"]], row["piece"])
    finally:
        ray.shutdown()


def work(batch: pa.Table, settings: dict[str, Any], run_name: str, scratch: str) -> pa.Table:
    """What a worker does with a block of tasks."""
    chosen = Settings.from_json(settings)
    pieces, error = [b""] * batch.num_rows, ""
    try:
        if (here := version()) != chosen.version:
            raise FleetError(f"a node has agentlint {here}, not {chosen.version}; install the same on all")
        root = scratch_folder(scratch, run_name)
        pieces = [_piece(Task.decode(task), chosen, root) for task in batch.column("task").to_pylist()]
    except (AgentlintError, FleetError, OSError) as problem:
        error = str(problem) or type(problem).__name__
    columns = {"piece": pa.array(pieces, pa.large_binary()), "error": [error] * batch.num_rows}
    return pa.table({"index": batch.column("index"), **columns})


def _piece(task: Task, settings: Settings, root: Path) -> bytes:
    """The piece of a repository; one during which a worker has ended several times on this machine is given up."""
    tries = root / f"{task.repository.id}.tries"
    with open(tries, "ab") as file:
        if file.tell() >= _TRIES:
            return lost(task.repository, settings, GIVEN_UP)
        file.write(b".")
    try:
        done = inspect(task.repository, settings, task.known, root)
        return b"" if done is None else piece.pack(done)
    except (pa.ArrowException, ValueError) as error:
        return lost(task.repository, settings, Failed("internal", type(error).__name__, str(error)[:200]))
    finally:
        tries.unlink()


def lost(repository: Repository, settings: Settings, error: Failed) -> bytes:
    """The piece of a repository of which there is nothing but a reason."""
    inspection = Inspection(repository, settings, Path())
    inspection.fail(error)
    return piece.pack(inspection)


def scratch_folder(parent: str, run_name: str) -> Path:
    """The folder for what this run unpacks on this machine; those of earlier runs into the same results are removed."""
    parent = parent or tempfile.gettempdir()
    results, _, _ = run_name.partition("-")
    mine = Path(parent) / f"agentlint-fleet-{os.getuid()}-{run_name}"
    if not mine.exists():
        for old in Path(parent).glob(f"agentlint-fleet-{os.getuid()}-{results}-*"):
            if old != mine:
                shutil.rmtree(old, ignore_errors=True)
        mine.mkdir(mode=0o700, exist_ok=True)
    facts = mine.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.getuid():
        raise FleetError(f"{mine} belongs to somebody else")
    return mine


def clear(cluster: Cluster) -> None:
    """Removes what was unpacked on this machine."""
    shutil.rmtree(scratch_folder(cluster.scratch, cluster.run), ignore_errors=True)


def versions() -> dict[str, str]:
    """Those of what may change the bytes of a table."""
    return {name: metadata.version(name) for name in ("pyarrow", "ray")}


def _connect(cluster: Cluster) -> None:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # agentlint opens no connection of its own
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    import ray

    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if cluster.address:
            ray.init(address=cluster.address, **quiet)
        else:
            cores = cluster.workers or os.cpu_count() or 1
            ray.init(address="local", num_cpus=cores, include_dashboard=False, object_store_memory=_STORE, **quiet)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise FleetError(f"Ray does not start: {error}") from error


def _workers(cluster: Cluster, settings: Settings, resources: dict[str, float]) -> int:
    """How many tasks run at once: as many as asked for, as far as there are cores and memory."""
    fit = int(resources.get("memory", 0) // settings.memory)
    if fit < 1:
        most = int(resources.get("memory", 0)) >> 20
        raise FleetError(f"--memory {settings.memory >> 20}: Ray has {most} MB in all")
    return max(1, min(cluster.workers or 1 << 30, int(resources.get("CPU", 1)), fit))


def _cut(rows: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
