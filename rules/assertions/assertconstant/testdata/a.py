assert False  # want "raise AssertionError instead"
assert 0, "message"  # want "raise AssertionError"
assert None  # want "raise AssertionError"
assert ""  # want "raise AssertionError"
assert True  # want "checks nothing"
assert "the loss is NaN"  # want "checks nothing"
assert 1  # want "checks nothing"
assert [x for x in xs]
assert x
assert x == False
assert (x, "message")
assert not False
