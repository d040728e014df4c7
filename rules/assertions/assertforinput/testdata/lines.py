"""A condition of several lines is told on one."""

import os


def load(path: str) -> str:
    assert os.path.exists(  # want "exists\\(.*\\) comes from outside"
        path
    )
    return path
