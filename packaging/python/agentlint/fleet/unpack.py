"""Unpacks an archive that nobody vouches for: python unpack.py ARCHIVE FOLDER BYTES ENTRIES.

Runs as a program of its own, with limits on time and memory, and imports nothing but the standard library. It writes files
and folders, and links that stay inside; it prints one line of JSON with the error, if there is one, and what was left out.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import stat
import sys
import tarfile
import zipfile
import zlib
from typing import IO, Any

DEPTH = 100
LONGEST = 1024
PIECE = 1 << 20


class Refused(Exception):
    """The archive is damaged, hostile or too large."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Unpacker:
    """Writes the members of one archive into a folder."""

    def __init__(self, root: str, most_bytes: int, most_entries: int) -> None:
        self.root = root
        self.most_bytes, self.most_entries = most_bytes, most_entries
        self.bytes = self.entries = self.left_out = 0
        self.links: list[tuple[str, str]] = []

    def place(self, name: str) -> str:
        """The path for a member, which is counted; empty for the root itself."""
        self.entries += 1
        if self.entries > self.most_entries:
            raise Refused("too-large", f"over {self.most_entries} entries")
        if name.startswith(("/", "\\")) or "\\" in name or "\0" in name or name[1:2] == ":":
            raise Refused("hostile-archive", f"a member has an absolute or foreign path: {show(name)}")
        parts = [part for part in name.split("/") if part not in ("", ".")]
        if ".." in parts:
            raise Refused("hostile-archive", f"a member leads out of the archive: {show(name)}")
        if len(parts) > DEPTH or len(os.fsencode("/".join(parts))) > LONGEST:
            raise Refused("hostile-archive", f"a path is over {DEPTH} folders deep or {LONGEST} bytes long: {show(name)}")
        return "/".join(parts)

    def folder(self, path: str) -> None:
        """Makes a folder and those above it. None of them is a link, since links are made last."""
        try:
            os.makedirs(os.path.join(self.root, path), exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise Refused("hostile-archive", f"a path is both a file and a folder: {show(path)}") from error

    def file(self, path: str, content: IO[bytes], executable: bool) -> None:
        """Writes a file, whose size counts as it is read, whatever the archive says."""
        self.folder(os.path.dirname(path))
        target = os.path.join(self.root, path)
        if os.path.isdir(target):
            raise Refused("hostile-archive", f"a path is both a file and a folder: {show(path)}")
        with contextlib.suppress(FileNotFoundError):
            os.unlink(target)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o755 if executable else 0o644)
        with open(handle, "wb") as out:
            while piece := content.read(PIECE):
                self.bytes += len(piece)
                if self.bytes > self.most_bytes:
                    raise Refused("too-large", f"over {self.most_bytes} bytes when unpacked")
                out.write(piece)

    def link(self, path: str, target: str) -> None:
        """Keeps a link for later."""
        if len(target) > LONGEST:
            self.left_out += 1
        else:
            self.links.append((path, target))

    def finish(self) -> None:
        """Makes the links that lead to a place inside."""
        made = []
        for path, target in self.links:
            full = os.path.join(self.root, path)
            if target.startswith("/") or os.path.lexists(full):
                self.left_out += 1
                continue
            self.folder(os.path.dirname(path))
            os.symlink(target, full)
            made.append(full)
        inside = os.path.realpath(self.root) + os.sep
        for _ in range(len(made) + 1):  # a link may lead out over another; without that one it may not
            out = [full for full in made if not os.path.realpath(full).startswith(inside)]
            for full in out:
                os.unlink(full)
            self.left_out += len(out)
            made = [full for full in made if full not in set(out)]
            if not out:
                break


def show(name: str) -> str:
    """A name for a message."""
    return json.dumps(name if len(name) <= 80 else name[:80] + "…")


def unpack_tar(path: str, to: Unpacker) -> None:
    """Unpacks a compressed tar as a stream, so that nothing is kept of its members."""
    with tarfile.open(path, "r|gz", errorlevel=1) as archive:
        for member in archive:
            archive.members = []  # type: ignore[attr-defined]
            where = to.place(member.name)
            if member.isdir():
                to.folder(where)
            elif member.isreg():
                content = archive.extractfile(member)
                if content is not None and where:
                    to.file(where, content, bool(member.mode & 0o100))
            elif member.issym():
                to.link(where, member.linkname)
            elif member.islnk():  # the same file a second time: as a link
                target = to.place(member.linkname)
                to.link(where, os.path.relpath("/" + target, "/" + os.path.dirname(where)))
            else:
                to.left_out += 1  # devices and named pipes


def unpack_zip(path: str, to: Unpacker) -> None:
    """Unpacks a ZIP archive."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            where = to.place(member.filename)
            mode = member.external_attr >> 16
            if member.is_dir():
                to.folder(where)
            elif stat.S_ISLNK(mode):
                with archive.open(member) as content:
                    to.link(where, os.fsdecode(content.read(LONGEST + 1)))
            elif stat.S_IFMT(mode) not in (0, stat.S_IFREG):
                to.left_out += 1
            elif where:
                with archive.open(member) as content:
                    to.file(where, content, bool(mode & 0o100))


def main(path: str, root: str, most_bytes: str, most_entries: str) -> None:
    """Unpacks, and says how that went."""
    to = Unpacker(root, int(most_bytes), int(most_entries))
    said: dict[str, Any] = {}
    try:
        (unpack_zip if path.endswith(".zip") else unpack_tar)(path, to)
        to.finish()
    except Refused as error:
        said = {"kind": error.kind, "error": str(error)}
    except (tarfile.TarError, zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError) as error:
        said = {"kind": "damaged-archive", "error": f"can't be unpacked: {error}"}
    except (OSError, ValueError, RuntimeError, RecursionError) as error:  # RuntimeError: encrypted
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        said = {"kind": "damaged-archive", "error": f"can't be unpacked: {reason}"}
    print(json.dumps({**said, "left_out": to.left_out}))


if __name__ == "__main__":
    main(*sys.argv[1:])
