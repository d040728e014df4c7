"""Tests of whole runs on a local Ray."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
import unittest
from pathlib import Path

import fleet
import hostile

LIMITS = ("--max-size", "64", "--max-files", "5000", "--timeout", "60", "--memory", "1024", "--quiet")


class Run(fleet.TestCase):
    def run_fleet(self, source: Path, out: Path, *more: str, code: int = 0) -> str:
        return fleet.fleet(source, "--out", out, *LIMITS, *more, code=code)

    def test_run(self) -> None:
        source = fleet.source(self.root)
        one, two, killed = self.root / "one", self.root / "two", self.root / "killed"
        self.run_fleet(source, one, "--workers", "1")
        self.rows(one)
        self.run_fleet(source, two, "--workers", "2")
        self.assertEqual(fleet.data(one), fleet.data(two), "the number of workers changes the tables")
        self.kill(source, killed)
        self.run_fleet(source, killed, "--resume")
        self.assertEqual(fleet.data(one), fleet.data(killed), "a run that was killed and resumed gives other tables")
        self.report(one)
        self.resume(source, one, two)

    def rows(self, out: Path) -> None:
        summaries = {row["repository"]: row for row in fleet.rows(out, "summaries")}
        failures = {row["repository"]: row["kind"] for row in fleet.rows(out, "failures") if row["fatal"]}
        for name, (status, kind) in {**hostile.EXPECTED, **hostile.ADDRESSES}.items():
            self.assertEqual((summaries[name]["status"], failures.get(name, "")), (status, kind), name)
        self.assertEqual(len(summaries), len(hostile.EXPECTED) + len(hostile.ADDRESSES) + 6)
        self.assertEqual(summaries["good-2"]["tier"], "2")
        self.assertEqual(len(summaries["good-1"]["commit"]), 40)
        self.assertTrue(all(row["fingerprint"] and row["path"] for row in fleet.rows(out, "findings")))
        scripts = {row["repository"] for row in fleet.rows(out, "stories") if row["steps"]}
        self.assertLessEqual({f"good-{number}" for number in range(6)}, scripts)
        manifest = json.loads((out / "manifest.json").read_text())
        self.assertTrue(manifest["complete"])

    def kill(self, source: Path, out: Path) -> None:
        """Kills a run once it has some pieces, with a signal that it can't handle."""
        child = subprocess.Popen(fleet.command(source, "--out", out, *LIMITS, "--workers", "1"), stderr=subprocess.DEVNULL)
        wanted = random.randint(1, 30)
        end = time.monotonic() + 120
        while len(list(out.glob("_pieces/*/*.piece"))) < wanted and child.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        child.kill()
        child.wait()
        text = fleet.fleet("report", out, code=2)
        self.assertIn("--resume", text)

    def report(self, out: Path) -> None:
        text = fleet.fleet("report", out)
        for heading in ("By rule", "By boundary", "By team", "By repository", "could not be checked"):
            self.assertIn(heading, text)
        self.assertIn("| `red` |", text)
        fleet.fleet("report", out, "--format", "html", "--out", self.root / "r.html")
        self.assertIn("good-1", (self.root / "r.html").read_text())
        fleet.fleet("report", out, "--format", "sarif", "--out", self.root / "sarif", "--fail-on", "never")
        index = json.loads((self.root / "sarif/index.json").read_text())
        checked = [row for row in fleet.rows(out, "summaries") if row["status"] != "failed"]
        self.assertEqual(len(index), len(checked))
        log = json.loads((self.root / "sarif" / index[-1]["file"]).read_text())
        self.assertEqual(log["runs"][0]["tool"]["driver"]["name"], "agentlint")
        rule = fleet.rows(out, "findings")[0]["rule"]
        fleet.fleet("report", out, "--fail-on", rule, code=1)
        fleet.fleet("report", out, "--fail-on", "failures", code=1)
        fleet.fleet("report", out, "--fail-on", "selection-on-test", code=0)
        fleet.fleet("report", out, "--fail-on", "no-such-rule", code=2)

    def resume(self, source: Path, out: Path, earlier: Path) -> None:
        """Only what has changed is looked at again, and the rows are those of a new run."""
        before = {name: facts["seconds"] for name, facts in states(out).items()}
        changed = self.root / "repos/good-0/train.py"
        changed.write_text("import torch\ntorch.manual_seed(1)\n")
        lines = source.read_text().splitlines()
        source.write_text("\n".join(line for line in lines if '"good-4"' not in line) + "\n")
        self.assertIn("has results already", self.run_fleet(source, out, code=2))
        self.run_fleet(source, out, "--resume")
        after = {name: facts["seconds"] for name, facts in states(out).items()}
        self.assertEqual(before.keys() - after.keys(), {"good-4"})
        redone = {name for name in after if after[name] != before[name]}
        self.assertIn("good-0", redone)
        self.assertFalse({name for name in redone if hostile.EXPECTED.get(name, ("", ""))[0] == "checked"}, redone)
        fresh = self.root / "fresh"
        self.run_fleet(source, fresh, "--workers", "2")
        self.assertEqual(fleet.data(fresh), fleet.data(out), "a resumed run gives other tables than a new one")
        self.assertIn("are gone", fleet.fleet("report", out, "--against", earlier))

    def test_interrupt(self) -> None:
        source = self.root / "source"
        for number in range(60):
            (self.root / f"r{number}").mkdir()
            (self.root / f"r{number}/train.py").write_text(hostile.TRAIN)
        source.write_text("".join(f"r{number}\n" for number in range(60)))
        out = self.root / "out"
        child = subprocess.Popen(
            fleet.command(source, "--out", out, "--workers", "1"), stderr=subprocess.DEVNULL, start_new_session=True
        )
        while not list(out.glob("_pieces/*/*.piece")) and child.poll() is None:
            time.sleep(0.02)
        os.killpg(child.pid, signal.SIGINT)
        self.assertEqual(child.wait(120), 130)
        manifest = json.loads((out / "manifest.json").read_text())
        self.assertFalse(manifest["complete"])
        self.assertEqual(len(fleet.rows(out, "summaries")), 60 - manifest["missing"])
        self.assertIn("are missing", fleet.fleet("report", out))
        self.run_fleet(source, out, "--resume")
        self.assertEqual(len(fleet.rows(out, "summaries")), 60)

    def test_what_is_wrong_with_the_command(self) -> None:
        (self.root / "source").write_text("a\n")
        self.assertIn("no such file", fleet.fleet(self.root / "none", "--out", self.root / "o", code=2))
        wrong = fleet.fleet(self.root / "source", "--out", self.root / "o", "--select", "no-such-rule", code=2)
        self.assertIn("no-such-rule", wrong)
        self.assertIn("not empty", fleet.fleet(self.root / "source", "--out", self.root, code=2))


def states(out: Path) -> dict[str, dict[str, object]]:
    """What is kept of each repository for the next run."""
    found: dict[str, dict[str, object]] = {}
    for path in out.glob("_state/[0-9]*.json"):
        found.update(json.loads(path.read_text()))
    return found


if __name__ == "__main__":
    unittest.main()
