# options: {defer: false}
try:
    forward()
except Exception:  # want "also catches"
    pass

try:
    forward()
except Exception as e:  # want "also catches"
    results.append(e)

try:
    forward()
except Exception as e:  # want "also catches"
    raise ValueError

try:
    forward()
except Exception as e:
    raise ValueError from e

try:
    forward()
except Exception as e:  # want "also catches"
    try:
        raise e
    except ValueError:
        pass
