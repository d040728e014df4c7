class Exception(RuntimeError):
    pass


raise Exception("its own")
