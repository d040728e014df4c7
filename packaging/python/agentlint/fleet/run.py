"""A run over a source: what has to be done, doing it, and writing the tables."""

from __future__ import annotations

import hashlib
import os
import secrets
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agentlint.fleet import engine, piece, settings
from agentlint.fleet.errors import FleetError
from agentlint.fleet.progress import Progress
from agentlint.fleet.schema import SUMMARIES
from agentlint.fleet.settings import Settings
from agentlint.fleet.source import Repository, read
from agentlint.fleet.store import Store


@dataclass(frozen=True)
class Request:
    """What a run is asked to do."""

    source: str
    out: Path
    settings: Settings
    cluster: engine.Cluster
    partitions: int
    resume: bool
    retry: bool
    quiet: bool


@dataclass(frozen=True)
class Outcome:
    """How a run has ended."""

    repositories: int
    failed: int
    missing: int
    kept: int
    """Repositories whose earlier rows still hold."""

    @property
    def complete(self) -> bool:
        """Whether there are rows of each repository."""
        return self.missing == 0


def run(request: Request) -> Outcome:
    """Checks the repositories of a source; ends early, with what there is, on an interrupt."""
    repositories = read(request.source)
    labels = _labels(repositories)
    store = Store.open(request.out, request.partitions, resume=request.resume)
    with store.locked():
        store.drop_manifest()
        tasks = _tasks(repositories, store.states(), request)
        _work(tasks, store, request)
        store.write(repositories, labels)
        states = store.states()
        found = [states[one.name] for one in repositories if one.name in states]
        outcome = Outcome(
            repositories=len(repositories),
            failed=sum(state["failed"] for state in found),
            missing=len(repositories) - len(found),
            kept=len(repositories) - len(tasks),
        )
        store.write_manifest(_facts(request, outcome), settings.rules())
        return outcome


def _labels(repositories: Sequence[Repository]) -> tuple[str, ...]:
    labels = tuple(dict.fromkeys(name for one in repositories for name, _ in one.labels))
    for name in labels:
        if name in SUMMARIES.names:
            raise FleetError(f"the source has a column {name}, which the table of summaries fills itself; rename it")
    return labels


def _tasks(repositories: Sequence[Repository], states: dict[str, dict[str, Any]], request: Request) -> list[engine.Task]:
    """The repositories that have to be looked at: those whose earlier rows can't be used as they are."""
    tasks = []
    for one in repositories:
        known = _known(one, states.get(one.name), request)
        if known and one.is_url and known == one.commit:
            continue  # a commit by its hash never changes
        tasks.append(engine.Task(one, known))
    return tasks


def _known(one: Repository, state: dict[str, Any] | None, request: Request) -> str:
    """The fingerprint with which the earlier rows of a repository hold."""
    if state is None or state["key"] != request.settings.key(one):
        return ""
    if state["limits"] and (request.retry or state["limits"] != request.settings.limits()):
        return ""
    return str(state["fingerprint"])


def _work(tasks: Sequence[engine.Task], store: Store, request: Request) -> None:
    """Has the tasks done and keeps their pieces; returns early on an interrupt."""
    if not tasks:
        return
    progress = Progress(len(tasks), request.quiet)
    waiting = set(range(len(tasks)))
    numbers = {task.repository.name: number for number, task in enumerate(tasks)}

    def take(task: engine.Task, data: bytes) -> None:
        if data:
            store.add(task.repository, data)
        waiting.discard(numbers[task.repository.name])
        progress.step(bool(data) and piece.state(data)["failed"])

    name = f"{hashlib.sha256(os.fsencode(request.out.resolve())).hexdigest()[:12]}-{secrets.token_hex(4)}"
    cluster = engine.Cluster(request.cluster.address, request.cluster.workers, name, request.cluster.scratch)
    try:
        with _terminable():
            engine.run(tasks, request.settings, cluster, take)
            for number in sorted(waiting):  # Ray has given them up
                take(tasks[number], engine.lost(tasks[number].repository, request.settings, engine.GIVEN_UP))
    except KeyboardInterrupt:
        print("\ninterrupted: writing what is there; --resume continues", file=sys.stderr)
    finally:
        progress.close()
        engine.clear(cluster)


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM is an interrupt, too."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _facts(request: Request, outcome: Outcome) -> dict[str, Any]:
    """What the manifest says: nothing that differs from one run over the same to another."""
    return {
        "complete": outcome.complete,
        "repositories": outcome.repositories,
        "failed": outcome.failed,
        "missing": outcome.missing,
        "settings": request.settings.to_json(),
        "versions": {"agentlint": request.settings.version, **engine.versions()},
    }
