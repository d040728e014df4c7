"""Runs agentlint: python -m agentlint."""

import os
import subprocess
import sys

from agentlint import program

if os.name == "nt":  # there, exec would return to the shell before agentlint has ended
    sys.exit(subprocess.run([program(), *sys.argv[1:]], check=False).returncode)
os.execv(program(), [program(), *sys.argv[1:]])
