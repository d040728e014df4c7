"""Checks import agentlint against the report of the program: api.py REPORT, in the folder that was checked."""

import json
import sys
import typing

import agentlint

with open(sys.argv[1], encoding="utf-8") as file:
    want = json.load(file)
report = agentlint.check("./...", no_cache=True)
assert report.raw == want, "check gives another report than the program"
assert [finding.rule for finding in report.findings] == [finding["rule"] for finding in want["findings"]]
assert all(finding.start.line >= 1 for finding in report.findings)
assert report.failed
seeds = agentlint.check(["train.py"], select=["missing-seed"], no_cache=True)
assert {finding.rule for finding in seeds.findings} <= {"missing-seed"}
try:
    agentlint.check("no-such-file.py")
except agentlint.AgentlintError as error:
    assert "no-such-file.py" in str(error), error
else:
    raise AssertionError("a path that is not there is no error")
assert typing.get_type_hints(agentlint.check)["return"] is agentlint.Report
print("import agentlint: gives the report of the program")
