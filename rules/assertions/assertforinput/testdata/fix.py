import contextlib
import os

import pytest


def tried(args):
    try:
        assert args.a > 0  # want-unfixed "comes from outside"
    except:
        pass
    try:
        if args:
            assert args.a > 0  # want-unfixed "comes from outside"
    except (ValueError, OSError):
        assert args.a > 0  # want-unsafe "comes from outside"
    else:
        assert args.a > 0  # want-unsafe "comes from outside"
    finally:
        assert args.a > 0  # want-unsafe "comes from outside"
    try:
        assert args.a > 0  # want-unsafe "comes from outside"
    finally:
        pass
    with pytest.raises(Exception), open("x"):
        assert args.a > 0  # want-unfixed "comes from outside"
    with contextlib.suppress(Exception):
        assert args.a > 0  # want-unfixed "comes from outside"

    try:
        def later():
            assert args.a > 0  # want-unsafe "comes from outside"
    except OSError:
        later()


def test_it(args):
    assert args.a > 0  # want-unfixed "comes from outside"


class TestCase:
    def check(self, args):
        assert args.a > 0  # want-unfixed "comes from outside"


def forms(args):
    assert (args.a,), "é"  # want-unsafe "comes from outside"
    assert args.a == 1 == args.b, f"{args.a}"  # want-unsafe "comes from outside"
    assert not args.a or (args.b and \
        args.c)  # want-unsafe -1 "comes from outside"
    assert args.a if args else not args.b, ("a",  # want-unsafe "comes from outside"
        "b")
    assert (y := args.a) not in (1, 2), y  # want-unsafe "comes from outside"
    assert args.a == "\\"  # want-unsafe "comes from outside"
    x = 1; assert args.a  # want-unfixed "comes from outside"
    if x: assert args.a  # want-unfixed "comes from outside"
