"""Calls git on repositories that nobody vouches for.

Fetching uses the user's own configuration, which has the credentials; what the fetched repository brings is not obeyed: no
hooks, no templates, no submodules, and only some protocols. Files are written without that configuration, so that there is
no filter, such as that of git-lfs, which an attribute of the repository could start.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from agentlint.fleet.errors import Failed
from agentlint.fleet.limits import Done

PROTOCOLS = "https:ssh:file"
DEPTH = 100
_LISTING = 64 << 20
_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SAID = re.compile(r"^(?:fatal|error): (?:remote error: |git )?(.+?)\s*$", re.MULTILINE)
_DURATION = re.compile(r" after \d+ ms")
_QUIET = (
    "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "submodule.recurse=false",
    "-c", "fetch.recurseSubmodules=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "fetch.unpackLimit=1",
    "-c", "credential.interactive=false", "-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=60",
    "-c", "core.longpaths=true", "-c", "advice.detachedHead=false",
)  # fmt: skip


class Runner(Protocol):
    """Runs a command within the limits of a repository."""

    def __call__(self, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], output: int = 0) -> Done:
        """output is the most bytes that it may write, if that is less than others may."""
        ...


def is_pinned(commit: str) -> bool:
    """Whether a commit is named by its full hash, so that it is always the same."""
    return _HASH.fullmatch(commit) is not None


def fetch(run: Runner, address: str, commit: str, into: Path) -> str:
    """Makes a work tree of an address at a commit, branch or tag, and returns the hash of the commit."""
    if commit.startswith("-"):
        raise Failed("fetch", "bad-commit", "the commit begins with a hyphen")
    into.mkdir()
    _git(run, into, "init", "--quiet", "--template=")
    wanted = commit or "HEAD"
    done = _try(run, into, "fetch", "--quiet", "--depth=1", "--no-tags", "--", address, wanted)
    found = "FETCH_HEAD"
    if done.code != 0 and commit and not done.reason:  # a short hash, or a server that gives none away by its hash
        everything = ("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
        _git(run, into, "fetch", "--quiet", "--no-tags", "--update-head-ok", "--", address, *everything)
        found = commit
    elif done.code != 0:
        raise _failed("fetch", done)
    done = _try(run, into, "rev-parse", "--quiet", "--verify", "--end-of-options", found + "^{commit}")
    if done.code != 0:
        raise Failed("fetch", "no-such-commit", f"there is no commit {commit or 'HEAD'}")
    return done.stdout.read_text().strip()


def check_out(run: Runner, tree: Path, commit: str, most_bytes: int, most_entries: int) -> None:
    """Writes the files of a commit, after looking at how many and how large they are."""
    done = _try(run, tree, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, output=_LISTING)
    if done.reason == "size":
        raise Failed("fetch", "too-large", f"over {most_entries} files")
    if done.code != 0:
        raise _failed("fetch", done)
    _judge(done.stdout, most_bytes, most_entries)
    done = _try(run, tree, "checkout", "--quiet", "--force", "--detach", commit, own=False)
    if done.code != 0:
        raise _failed("fetch", done)


def head(run: Runner, folder: Path) -> str:
    """The commit of a work tree that is there already; empty if there is none."""
    if not os.path.lexists(folder / ".git"):
        return ""
    done = _try(run, folder, "rev-parse", "--quiet", "--verify", "HEAD^{commit}", own=False)
    return done.stdout.read_text().strip() if done.code == 0 else ""


def remote_head(run: Runner, address: str, commit: str, folder: Path) -> str:
    """The commit that an address has for a branch, a tag or its HEAD; empty if it does not say."""
    done = _try(run, folder, "ls-remote", "--quiet", "--", address, *([commit, commit + "^{}"] if commit else ["HEAD"]))
    if done.code != 0:
        return ""
    lines = (line.split("\t") for line in done.stdout.read_text(errors="replace").splitlines())
    refs = {line[1]: line[0] for line in lines if len(line) == 2}
    for ref in ("HEAD", f"refs/heads/{commit}", f"refs/tags/{commit}^{{}}", f"refs/tags/{commit}"):
        if ref in refs and (ref != "HEAD" or not commit):
            return refs[ref]
    return ""


def _judge(listing: Path, most_bytes: int, most_entries: int) -> None:
    entries = listing.read_bytes().split(b"\0")[:-1]
    if len(entries) > most_entries:
        raise Failed("fetch", "too-large", f"over {most_entries} files")
    total = 0
    for entry in entries:
        facts, _, path = entry.partition(b"\t")
        size = facts.split()[-1]
        total += int(size) if size.isdigit() else 0
        if path.count(b"/") > DEPTH or len(path) > 1024:
            raise Failed("fetch", "too-large", f"a path is over {DEPTH} folders deep or 1024 bytes long")
    if total > most_bytes:
        raise Failed("fetch", "too-large", f"its files have over {most_bytes} bytes")


def _try(run: Runner, folder: Path, *arguments: str, own: bool = True, output: int = 0) -> Done:
    """own: with the user's configuration."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    env.update(
        GIT_TERMINAL_PROMPT="0", GCM_INTERACTIVE="never", SSH_ASKPASS_REQUIRE="never", GIT_LFS_SKIP_SMUDGE="1",
        GIT_CEILING_DIRECTORIES=str(folder.parent), GIT_NO_LAZY_FETCH="1", GIT_OPTIONAL_LOCKS="0", LC_ALL="C",
    )  # fmt: skip
    env.setdefault("GIT_ALLOW_PROTOCOL", PROTOCOLS)
    env.setdefault("GIT_ASKPASS", "true")
    if not own:
        env.update(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1", GIT_ATTR_NOSYSTEM="1", GIT_ALLOW_PROTOCOL="")
    return run(["git", *_QUIET, *arguments], cwd=folder, env=env, output=output)


_KEPT = ("GIT_ALLOW_PROTOCOL", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "GIT_SSL_NO_VERIFY", "GIT_PROXY_COMMAND",
         "GIT_ASKPASS", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_EXEC_PATH")  # fmt: skip


def _git(run: Runner, folder: Path, *arguments: str) -> None:
    done = _try(run, folder, *arguments)
    if done.code != 0:
        raise _failed("fetch", done)


def _failed(stage: str, done: Done) -> Failed:
    if done.reason:
        return limit(stage, done)
    said = _SAID.findall(_DURATION.sub("", done.stderr))  # by several processes, in any order, and some not each time
    return Failed(stage, "git", min(said, default=f"git ended with {done.code}"))


def limit(stage: str, done: Done) -> Failed:
    """The failure of a program that a limit has ended."""
    said = {
        "timeout": ("timeout", "the time is over"),
        "memory": ("out-of-memory", "it takes more memory than it may"),
        "size": ("too-large", "it writes a file larger than it may"),
        "killed": ("killed", f"it was ended by signal {-done.code}"),
    }
    return Failed(stage, *said[done.reason])
