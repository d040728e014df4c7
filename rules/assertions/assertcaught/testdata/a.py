def bad():
    try:
        assert x > 0
        step()
    except AssertionError:  # want "the failure of the assert above goes unnoticed"
        pass
    try:
        with lock:
            assert x > 0
    except AssertionError as e:  # want "the assert above"
        # goes on all the same
        failed += 1
        return None


def fine():
    try:
        assert x > 0
    except AssertionError:
        logger.exception("failed")
    try:
        assert x > 0
    except AssertionError:
        raise ValueError("x")
    try:
        step()
    except AssertionError:
        pass
    try:
        def later():
            assert x > 0
    except AssertionError:
        pass
    try:
        assert x > 0
    except (AssertionError, KeyError):
        pass
