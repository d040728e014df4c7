import csv
import json
import multiprocessing as mp

import h5py
from torch.utils.tensorboard import SummaryWriter


def reads(path):
    f = open(path)  # want "the file f is never closed; open it in a with statement"
    text = f.read()
    # a comment

    lines = text.split(
        "x"
    )
    for line in f:
        print(line)
    return lines


def writes(path, rows):
    out = open(path, "w")  # want "the file out"
    out.write("x")
    print("x", file=out)
    json.dump(rows, out)


def makes(path):
    out = open(path, "w")  # want "the file out"
    rows = csv.writer(out)
    rows.writerow([])


def maps(paths):
    pool = mp.Pool(4)  # want "the pool pool"
    results = pool.imap(len, paths)
    return list(results)


def loads(path):
    f = open(path)  # want "the file f"
    return json.load(f)


def in_string(path):
    f = h5py.File(path)  # want "the file f"
    x = f["""a
b"""]
    return x


def logs(epochs):
    if epochs:
        writer = SummaryWriter()  # want "the writer writer"
        writer.add_scalar("loss", 0.0)


def unused():
    pool = mp.Pool(4)  # want "the pool pool"


def closed(path):
    f = open(path)
    try:
        return f.read()
    finally:
        f.close()


def managed(path):
    with open(path) as f, h5py.File(path) as g:
        return f.read()


def later_managed(path):
    f = open(path)
    with f:
        return f.read()


def returned(path):
    f = open(path)
    return f


def given(path, model):
    f = open(path)
    train(model, f)
    w = SummaryWriter()
    train(model, writer=w)


def yielded(path):
    f = open(path)
    yield f


class Log:
    def __init__(self, path):
        self.f = open(path)
        f = open(path)
        self.files = [f]


def handed(path):
    global shared
    shared = open(path)


def inner(path):
    f = open(path)

    def close():
        f.close()
    return close


def pool_ended():
    pool = mp.Pool(4)
    pool.terminate()


def own(path):
    open = print
    f = open(path)


text = open("a").read()
