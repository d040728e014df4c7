import json  # agentlint: ignore[bare-except] -- of another rule # want "\"json\" is imported but never used"
import os  # agentlint: ignore[dead-code] -- of this one
import sys  # for what it does
