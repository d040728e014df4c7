"""Tests of the parts of agentlint.fleet that need no Ray."""

from __future__ import annotations

import json
import os
import sys
import time
import unittest
from pathlib import Path

import fleet
import hostile
import pyarrow as pa
import pyarrow.parquet as pq

from agentlint.fleet import engine, limits, piece, schema, settings, source, table
from agentlint.fleet.errors import Failed, FleetError
from agentlint.fleet.report import pages
from agentlint.fleet.report.contents import Section
from agentlint.fleet.work import Inspection, inspect


def chosen(**changes: object) -> settings.Settings:
    """Settings with small limits."""
    of = {"flags": (), "stories": True, "version": settings.version(), "program": "", "configs": "", "timeout": 60.0}
    of |= {"memory": 1 << 30, "most_bytes": 64 << 20, "most_entries": 5000}
    return settings.Settings(**{**of, **changes})  # type: ignore[arg-type]


class Sources(fleet.TestCase):
    def test_kinds_of_files_say_the_same(self) -> None:
        first = {"repository": "a", "commit": "c" * 40, "team": "x", "tier": "1"}
        records = [first, {"repository": "https://h/b.git", "team": "y", "tier": "2"}]
        (self.root / "s.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
        (self.root / "s.json").write_text(json.dumps(records))
        (self.root / "s.csv").write_text("repository,commit,team,tier\na," + "c" * 40 + ",x,1\nhttps://h/b.git,,y,2\n")
        pq.write_table(pa.Table.from_pylist(records), self.root / "s.parquet")
        read = [source.read(str(self.root / f"s.{kind}")) for kind in ("jsonl", "json", "csv", "parquet")]
        self.assertTrue(all(one == read[0] for one in read), read)
        self.assertEqual(read[0][0].location, str(self.root / "a"))
        self.assertEqual(read[0][0].labels, (("tier", "1"),))

    def test_lists_and_folders(self) -> None:
        for name in ("b", "a", ".git"):
            (self.root / "f" / name).mkdir(parents=True)
        (self.root / "f/c.tar.gz").touch()
        (self.root / "f/readme.txt").touch()
        self.assertEqual([one.name for one in source.read(str(self.root / "f"))], ["a", "b", "c.tar.gz"])
        (self.root / "list").write_text("# mine\nf/a\n\nf/b\n")
        self.assertEqual([one.name for one in source.read(str(self.root / "list"))], ["f/a", "f/b"])

    def test_what_is_listed_twice(self) -> None:
        (self.root / "s").write_text("a\na\n")
        self.assertEqual(len(source.read(str(self.root / "s"))), 1)
        (self.root / "s.csv").write_text("repository,team\na,x\na,y\n")
        with self.assertRaisesRegex(FleetError, "listed twice"):
            source.read(str(self.root / "s.csv"))

    def test_addresses(self) -> None:
        for address in ("https://h/r", "git@h:r.git", "ext::sh -c x", "ssh://h/r", "host:path/r"):
            self.assertTrue(source.is_url(address), address)
        for path in ("/a/b", "a", "./a:b", "a/b@c:d", "--upload-pack=x"):
            self.assertFalse(source.is_url(path), path)


class Limits(fleet.TestCase):
    def run_python(self, code: str, seconds: float = 20, memory: int = 1 << 30, file: int = 1 << 20) -> limits.Done:
        return limits.run(
            [sys.executable, "-c", code], cwd=self.root, env=os.environ, scratch=self.root,
            deadline=time.monotonic() + seconds, limits=limits.Limits(memory, file),
        )  # fmt: skip

    def test_end(self) -> None:
        done = self.run_python("print(1); exit(3)")
        self.assertEqual((done.code, done.reason, done.stdout.read_text()), (3, "", "1\n"))

    def test_time(self) -> None:
        started = time.monotonic()
        done = self.run_python("import time; time.sleep(60)", seconds=0.5)
        self.assertEqual(done.reason, "timeout")
        self.assertLess(time.monotonic() - started, 10)

    def test_what_it_started_ends_with_it(self) -> None:
        self.run_python("import subprocess; print(subprocess.Popen(['sleep', '300']).pid)")
        pid = int((self.root / "stdout").read_text())
        for _ in range(100):
            try:
                state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                return
            if state == "Z":
                return
            time.sleep(0.05)
        self.fail("a process is left")

    @unittest.skipUnless(sys.platform == "linux", "other systems do not limit memory")
    def test_memory(self) -> None:
        self.assertEqual(self.run_python("bytearray(1 << 30)", memory=256 << 20).reason, "memory")

    def test_size(self) -> None:
        self.assertEqual(self.run_python("import sys; sys.stdout.write('x' * (4 << 20))").reason, "size")


class Hostile(fleet.TestCase):
    def test_each(self) -> None:
        repos = self.root / "repos"
        hostile.build(repos)
        for name, (status, kind) in hostile.EXPECTED.items():
            with self.subTest(name):
                self.check(source.Repository(name, str(repos / name)), status, kind)
        for address, (status, kind) in hostile.ADDRESSES.items():
            with self.subTest(address):
                location = address if source.is_url(address) else os.path.abspath(address)
                self.check(source.Repository(address, location), status, kind)
        self.assertEqual(list(self.root.rglob("RAN*")) + list(Path().glob("RAN*")), [])
        self.assertFalse(Path("/tmp/agentlint-out.py").exists())

    def check(self, repository: source.Repository, status: str, kind: str) -> None:
        scratch = self.root / "scratch"
        scratch.mkdir(exist_ok=True)
        done = inspect(repository, chosen(), "", scratch)
        assert done is not None
        said = done.tables["summaries"][0]["status"], done.tables["failures"]
        self.assertEqual(said[0], status, said)
        if kind:
            self.assertEqual([row["kind"] for row in said[1] if row["fatal"]], [kind], said)
        self.assertFalse(any("passwd" in row["message"] for row in done.tables["findings"]))
        self.assertEqual(list(scratch.iterdir()), [])
        packed = self.root / "packed"
        packed.write_bytes(piece.pack(done))
        for name in schema.TABLES:
            piece.table(packed, name)

    def test_time_and_memory(self) -> None:
        repos = self.root / "repos"
        hostile.build(repos, ["fifo"])
        for change, kind in (({"timeout": 0.0}, "timeout"), ({"memory": 60 << 20}, "out-of-memory")):
            done = inspect(source.Repository("fifo", str(repos / "fifo")), chosen(**change), "", self.root)
            assert done is not None
            self.assertEqual([row["kind"] for row in done.tables["failures"]], [kind])

    def test_a_repository_that_ends_its_worker_is_given_up(self) -> None:
        hostile.build(self.root / "repos", ["fifo"])
        task = engine.Task(source.Repository("fifo", str(self.root / "repos/fifo")), "")
        tries = self.root / f"{task.repository.id}.tries"
        for before, failed in ((b"..", False), (b"...", True)):
            tries.write_bytes(before)
            self.assertEqual(piece.state(engine._piece(task, chosen(), self.root))["failed"], failed)

    def test_commits(self) -> None:
        work = self.root / "work"
        work.mkdir()
        first = hostile.commit(work)
        (work / "train.py").write_text(hostile.TRAIN)
        second = hostile.commit(work)
        hostile.git(work, "tag", "-a", "v1", "-m", "x", second)
        for wanted, found in ((first, first), (second, second), ("main", second), ("v1", second), (first[:9], first)):
            done = inspect(source.Repository("w", str(work), wanted), chosen(), "", self.root)
            assert done is not None
            self.assertEqual((done.commit, done.tables["failures"]), (found, []), wanted)
            if len(wanted) != 9:
                known = done.state()["fingerprint"]
                self.assertIsNone(inspect(source.Repository("w", str(work), wanted), chosen(), known, self.root), wanted)
        done = inspect(source.Repository("w", str(work), "no-such"), chosen(), "", self.root)
        assert done is not None
        self.assertEqual(done.tables["failures"][0]["kind"], "no-such-commit")


class Tables(fleet.TestCase):
    def piece(self, name: str, count: int) -> Path:
        one = Inspection(source.Repository(name, "/x"), chosen(), self.root)
        one.fail(Failed("find", "missing", "x"))
        one.tables["failures"] *= count
        path = self.root / f"{name}.piece"
        path.write_bytes(piece.pack(one))
        return path

    def test_the_bytes_depend_on_the_rows_alone(self) -> None:
        pieces = {name: self.piece(name, count) for name, count in (("a", 3), ("b", 20_000), ("c", 1), ("d", 17_000))}
        at_once, by_parts = self.root / "1/t.parquet", self.root / "2/t.parquet"
        form = schema.TABLES["failures"]
        table.write_table(at_once, "failures", form, set(), pieces)
        table.write_table(by_parts, "failures", form, set(), {name: pieces[name] for name in "bd"})
        table.write_table(by_parts, "failures", form, {"b", "d"}, {"a": pieces["a"], "d": pieces["d"], "c": pieces["c"]})
        self.assertEqual(pq.ParquetFile(at_once).metadata.num_rows, 37_004)
        self.assertEqual(at_once.read_bytes(), by_parts.read_bytes())

    def test_a_damaged_piece_is_recognised(self) -> None:
        data = self.piece("a", 1).read_bytes()
        for cut in range(0, len(data), 97):
            with self.assertRaises(ValueError):
                piece.state(data[:cut])


class Pages(unittest.TestCase):
    def test_text_from_repositories_is_only_text(self) -> None:
        text = "<script>|`x`\n# head\u202e [a](http://x) @user"
        section = [Section("T", "", ("a",), [(text,)])]
        markdown, page = pages.markdown(section), pages.page(section)
        self.assertNotIn("<script>", page)
        self.assertNotIn("\u202e", markdown + page)
        self.assertEqual(len(markdown.splitlines()), 7)
        self.assertIn("| `<script>\\|'x'\\n# head\\u202e [a](http://x) @user` |", markdown)


if __name__ == "__main__":
    unittest.main()
