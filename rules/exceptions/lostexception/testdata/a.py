def f():
    try:
        step()
    finally:
        if done:
            return 1  # want `"return" in a finally clause drops`


def g():
    while True:
        try:
            step()
        finally:
            with lock:
                break  # want `"break"`


def h():
    for x in xs:
        try:
            step()
        finally:
            for y in ys:
                continue
            else:
                continue  # want `"continue"`
            while True:
                try:
                    return  # want `"return"`
                except ValueError:
                    break
                finally:
                    break  # want `"break"`


def fine():
    for x in xs:
        try:
            if x:
                break
        except ValueError:
            continue
        else:
            return
        finally:
            for y in ys:
                if y:
                    break

            def later():
                return 1

            class Later:
                def now(self):
                    return 1
    return 0
