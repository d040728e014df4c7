"""python -m agentlint.fleet SOURCE --out DIR, and python -m agentlint.fleet report DIR."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Runs the command, and returns its exit code."""
    from agentlint import AgentlintError
    from agentlint.fleet.errors import FleetError

    if os.name == "nt":
        print("agentlint.fleet: it runs on Linux and macOS", file=sys.stderr)
        return 2
    try:
        if arguments[:1] == ["report"]:
            from agentlint.fleet.report import command as report

            return report.main(arguments[1:])
        from agentlint.fleet import command

        return command.main(arguments)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("agentlint"):
            raise
        print(f"agentlint.fleet: {error.name} is missing; pip install 'agentlint-ml[fleet]'", file=sys.stderr)
    except (AgentlintError, FleetError) as error:
        print(f"agentlint.fleet: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
