def test_pop(queue):
    assert queue.pop() == 1
