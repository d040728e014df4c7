import os
import subprocess


def f(queue, model, it):
    assert queue.pop() == 1  # want "python -O removes this assert and the call of queue.pop with it"
    assert len(queue.popleft()) and next(it)  # want "queue.popleft"
    assert next(it) is not None, "empty"  # want "the call of next"
    assert subprocess.call(["make"]) == 0  # want "subprocess.call"
    assert model.weight.fill_(0).sum() == 0  # want "fill_"
    assert (n := len(queue)) > 0  # want "the value of n"
    assert model.load_state_dict(os.environ)  # want "model.load_state_dict"
    return n


def fine(queue, model, x):
    assert queue
    assert (m := len(queue)) > 0, f"{m} elements"
    assert queue.popped() == 1
    assert x.add(1).sum() == 1
    assert len(queue) == 1, queue.pop()
    assert sorted(queue, key=lambda q: q.pop())
    assert model.__len__() == 1
    assert queue.get_(_)  # want "queue.get_"
    assert next_step(x)
    queue.pop()


def combine(found, static):
    rest = iter(found)
    out = [next(rest) if x is None else x for x in static]
    assert next(rest, None) is None
    return out


def first(found):
    rest = iter(found)
    assert next(rest) == "header"  # want "the call of next"
    return list(rest)
