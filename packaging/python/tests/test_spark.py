"""Runs the lines of docs/fleet.md about Spark."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unittest
from pathlib import Path

import fleet
import hostile

DOCS = Path(__file__).parents[3] / "docs/fleet.md"

try:
    import pyspark
except ModuleNotFoundError:
    pyspark = None


@unittest.skipUnless(pyspark and shutil.which("java"), "pyspark or Java is missing")
class Spark(fleet.TestCase):
    def test_the_lines_of_the_documentation(self) -> None:
        hostile.build(self.root / "repos", ["read-only", "fifo", "empty-folder"])
        code = re.search(r"```python\n# spark\n(.*?)```", DOCS.read_text(), re.DOTALL)
        assert code is not None
        from pyspark.sql import SparkSession

        os.environ["PYSPARK_PYTHON"] = sys.executable  # where agentlint is installed
        spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
        self.addCleanup(spark.stop)
        paths = [str(path) for path in sorted((self.root / "repos").iterdir())]
        exec(code[1], {"spark": spark, "paths": paths, "out": str(self.root / "out")})
        rows = spark.read.parquet(str(self.root / "out")).collect()
        self.assertEqual({Path(row.repository).name for row in rows if row.rule}, {"read-only", "fifo"})
        self.assertEqual([Path(row.repository).name for row in rows if not row.rule], ["empty-folder"])


if __name__ == "__main__":
    unittest.main()
