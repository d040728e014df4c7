class A:
    def __eq__(self, other):  # want-safe "can't be hashed"
        return True
