try:
    step()
except ValueError:  # want "nothing but raise what it caught"
    raise

try:
    step()
except ValueError as e:  # want "nothing but"
    raise e
except:  # want "nothing but"
    raise
    print("never")
finally:
    close()

try:
    step()
except* ValueError:  # want "nothing but"
    raise

try:
    step()
except ValueError as e:  # want "nothing but"
    raise (e)

try:
    step()
except KeyboardInterrupt:
    raise
except Exception:
    backup()

try:
    step()
except ValueError as e:
    raise e from None

try:
    step()
except ValueError as e:
    raise error

try:
    step()
except ValueError:
    print("failed")
    raise

try:
    step()
finally:
    close()
