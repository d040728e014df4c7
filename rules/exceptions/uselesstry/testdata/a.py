try:
    step()
except ValueError:  # want "this clause only re-raises what it caught"
    raise

try:
    step()
except ValueError as e:  # want "this clause only re-raises what it caught"
    raise e
except:  # want "this clause only re-raises what it caught"
    raise
    print("never")
finally:
    close()

try:
    step()
except* ValueError:  # want "this clause only re-raises what it caught"
    raise

try:
    step()
except ValueError as e:  # want "this clause only re-raises what it caught"
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
