"""Makes repositories that mean no good: python hostile.py FOLDER. Each must become a row with its reason, or be checked."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

# What a run must say of each: the status, and the kind of a failure.
EXPECTED: dict[str, tuple[str, str]] = {}
_MAKERS: dict[str, Callable[[Path], object]] = {}
TRAIN = """import torch

model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(3):
    optimizer.zero_grad()
    model(torch.ones(2)).sum().backward()
    optimizer.step()
"""


def case(name: str, status: str, kind: str = "") -> Callable[[Callable[[Path], object]], Callable[[Path], object]]:
    """Adds a repository, whose path the function fills."""

    def add(make: Callable[[Path], object]) -> Callable[[Path], object]:
        EXPECTED[name], _MAKERS[name] = (status, kind), make
        return make

    return add


def build(folder: Path, names: list[str] | None = None) -> list[str]:
    """Makes them in a folder, and returns their names, which are their paths in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or list(_MAKERS):
        _MAKERS[name](folder / name)
    return names or list(_MAKERS)


def git(folder: Path, *arguments: str, data: bytes | None = None) -> str:
    """Runs git without the user's configuration."""
    who = {f"GIT_{role}_{what}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": "1700000000 +0000"}
    env = {**os.environ, **who, **dates, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *arguments], cwd=folder, env=env, input=data, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit(folder: Path) -> str:
    """Commits all that is in a folder, and returns the hash."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


def _tar(path: Path, *members: tuple[str, bytes | str | int], kind: bytes = tarfile.REGTYPE) -> None:
    """Members with bytes are files; with a text, links of this kind; with a number, zeros."""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            if isinstance(content, str):
                info.type, info.linkname = (tarfile.SYMTYPE if kind == tarfile.REGTYPE else kind), content
                archive.addfile(info)
                continue
            data = content if isinstance(content, bytes) else bytes(content)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def _folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True)
    for name, content in files.items():
        (path / f"{name}.py").write_text(content)
    return path


@case("dots.tar.gz", "failed", "hostile-archive")
def _(path: Path) -> None:
    _tar(path, ("../out.py", TRAIN.encode()))


@case("absolute.tar.gz", "failed", "hostile-archive")
def _(path: Path) -> None:
    _tar(path, ("/tmp/agentlint-out.py", TRAIN.encode()))


@case("links.tar.gz", "checked")
def _(path: Path) -> None:
    _tar(path, ("r/train.py", TRAIN.encode()), ("r/out.py", "/etc/passwd"), ("r/up", "../../.."), ("r/in.py", "train.py"))


@case("chained-links.tar.gz", "checked")
def _(path: Path) -> None:
    _tar(path, ("train.py", TRAIN.encode()), ("s/x.txt", b""), ("p/q/r/d", "../../../s"), ("out", "p/q/r/d/../../../../etc"))


@case("write-through-link.tar.gz", "failed", "hostile-archive")
def _(path: Path) -> None:
    _tar(path, ("a", b"file"), ("a/train.py", TRAIN.encode()))


@case("hard-link-out.tar.gz", "failed", "hostile-archive")
def _(path: Path) -> None:
    _tar(path, ("train.py", TRAIN.encode()), ("passwd", "../../../etc/passwd"), kind=tarfile.LNKTYPE)


@case("devices.tar.gz", "checked")
def _(path: Path) -> None:
    _tar(path, ("train.py", TRAIN.encode()), ("pipe.py", ""), kind=tarfile.FIFOTYPE)


@case("deep.tar.gz", "failed", "hostile-archive")
def _(path: Path) -> None:
    _tar(path, ("d/" * 3000 + "x.py", b""))


@case("bomb.tar.gz", "failed", "too-large")
def _(path: Path) -> None:
    _tar(path, ("zeros.bin", 80 << 20))


@case("many.tar.gz", "failed", "too-large")
def _(path: Path) -> None:
    _tar(path, *((f"{number}.py", b"") for number in range(6000)))


@case("cut.tar.gz", "failed", "damaged-archive")
def _(path: Path) -> None:
    _tar(path, ("a.bin", os.urandom(100_000)))
    path.write_bytes(path.read_bytes()[:5000])


@case("text.tar.gz", "failed", "damaged-archive")
def _(path: Path) -> None:
    path.write_text("this is not an archive")


@case("empty.zip", "failed", "damaged-archive")
def _(path: Path) -> None:
    path.write_bytes(b"")


@case("bomb.zip", "failed", "too-large")
def _(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"{number}.bin", bytes(20 << 20))


@case("lying.zip", "failed", "damaged-archive")
def _(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("train.py", b"#" * 1000)
    data = path.read_bytes()
    path.write_bytes(data.replace(zlib.crc32(b"#" * 1000).to_bytes(4, "little"), b"\0\0\0\0"))


@case("dots.zip", "failed", "hostile-archive")
def _(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../out.py", TRAIN)


@case("windows.zip", "failed", "hostile-archive")
def _(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("C:/out.py", TRAIN)


@case("link.zip", "checked")
def _(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("train.py", TRAIN)
        link = zipfile.ZipInfo("out.py")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")


@case("name\nwith\nlines", "checked")
def _(path: Path) -> None:
    _folder(path, train=TRAIN)


@case("name|`with`<b>[marks](http://example.com)\u202e", "checked")
def _(path: Path) -> None:
    _folder(path, train=TRAIN)


@case("file\nname", "checked")
def _(path: Path) -> None:
    _folder(path, train=TRAIN)
    (path / "tr\nain.py").write_text(TRAIN)
    with contextlib.suppress(OSError):
        (path / os.fsdecode(b"\xff.py")).write_text(TRAIN)


@case("fifo", "checked")
def _(path: Path) -> None:
    _folder(path, train=TRAIN)
    os.mkfifo(path / "pipe.py")


@case("only-fifo", "empty")
def _(path: Path) -> None:
    os.mkfifo(_folder(path) / "AGENTS.txt")


@case("link-out", "checked")
def _(path: Path) -> None:
    _folder(path, train=TRAIN)
    (path / "out").symlink_to("/")
    (path / "loop").symlink_to("loop")


@case("huge-file", "checked")
def _(path: Path) -> None:
    _folder(path, train=TRAIN)
    with open(path / "huge.py", "wb") as file:
        file.write(b"import torch\n")
        file.truncate(1 << 33)


@case("read-only", "checked")
def _(path: Path) -> None:
    _folder(path, train=TRAIN)
    path.chmod(0o555)


@case("empty-folder", "empty")
def _(path: Path) -> None:
    _folder(path)


@case("settings", "failed", "agentlint")
def _(path: Path) -> None:
    _folder(path, train=TRAIN)
    (path / ".agentlint.yaml").write_text("rules: [no, such, thing\n")


@case("broken-git", "checked")
def _(path: Path) -> None:
    _folder(path, train=TRAIN)
    (path / ".git").mkdir()
    (path / ".git/HEAD").write_text("ref: refs/heads/../../../../etc/passwd\n")


@case("git-file-out", "checked")
def _(path: Path) -> None:
    _folder(path, train=TRAIN)
    (path / ".git").write_text("gitdir: /etc\n")


@case("git-config", "checked")
def _(path: Path) -> None:
    _folder(path, train=TRAIN)
    commit(path)
    with open(path / ".git/config", "a") as file:
        for key in ("fsmonitor", "hooksPath", "sshCommand", "pager", "editor"):
            file.write(f'[core]\n\t{key} = "touch {path}/../RAN-{key}; false"\n')


@case("broken-bare.git", "failed", "git")
def _(path: Path) -> None:
    for name in ("objects", "refs/heads"):
        (path / name).mkdir(parents=True)
    (path / "HEAD").write_text("ref: refs/heads/main\n")
    (path / "refs/heads/main").write_text("0123456789" * 4 + "\n")


@case("tree-bomb.git", "failed", "too-large")
def _(path: Path) -> None:
    path.mkdir()
    git(path, "init", "-q", "--bare", "-b", "main")
    item = f"100644 blob {git(path, 'hash-object', '-w', '--stdin', data=b'x')}"
    for _ in range(8):
        tree = git(path, "mktree", data="".join(f"{item}\t{number}\n" for number in range(10)).encode())
        item = f"040000 tree {tree}"
    git(path, "update-ref", "refs/heads/main", git(path, "commit-tree", tree, "-m", "x"))


@case("dot-git-inside.git", "failed", "git")
def _(path: Path) -> None:
    path.mkdir()
    git(path, "init", "-q", "--bare", "-b", "main")
    blob = git(path, "hash-object", "-w", "--stdin", data=b"[core]\n\tfsmonitor = touch RAN\n")
    inner = subprocess.run(["git", "hash-object", "-w", "-t", "tree", "--literally", "--stdin"], cwd=path, capture_output=True,
                           input=b"100644 config\0" + bytes.fromhex(blob), check=True).stdout.decode().strip()  # fmt: skip
    tree = subprocess.run(["git", "hash-object", "-w", "-t", "tree", "--literally", "--stdin"], cwd=path, capture_output=True,
                          input=b"40000 .git\0" + bytes.fromhex(inner), check=True).stdout.decode().strip()  # fmt: skip
    git(path, "update-ref", "refs/heads/main", git(path, "commit-tree", tree, "-m", "x"))


@case("filters.git", "checked")
def _(path: Path) -> None:
    work = _folder(path.with_name("filters.work"), train=TRAIN)
    (work / ".gitattributes").write_text("*.py filter=evil\n")
    (work / ".gitmodules").write_text('[submodule "x"]\n\tpath = x\n\turl = ext::touch RAN\n')
    (work / "AGENTS.md").symlink_to("/etc/passwd")
    commit(work)
    git(work.parent, "clone", "-q", "--bare", work.name, path.name)


@case("plain.txt", "failed", "not-a-repository")
def _(path: Path) -> None:
    path.write_text("x")


@case("not-there", "failed", "missing")
def _(path: Path) -> None:
    pass


ADDRESSES = {
    "ext::touch RAN": ("failed", "git"),
    "fd::17/x": ("failed", "git"),
    "file:///no/such/repository": ("failed", "git"),
    "--upload-pack=touch RAN": ("failed", "missing"),
    "https://127.0.0.1:1/x.git": ("failed", "git"),
    "git://127.0.0.1:1/x.git": ("failed", "git"),
}
"""Addresses in the source, with what must become of them."""

if __name__ == "__main__":
    print(len(build(Path(sys.argv[1]))))
