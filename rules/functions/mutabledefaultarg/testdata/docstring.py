import torch


def told(rows=[]):  # want "parameter .rows. defaults to"
    f"{rows.append(1)}"
    return rows


def joined(rows=[]):  # want "parameter .rows. defaults to"
    "a" f"{len(rows)}"
    return rows


def inside(rows=[]):  # want "parameter .rows. defaults to"
    ("what it does")
    return rows
