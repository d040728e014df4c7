import os


def test_saves(path):
    assert os.path.exists(path)
