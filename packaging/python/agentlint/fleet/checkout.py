"""Makes a folder of whatever a row of the source names: a folder, an archive, or an address for git."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from agentlint.fleet import git, unpack
from agentlint.fleet.errors import Failed
from agentlint.fleet.source import ARCHIVES, Repository

Kind = Literal["folder", "archive", "git"]


@dataclass(frozen=True)
class Caps:
    """How much a repository may be once it is unpacked or checked out."""

    bytes: int = 2 << 30
    entries: int = 200_000


@dataclass(frozen=True)
class Origin:
    """What a repository is, as far as that can be seen without fetching it."""

    kind: Kind
    commit: str = ""
    fingerprint: str = ""
    """Changes whenever the content does; empty if that is not known before it is fetched."""


@dataclass(frozen=True)
class Tree:
    """A repository that can be checked."""

    folder: Path
    commit: str = ""
    left_out: int = 0
    """Members of an archive that are neither files nor folders, and links out of it."""


def kind_of(repository: Repository) -> Kind:
    """How the repository is to be had."""
    path = Path(repository.location)
    try:
        if repository.is_url:
            return "git"
        if path.is_dir():
            return "git" if repository.commit or _is_bare(path) else "folder"
        exists = path.exists()
    except (OSError, ValueError) as error:
        raise Failed("find", "bad-path", "the path is not one that the system can open") from error
    if not exists:
        raise Failed("find", "missing", "there is no such file or folder")
    if not path.is_file() or not path.name.endswith(ARCHIVES):
        raise Failed("find", "not-a-repository", f"it is neither a folder, an address for git, nor one of {', '.join(ARCHIVES)}")
    return "archive"


def look(run: git.Runner, repository: Repository, deadline: float, scratch: Path, known: str) -> Origin:
    """What the repository is now. known is the fingerprint of an earlier run; without one, git is not asked over a network."""
    kind = kind_of(repository)
    path = Path(repository.location)
    if kind == "git":
        if git.is_pinned(repository.commit):
            return Origin(kind, repository.commit, repository.commit)
        commit = git.remote_head(run, repository.location, repository.commit, scratch) if known else ""
        return Origin(kind, commit, commit)
    if kind == "archive":
        return Origin(kind, repository.commit, _hash_of(path, deadline))
    commit = git.head(run, path)
    return Origin(kind, commit, _print_of(path, commit, deadline))


def make(run: git.Runner, repository: Repository, origin: Origin, scratch: Path, caps: Caps) -> Tree:
    """The repository as a folder: in place if it is one, else below scratch."""
    if origin.kind == "folder":
        return Tree(Path(repository.location), origin.commit)
    into = scratch / "tree"
    if origin.kind == "git":
        commit = git.fetch(run, repository.location, repository.commit, into)
        git.check_out(run, into, commit, caps.bytes, caps.entries)
        return Tree(into, commit)
    return Tree(*_unpacked(run, repository, scratch, into, caps))


def _unpacked(run: git.Runner, repository: Repository, scratch: Path, into: Path, caps: Caps) -> tuple[Path, str, int]:
    into.mkdir()
    program = [sys.executable, "-I", "-S", os.path.abspath(unpack.__file__), repository.location, str(into)]
    done = run([*program, str(caps.bytes), str(caps.entries)], cwd=scratch, env=os.environ)
    if done.reason:
        raise git.limit("unpack", done)
    try:
        said = json.loads(done.stdout.read_bytes())
    except ValueError as error:
        raise Failed("unpack", "damaged-archive", f"can't be unpacked: ended with {done.code}") from error
    if "error" in said:
        raise Failed("unpack", said["kind"], said["error"])
    names = os.listdir(into)
    only = into / names[0] if len(names) == 1 else into  # archives of code hosts have one folder at the top
    return only if only.is_dir() and not only.is_symlink() else into, repository.commit, said["left_out"]


def _is_bare(path: Path) -> bool:
    return (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()


def _hash_of(path: Path, deadline: float) -> str:
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
                _in_time(deadline)
    except OSError as error:
        raise Failed("find", "unreadable", os.strerror(error.errno or 0)) from error
    return digest.hexdigest()


def _print_of(root: Path, commit: str, deadline: float) -> str:
    """A fingerprint of names, sizes and times of all files, which is much faster than one of their contents."""
    digest = hashlib.sha256(commit.encode())
    todo = [os.fspath(root)]
    while todo:
        _in_time(deadline)
        folder = todo.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if folder == os.fspath(root):
                raise Failed("find", "unreadable", os.strerror(error.errno or 0)) from error
            continue
        for entry in found:
            if entry.name == ".git":
                continue
            try:
                facts = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISDIR(facts.st_mode):
                todo.append(entry.path)
            line = f"{entry.path[len(str(root)):]}\0{facts.st_mode}\0{facts.st_size}\0{facts.st_mtime_ns}\0"
            digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _in_time(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise Failed("find", "timeout", "the time is over")
